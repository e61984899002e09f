import { client } from '@bergfried/api-client';
import type { Language } from '@bergfried/texts';

/** The inline script in index.html reads the same key before the first paint. */
const storageKey = 'bergfried:language';

/** What this browser spoke last; German until somebody chooses English (ADR 0019). */
let current: Language = localStorage.getItem(storageKey) === 'en' ? 'en' : 'de';

/** The language on screen. Components re-read it because `useTranslation` renders them again when it changes. */
export const currentLanguage = (): Language => current;

/** Makes a language the one of dates, numbers, `<html lang>`, the API's problems, and this browser's next visit. */
export function setCurrentLanguage(language: Language): void {
  current = language;
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  client.setConfig({ headers: { 'Accept-Language': language } });
}
