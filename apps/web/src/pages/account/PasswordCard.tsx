import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.js';
import { changePassword } from '../../api/session.js';
import { useSession } from '../../app/use-scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { PasswordField } from '../../ui/PasswordField.js';
import { toast } from '../../ui/toast.js';

const shortest = 12;

/** Changes the own password; the server ends all other sessions. */
export function PasswordCard(): ReactElement {
  const { t } = useTranslation();
  const { user } = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [errors, setErrors] = useState<{ current?: string; next?: string }>({});
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast(t('session.account.changed'));
    },
  });
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const found: typeof errors = {};
    if (current === '') found.current = t('session.account.currentMissing');
    if (next.length < shortest) found.next = t('session.invitation.short');
    setErrors(found);
    if (Object.keys(found).length === 0) change.mutate();
  };
  const problem = change.error instanceof ApiProblem ? change.error : null;
  return (
    <section className="card" aria-labelledby="konto-passwort">
      <form className="stack" noValidate onSubmit={onSubmit}>
        <h2 id="konto-passwort">{t('session.account.passwordTitle')}</h2>
        {problem && (
          <Alert
            kind="danger"
            role="alert"
            title={
              problem.status === 0 ? t('common.unreachable') : (problem.errors[0]?.message ?? problem.title)
            }
          >
            {problem.errors.length === 0 && problem.detail}
          </Alert>
        )}
        <input type="email" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordField
          label={t('session.account.current')}
          autoComplete="current-password"
          value={current}
          error={errors.current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordField
          label={t('session.account.new')}
          hint={t('session.invitation.hint')}
          autoComplete="new-password"
          value={next}
          error={errors.next}
          onChange={(event) => setNext(event.target.value)}
        />
        <div>
          <Button type="submit" icon="key" disabled={change.isPending}>
            {t('session.account.change')}
          </Button>
        </div>
      </form>
    </section>
  );
}
