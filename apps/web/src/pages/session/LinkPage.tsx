import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { readLink } from '../../api/session.js';
import { InvitationPage } from './InvitationPage.js';
import { ResetPasswordPage } from './ResetPasswordPage.js';

const route = getRouteApi('/m/$token');

/** What stands behind the link of a mail; an unknown one looks like an invitation that is gone. */
export function LinkPage(): ReactElement {
  const { token } = route.useParams();
  const link = useQuery({ queryKey: ['link', token], queryFn: () => readLink(token), retry: false });
  return link.data?.purpose === 'password-reset' ? (
    <ResetPasswordPage token={token} link={link.data} />
  ) : (
    <InvitationPage />
  );
}
