import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../app/use-scope.js';
import { useTitle } from '../../ui/use-title.js';
import { DeadLettersCard } from './DeadLettersCard.js';
import { MailsCard } from './MailsCard.js';
import '../../styles/list.css';
import '../../styles/stacked.css';

/** Work that failed and mails that are unclear: for those who look after them. */
export function OperationsPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  useTitle(t('operations.title'), scope.shortName);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('operations.title')}</h1>
          <p className="muted">{t('operations.text')}</p>
        </div>
      </header>
      <DeadLettersCard scope={scope} />
      <MailsCard scope={scope} />
    </div>
  );
}
