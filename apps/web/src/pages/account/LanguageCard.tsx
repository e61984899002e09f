import type { Language } from '@bergfried/texts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguageChoice } from '../../app/language-choice.js';
import { currentLanguage } from '../../i18n/language.js';
import { Alert } from '../../ui/Alert.js';
import { Choice } from '../../ui/Choice.js';
import { languageNames } from '../../ui/LanguageSwitch.js';

/** The one language of a person, for pages and mails; saved at once. */
export function LanguageCard(): ReactElement {
  const { t } = useTranslation();
  const choice = useLanguageChoice();
  return (
    <section className="card stack" aria-labelledby="konto-sprache">
      <h2 id="konto-sprache">{t('session.account.language')}</h2>
      {choice.isError && <Alert kind="danger" role="alert" title={t('shell.languageFailed')} />}
      <Choice<Language>
        name="language"
        label={t('session.account.languageLabel')}
        hint={t('session.account.languageText')}
        value={choice.isPending ? choice.variables : currentLanguage()}
        onChange={(value) => choice.mutate(value)}
        options={languageNames}
      />
    </section>
  );
}
