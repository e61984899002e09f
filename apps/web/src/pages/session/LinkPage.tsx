import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { hasStatus } from '../../api/problem.js';
import { readLink } from '../../api/session.js';
import { Button } from '../../ui/Button.js';
import { useTitle } from '../../ui/use-title.js';
import { InvitationPage } from './InvitationPage.js';
import { LinkGone } from './LinkGone.js';
import { ResetPasswordPage } from './ResetPasswordPage.js';
import { SessionFrame } from './SessionFrame.js';

const route = getRouteApi('/m/$token');

/** What stands behind the link of a mail. */
export function LinkPage(): ReactElement {
  const { t } = useTranslation();
  const { token } = route.useParams();
  const link = useQuery({ queryKey: ['link', token], queryFn: () => readLink(token), retry: false });
  useTitle(t('session.link.title'));
  if (link.data) {
    return link.data.purpose === 'password-reset' ? (
      <ResetPasswordPage token={token} link={link.data} />
    ) : (
      <InvitationPage token={token} link={link.data} />
    );
  }
  if (hasStatus(link.error, 404)) return <LinkGone />;
  if (link.error) {
    return (
      <SessionFrame title={t('shell.problem.title')}>
        <p>{t('shell.problem.offlineText')}</p>
        <Button variant="primary" disabled={link.isFetching} onClick={() => void link.refetch()}>
          {t('shell.problem.retry')}
        </Button>
      </SessionFrame>
    );
  }
  return (
    <SessionFrame title={t('session.link.title')}>
      <p role="status">{t('shell.loading')}</p>
    </SessionFrame>
  );
}
