import { currentLanguage } from '../i18n/language.js';

/** Locales of dates and numbers; British, because 03/04 must not be March in one office and April in the next. */
const locales = { de: 'de-DE', en: 'en-GB' } as const;
export type Locale = (typeof locales)[keyof typeof locales];

/** The locale of the language on screen. */
export const currentLocale = (): Locale => locales[currentLanguage()];

/** Makes a formatter once a locale, and answers that of the language on screen. */
export function perLocale<T>(make: (locale: Locale) => T): () => T {
  const made = new Map<Locale, T>();
  return () => {
    const locale = currentLocale();
    const known = made.get(locale);
    if (known !== undefined) return known;
    const formatter = make(locale);
    made.set(locale, formatter);
    return formatter;
  };
}
