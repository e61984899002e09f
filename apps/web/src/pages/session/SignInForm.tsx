import { useEffect, useRef, useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../api/types.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { PasswordField } from '../../ui/PasswordField.js';
import { useSignIn } from './use-sign-in.js';

interface SignInFormProps {
  email?: string;
  onDone: (session: Session) => void;
}

/** E-mail and password; used by the page and by the dialog over a page whose session has ended. */
export function SignInForm({ email: known = '', onDone }: SignInFormProps): ReactElement {
  const { t } = useTranslation();
  const { errors, busy, wait, submit } = useSignIn();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const alert = useRef<HTMLDivElement>(null);
  const problem = wait > 0 ? 'wait' : errors.form;

  useEffect(() => {
    if (problem) alert.current?.focus();
  }, [problem]);

  const onSubmit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy || wait > 0) return;
    const session = await submit(email, password);
    if (session) onDone(session);
  };

  const time =
    wait >= 120
      ? t('session.signIn.minutes', { count: Math.ceil(wait / 60) })
      : t('session.signIn.seconds', { count: wait });
  return (
    <form className="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      {wait > 0 && (
        // Read once, not every second: the counter itself is outside the live region.
        <Alert ref={alert} kind="warning" title={t('session.signIn.wait', { time })} />
      )}
      {wait === 0 && errors.form && <Alert ref={alert} kind="danger" role="alert" title={errors.form} />}
      <TextField
        label={t('session.signIn.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus={known === ''}
        required
        value={email}
        error={errors.email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField
        label={t('session.signIn.password')}
        name="password"
        autoComplete="current-password"
        autoFocus={known !== ''}
        required
        value={password}
        error={errors.password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button variant="primary" type="submit" aria-disabled={busy || wait > 0}>
        {busy ? t('session.signIn.busy') : t('session.signIn.submit')}
      </Button>
    </form>
  );
}
