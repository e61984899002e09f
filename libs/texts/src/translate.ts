import { fieldErrors as deFieldErrors, problems as deProblems } from './de/problems.js';
import { labels as deLabels } from './de/labels.js';
import { fieldErrors as enFieldErrors, problems as enProblems } from './en/problems.js';
import { labels as enLabels } from './en/labels.js';

/** German is the source; English the second language. */
export type Language = 'de' | 'en';
export type ProblemKey = keyof typeof deProblems;
export type FieldErrorCode = keyof typeof deFieldErrors;
/** Group of coded values that have words, for example `severity`. */
export type LabelGroup = keyof typeof deLabels;
type Labels = Readonly<Record<LabelGroup, Readonly<Record<string, string>>>>;
export type TextParams = Readonly<Record<string, string | number>>;

/** Replaces `{{name}}` by the parameter of that name; an unknown name stays visible. */
export function fill(text: string, params: TextParams = {}): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

/** Title and detail of a problem in the caller's language. */
export function problemText(
  language: Language,
  key: ProblemKey,
  params: TextParams = {},
): { title: string; detail: string } {
  const { title, detail } = (language === 'de' ? deProblems : enProblems)[key];
  return { title: fill(title, params), detail: fill(detail, params) };
}

/** The sentence for one invalid field in the caller's language. */
export function fieldErrorText(language: Language, code: FieldErrorCode, params: TextParams = {}): string {
  return fill((language === 'de' ? deFieldErrors : enFieldErrors)[code], params);
}

/** Word for a coded value, for example `label('de', 'status', 'closed')`. Unknown codes come back as they are. */
export function label(language: Language, group: LabelGroup, code: string | number): string {
  return wordOf(language === 'de' ? deLabels : enLabels, group, code);
}

/** Like `label`, from the words of one language: the browser then loads no other. */
export function wordOf(labels: Labels, group: LabelGroup, code: string | number): string {
  const words = labels[group];
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? String(code);
}

/** The first language of an Accept-Language header that we speak; German without one. */
export function languageOf(acceptLanguage: string | undefined): Language {
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const tag = part.trim().slice(0, 2);
    if (tag === 'de' || tag === 'en') return tag;
  }
  return 'de';
}
