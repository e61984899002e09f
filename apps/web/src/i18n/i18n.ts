import { web, type Language } from '@bergfried/texts';
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

/** Makes the translator. German is in the first bundle, so no page ever waits for its texts. */
export function createI18n(): I18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'de',
    defaultNS: 'web',
    initAsync: false,
    resources: { de: { web } },
    interpolation: { escapeValue: false }, // React escapes
  });
  return instance;
}
