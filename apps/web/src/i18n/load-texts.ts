import type { i18n as I18n } from 'i18next';
import { language } from './i18n.js';

/** Reads a file of texts once and adds it; a failed read is tried again by the next page. */
function loader(read: () => Promise<object>): (i18n: I18n) => Promise<void> {
  let loading: Promise<void> | undefined;
  return (i18n) => {
    loading ??= read().then(
      (texts) => void i18n.addResourceBundle(language, 'web', texts, true, true),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
}

/** Adds the texts of the pages of a scope; its route waits for them, so no page ever shows a key. */
export const loadPageTexts = loader(() => import('./page-texts.js').then((file) => file.pageTexts));

/** Adds the texts of the set-up page; its route waits for them. */
export const loadFoundingTexts = loader(() =>
  import('./founding-texts.js').then((file) => file.foundingTexts),
);

/** Adds the texts of the account and of the links in mails; their routes wait for them. */
export const loadSessionTexts = loader(() => import('./session-texts.js').then((file) => file.sessionTexts));
