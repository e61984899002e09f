import type { i18n as I18n } from 'i18next';
import { language } from './i18n.js';

let loading: Promise<void> | undefined;

/** Adds the texts of the pages; the route of a scope waits for them, so no page ever shows a key. */
export function loadPageTexts(i18n: I18n): Promise<void> {
  loading ??= import('./page-texts.js').then(({ pageTexts }) => {
    i18n.addResourceBundle(language, 'web', pageTexts, true, true);
  });
  return loading;
}
