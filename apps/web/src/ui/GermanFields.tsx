import type { ReactElement, ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../format/locale.js';

/** React Aria takes its language from the browser unless told: this tells it the one on screen. */
export function GermanFields({ children }: { children: ReactNode }): ReactElement {
  useTranslation(); // renders again when the language changes
  return <I18nProvider locale={currentLocale()}>{children}</I18nProvider>;
}
