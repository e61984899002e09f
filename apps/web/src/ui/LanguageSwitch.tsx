import type { Language } from '@bergfried/texts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguageChoice } from '../app/language-choice.js';
import { currentLanguage } from '../i18n/language.js';

/** Each language by its own name: that is what people look for. */
export const languageNames: readonly { value: Language; label: string }[] = [
  { value: 'de', label: 'Deutsch' },
  { value: 'en', label: 'English' },
];

/** "Deutsch | English", one of them pressed. */
export function LanguageSwitch(): ReactElement {
  const { t } = useTranslation();
  const choice = useLanguageChoice();
  return (
    <div className="language-switch" role="group" aria-label={t('shell.language')}>
      {languageNames.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          lang={value}
          aria-pressed={value === currentLanguage()}
          onClick={() => choice.mutate(value)}
        >
          {label}
        </button>
      ))}
      {choice.isError && (
        <p role="alert" className="text-danger">
          {t('shell.languageFailed')}
        </p>
      )}
    </div>
  );
}
