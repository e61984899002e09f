import type { PrintBlock, PrintCell, PrintColumn } from '../print/document.js';

/** A chapter (level 1, on a new page) or a section of it. */
export function heading(
  level: 1 | 2,
  text: string,
  options: { readonly newPage?: boolean; readonly numbered?: boolean } = {},
): PrintBlock {
  return {
    type: 'heading',
    level,
    text,
    newPage: options.newPage ?? level === 1,
    numbered: options.numbered ?? true,
  };
}

export function table(
  caption: string,
  columns: readonly PrintColumn[],
  rows: readonly (readonly PrintCell[])[],
): Extract<PrintBlock, { type: 'table' }> {
  return { type: 'table', caption, columns, rows };
}

/** Cells of a row of plain texts. */
export function cells(texts: readonly (string | number)[]): PrintCell[] {
  return texts.map((text) => ({ text: String(text) }));
}

/** A paragraph, unless there is nothing to say. */
export function paragraph(text: string): PrintBlock[] {
  return text === '' ? [] : [{ type: 'paragraph', text: text.trim() }];
}

/** The text of a code in a group of texts; an unknown code stays visible. */
export function counterparts(texts: Readonly<Record<string, string>>, code: string): string {
  return texts[code] ?? code;
}
