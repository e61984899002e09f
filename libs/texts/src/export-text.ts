import { exportTexts as de } from './de/exports.js';
import { exportTexts as en } from './en/exports.js';
import { label, type LabelGroup, type Language } from './translate.js';

/** Lists that can be exported, by their name. */
export type ExportList = keyof typeof de.list;
/** Headings of exported columns. */
export type ExportHeading = keyof typeof de.column;
/** Group of coded values that only exports have words for. */
export type ExportWordGroup = keyof typeof de.word;

const textsOf = (language: Language): typeof de | typeof en => (language === 'de' ? de : en);

/** Name of a list, for file and sheet. */
export const exportListName = (language: Language, list: ExportList): string => textsOf(language).list[list];

/** Heading of a column. */
export const exportHeading = (language: Language, heading: ExportHeading): string =>
  textsOf(language).column[heading];

/** Word for true or false. */
export const exportFlag = (language: Language, value: boolean): string =>
  textsOf(language)[value ? 'yes' : 'no'];

/** What every row of demonstration data says. */
export const exportDemoNote = (language: Language): string => textsOf(language).demo;

/** Word for a coded value, of the labels or of exports only. Unknown codes come back as they are. */
export function exportWord(
  language: Language,
  group: LabelGroup | ExportWordGroup,
  code: string | number,
): string {
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = textsOf(language).word;
  const words = Object.hasOwn(own, group) ? own[group] : undefined;
  if (words) return Object.hasOwn(words, code) ? (words[code] ?? String(code)) : String(code);
  return label(language, group as LabelGroup, code);
}
