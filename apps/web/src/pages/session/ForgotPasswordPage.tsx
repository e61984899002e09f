import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { hasStatus } from '../../api/problem.js';
import { requestPasswordReset } from '../../api/session.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { useTitle } from '../../ui/use-title.js';
import { focusField } from './focus-field.js';
import { SessionFrame } from './SessionFrame.js';

/** Asks for the link of a new password. The page says the same whether the address is known or not. */
export function ForgotPasswordPage(): ReactElement {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [missing, setMissing] = useState(false);
  const ask = useMutation({ mutationFn: () => requestPasswordReset(email.trim()) });
  useTitle(t('session.forgot.title'));

  const onSubmit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const incomplete = !/^\S+@\S+$/.test(email.trim());
    setMissing(incomplete);
    if (incomplete) focusField(event, 'email');
    else if (!ask.isPending) ask.mutate();
  };
  const back = (
    <p>
      <Link to="/anmelden">{t('session.forgot.back')}</Link>
    </p>
  );
  if (ask.isSuccess) {
    return (
      <SessionFrame title={t('session.forgot.doneTitle')}>
        <p role="status">{t('session.forgot.done', { email: email.trim() })}</p>
        {back}
      </SessionFrame>
    );
  }
  return (
    <SessionFrame title={t('session.forgot.title')}>
      <p className="muted">{t('session.forgot.text')}</p>
      <form className="stack" noValidate onSubmit={onSubmit}>
        {ask.error && (
          <Alert
            kind="danger"
            role="alert"
            title={hasStatus(ask.error, 429) ? t('session.forgot.wait') : t('session.signIn.failed')}
          />
        )}
        <TextField
          label={t('session.signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          error={missing ? t('session.signIn.emailMissing') : undefined}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button variant="primary" type="submit" aria-disabled={ask.isPending}>
          {ask.isPending ? t('session.forgot.busy') : t('session.forgot.submit')}
        </Button>
      </form>
      {back}
    </SessionFrame>
  );
}
