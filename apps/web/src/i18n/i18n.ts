import type { Language, web, WebTexts } from '@bergfried/texts';
import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'web';
    resources: { web: typeof web };
  }
}

/** Language of the interface until English texts exist; everything below already asks for it. */
export const language: Language = 'de';

type Part<T> = { readonly [K in keyof T]?: Partial<T[K]> };

/** Makes the translator with the texts that are there from the start. */
export function createI18n(texts: Part<WebTexts>): I18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'de',
    defaultNS: 'web',
    initAsync: false,
    resources: { [language]: { web: texts } },
    interpolation: { escapeValue: false }, // React escapes
  });
  return instance;
}
