import type { Language, web } from '@bergfried/texts';
import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'web';
    resources: { web: typeof web };
  }
}

/** Makes the translator of a language; texts are added as they are read. No other language helps out: none has gaps. */
export function createI18n(language: Language, texts: object = {}): I18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'web',
    initAsync: false,
    resources: { [language]: { web: texts } },
    interpolation: { escapeValue: false }, // React escapes
  });
  return instance;
}
