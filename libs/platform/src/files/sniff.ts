import { TextDecoder } from 'node:util';

/** What a file can be recognised as; everything else is `unknown`. */
export const FILE_KINDS = [
  'json',
  'yaml',
  'pdf',
  'xlsx',
  'docx',
  'zip',
  'png',
  'jpeg',
  'html',
  'xml',
  'text',
  'empty',
  'unknown',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Media type under which a kind is stored and served; what a browser might run is served as bytes. */
export const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  json: 'application/json',
  yaml: 'application/yaml',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
  png: 'image/png',
  jpeg: 'image/jpeg',
  html: 'application/octet-stream',
  xml: 'application/octet-stream',
  text: 'text/plain; charset=utf-8',
  empty: 'application/octet-stream',
  unknown: 'application/octet-stream',
};

const SIGNATURES: readonly (readonly [FileKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];

/**
 * Tells from the first bytes what a file is, whatever its name and its sender say. For what we take in only; it is no
 * proof that the rest is sound.
 */
export function sniff(head: Uint8Array): FileKind {
  if (head.byteLength === 0) return 'empty';
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const signed = SIGNATURES.find(([, signature]) =>
    signature.every((byte, index) => bytes[index] === byte),
  )?.[0];
  if (signed === 'zip') return officeKind(bytes);
  if (signed) return signed;
  const text = textOf(bytes);
  return text === undefined ? 'unknown' : textKind(text.trimStart());
}

/** Office files are archives whose first entries tell which. */
function officeKind(bytes: Buffer): FileKind {
  const names = bytes.toString('latin1');
  if (!names.includes('[Content_Types].xml') && !names.includes('_rels/.rels')) return 'zip';
  if (names.includes('xl/')) return 'xlsx';
  return names.includes('word/') ? 'docx' : 'zip';
}

/** The text, or undefined for what is no UTF-8; a character that the end of the head cuts is forgiven. */
function textOf(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

function textKind(text: string): FileKind {
  if (/^<(?:!doctype\s+html|html|head|body|script|svg|iframe|!--)/i.test(text)) return 'html';
  if (text.startsWith('<')) return 'xml';
  if (/^[[{]/.test(text)) return 'json';
  if (/^(?:%YAML|---(?:\s|$)|[\w-]+:(?:\s|$))/.test(text)) return 'yaml';
  return text === '' ? 'empty' : 'text';
}
