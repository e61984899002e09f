import {
  exportFlag,
  exportWord,
  type ExportHeading,
  type ExportList,
  type ExportWordGroup,
  type LabelGroup,
  type Language,
} from '@bergfried/texts';
import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const EXPORTED_LIST = 'bergfried:exported-list';
/** Marks a list in the OpenAPI document: `{ list, long }`; a long one may come as a job. */
export const EXPORT_EXTENSION = 'x-export';

/** What a column needs besides its row. */
export interface ExportWords {
  readonly language: Language;
  /** Short names of the members that the caller may read, by id. */
  readonly tenantNames: ReadonlyMap<string, string>;
}

/** One column of an exported list. */
export interface ExportColumn<Item> {
  readonly heading: ExportHeading;
  /** time: ISO 8601 instant, shown in Europe/Berlin; day: YYYY-MM-DD. */
  readonly kind: 'text' | 'time' | 'day' | 'number';
  /** In characters. */
  readonly width: number;
  value(item: Item, words: ExportWords): string | number | null;
}

/** A list as it is exported; one for each kind of row, whatever routes answer it. */
export interface ExportDeclaration<Item = object> {
  readonly list: ExportList;
  readonly columns: readonly ExportColumn<Item>[];
  /** Can pass {@link MOST_STREAMED_ROWS}: then the worker writes the file, so its rows need a `@ListSource` there. */
  readonly grows: boolean;
}

const declarations = new Map<ExportList, ExportDeclaration>();

/**
 * Declares the columns of a list; called once at import by `<x>.export.ts`.
 * @throws Error when the list is declared twice
 */
export function declareExport<Item extends object>(
  list: ExportList,
  columns: readonly ExportColumn<Item>[],
  { grows = false }: { readonly grows?: boolean } = {},
): ExportDeclaration<Item> {
  if (declarations.has(list)) throw new Error(`export of ${list} is declared twice`);
  const declaration: ExportDeclaration<Item> = { list, columns, grows };
  declarations.set(list, declaration);
  return declaration;
}

/** All declared exports. */
export const allExports = (): readonly ExportDeclaration[] => [...declarations.values()];

/** The route answers `{items, nextCursor, total}` and exports the same rows as CSV or XLSX (ADR 0017). */
export const Exports = <Item>(declaration: ExportDeclaration<Item>): MethodDecorator =>
  applyDecorators(
    SetMetadata(EXPORTED_LIST, declaration),
    ApiExtension(EXPORT_EXTENSION, { list: declaration.list, long: declaration.grows }) as MethodDecorator,
  );

type Maybe<T> = T | null | undefined;

/** Makes columns. `get` answers null where the row says nothing. */
export const column = {
  text: <Item>(
    heading: ExportHeading,
    get: (item: Item) => Maybe<string>,
    width = 22,
  ): ExportColumn<Item> => ({
    heading,
    kind: 'text',
    width,
    value: (item) => get(item) ?? null,
  }),
  time: <Item>(heading: ExportHeading, get: (item: Item) => Maybe<string>): ExportColumn<Item> => ({
    heading,
    kind: 'time',
    width: 17,
    value: (item) => get(item) ?? null,
  }),
  day: <Item>(heading: ExportHeading, get: (item: Item) => Maybe<string>): ExportColumn<Item> => ({
    heading,
    kind: 'day',
    width: 12,
    value: (item) => get(item) ?? null,
  }),
  number: <Item>(heading: ExportHeading, get: (item: Item) => Maybe<number>): ExportColumn<Item> => ({
    heading,
    kind: 'number',
    width: 12,
    value: (item) => get(item) ?? null,
  }),
  flag: <Item>(heading: ExportHeading, get: (item: Item) => Maybe<boolean>): ExportColumn<Item> => ({
    heading,
    kind: 'text',
    width: 14,
    value: (item, { language }) => {
      const value = get(item) ?? null;
      return value === null ? null : exportFlag(language, value);
    },
  }),
  coded: <Item>(
    heading: ExportHeading,
    group: LabelGroup | ExportWordGroup,
    get: (item: Item) => Maybe<string | number>,
  ): ExportColumn<Item> => ({
    heading,
    kind: 'text',
    width: 22,
    value: (item, { language }) => {
      const code = get(item) ?? null;
      return code === null ? null : exportWord(language, group, code);
    },
  }),
  member: <Item>(get: (item: Item) => Maybe<string>): ExportColumn<Item> => ({
    heading: 'tenant',
    kind: 'text',
    width: 24,
    value: (item, { tenantNames }) => {
      const id = get(item) ?? null;
      return id === null ? null : (tenantNames.get(id) ?? null);
    },
  }),
};
