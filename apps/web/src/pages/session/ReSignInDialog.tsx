import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../api/types.js';
import { sessionQuery } from '../../app/queries.js';
import { giveUpSignIn, signedInAgain } from '../../app/re-sign-in.js';
import { Modal } from '../../ui/Modal.js';
import { SignInForm } from './SignInForm.js';

/** Over the page one was working on: signs in again and sends the waiting requests, nothing typed is lost. */
export function ReSignInDialog(): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: before } = useQuery({ ...sessionQuery, enabled: false });

  const onDone = (session: Session): void => {
    if (before && before.user.id !== session.user.id) {
      // Somebody else: what is on screen is not theirs.
      giveUpSignIn();
      window.location.assign('/');
      return;
    }
    client.setQueryData(sessionQuery.queryKey, session);
    signedInAgain();
    void client.invalidateQueries();
  };
  return (
    <Modal title={t('session.signIn.again')} required onClose={giveUpSignIn}>
      <p className="muted">{t('session.signIn.againText')}</p>
      <SignInForm email={before?.user.email ?? ''} onDone={onDone} />
    </Modal>
  );
}
