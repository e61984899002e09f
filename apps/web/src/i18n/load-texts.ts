import type { Language } from '@bergfried/texts';
import type { i18n as I18n } from 'i18next';
import { addLabels, type Labels } from './labels.js';
import { currentLanguage, setCurrentLanguage } from './language.js';

interface TextFile {
  texts: object;
  labels?: Labels;
}
type Load = (i18n: I18n, language?: Language) => Promise<void>;

/** Loaders that were asked before: another language needs the same files. */
const used = new Set<Load>();

/** Reads a file of texts once a language and adds it; a failed read is tried again by the next page. */
function loader(files: Readonly<Record<Language, () => Promise<TextFile>>>): Load {
  const loading = new Map<Language, Promise<void>>();
  const load: Load = (i18n, language = currentLanguage()) => {
    used.add(load);
    const known = loading.get(language);
    if (known) return known;
    const reading = files[language]().then(
      ({ texts, labels }) => {
        if (labels) addLabels(language, labels);
        i18n.addResourceBundle(language, 'web', texts, true, true);
      },
      (error: unknown) => {
        loading.delete(language);
        throw error;
      },
    );
    loading.set(language, reading);
    return reading;
  };
  return load;
}

/** Adds the texts of the frame and the sign-in; nothing is drawn before. */
export const loadStartTexts = loader({
  de: () => import('./start-texts.js').then((file) => ({ texts: file.startTexts })),
  en: () => import('./start-texts-en.js').then((file) => ({ texts: file.startTexts })),
});

/** Adds the texts of the pages behind the sign-in and the words for codes; its route waits for them, so no page ever shows a key. */
export const loadPageTexts = loader({
  de: () => import('./page-texts.js').then((file) => ({ texts: file.pageTexts, labels: file.labels })),
  en: () => import('./page-texts-en.js').then((file) => ({ texts: file.pageTexts, labels: file.labels })),
});

/** Adds the texts of the account and of the links in mails; their routes wait for them. */
export const loadSessionTexts = loader({
  de: () => import('./session-texts.js').then((file) => ({ texts: file.sessionTexts })),
  en: () => import('./session-texts-en.js').then((file) => ({ texts: file.sessionTexts })),
});

/** Changes the language on screen, when all texts shown so far have been read in it. Throws when they cannot be. */
export async function switchLanguage(i18n: I18n, language: Language): Promise<void> {
  if (language === currentLanguage()) return;
  await Promise.all([...used].map((load) => load(i18n, language)));
  setCurrentLanguage(language);
  await i18n.changeLanguage(language);
}
