import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../../ui/Button.js';
import { useTitle } from '../../ui/use-title.js';
import { SessionFrame } from './SessionFrame.js';

/** A link that is used, expired or unknown; what it was for nobody can tell any more, so both ways on stand here. */
export function LinkGone(): ReactElement {
  const { t } = useTranslation();
  useTitle(t('session.link.goneTitle'));
  return (
    <SessionFrame title={t('session.link.goneTitle')}>
      <p>{t('session.link.gone')}</p>
      <p>{t('session.link.goneReset')}</p>
      <Link to="/anmelden/passwort" className={buttonClass('primary')}>
        <span className="kern-label">{t('session.link.renew')}</span>
      </Link>
      <p>{t('session.link.goneInvitation')}</p>
      <p>
        <Link to="/anmelden">{t('session.link.signIn')}</Link>
      </p>
    </SessionFrame>
  );
}
