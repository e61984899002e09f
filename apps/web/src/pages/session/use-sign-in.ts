import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.js';
import { signIn } from '../../api/session.js';
import type { Session } from '../../api/types.js';

interface SignInErrors {
  email?: string;
  password?: string;
  form?: string;
}

/** State of a sign-in form: missing fields, refusals, and the time to wait after too many tries. */
export interface SignInForm {
  errors: SignInErrors;
  busy: boolean;
  /** Seconds until the next try is allowed; 0 = now. */
  wait: number;
  submit: (email: string, password: string) => Promise<Session | null>;
}

export function useSignIn(): SignInForm {
  const { t } = useTranslation();
  const [errors, setErrors] = useState<SignInErrors>({});
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useState(0);

  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1_000);
    return () => clearTimeout(timer);
  }, [wait]);

  const submit = async (email: string, password: string): Promise<Session | null> => {
    const missing: SignInErrors = {};
    if (email.trim() === '') missing.email = t('session.signIn.emailMissing');
    if (password === '') missing.password = t('session.signIn.passwordMissing');
    setErrors(missing);
    if (Object.keys(missing).length > 0) return null;
    setBusy(true);
    try {
      return await signIn(email.trim(), password);
    } catch (error) {
      const status = error instanceof ApiProblem ? error.status : 0;
      if (status === 429 && error instanceof ApiProblem) setWait(error.retryAfter ?? 60);
      else if (status === 401 || status === 400) setErrors({ form: t('session.signIn.wrong') });
      else setErrors({ form: t('session.signIn.failed') });
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { errors, busy, wait, submit };
}
