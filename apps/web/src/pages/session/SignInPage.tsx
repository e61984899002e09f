import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../api/types.js';
import { keepChosenLanguage } from '../../app/language-choice.js';
import { sessionQuery } from '../../app/queries.js';
import { useTitle } from '../../ui/use-title.js';
import { SessionFrame } from './SessionFrame.js';
import { SignInForm } from './SignInForm.js';

const route = getRouteApi('/anmelden');

export function SignInPage(): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { ziel } = route.useSearch();
  useTitle(t('session.signIn.title'));

  const onDone = async (session: Session): Promise<void> => {
    client.setQueryData(sessionQuery.queryKey, await keepChosenLanguage(session));
    await navigate({ href: ziel ?? '/', replace: true });
  };
  return (
    <SessionFrame title={t('session.signIn.title')}>
      <p className="muted">{t('session.signIn.text')}</p>
      <SignInForm onDone={(session) => void onDone(session)} />
      <p>
        <Link to="/anmelden/passwort">{t('session.signIn.forgot')}</Link>
      </p>
      <p className="muted small-print">{t('session.signIn.help')}</p>
    </SessionFrame>
  );
}
