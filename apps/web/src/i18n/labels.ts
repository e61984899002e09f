import { wordOf, type germanLabels, type LabelGroup, type Language, type Shape } from '@bergfried/texts';

export type Labels = Shape<typeof germanLabels>;
/** Word for a coded value. */
export type Word = (group: LabelGroup, code: string | number) => string;

const words: { [L in Language]?: Labels } = {};

/** Keeps the words of a language; they are read with its page texts. */
export function addLabels(language: Language, labels: Labels): void {
  words[language] = labels;
}

function wordsOf(language: Language): Word {
  return (group, code) => {
    const labels = words[language];
    return labels ? wordOf(labels, group, code) : String(code);
  };
}

/** One function a language, so that what depends on it is made anew when the language changes. */
export const wordIn: Readonly<Record<Language, Word>> = { de: wordsOf('de'), en: wordsOf('en') };
