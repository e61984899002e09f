import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, hasStatus } from '../../api/problem.js';
import { acceptLink } from '../../api/session.js';
import type { LinkInfo } from '../../api/types.js';
import { formatDateTime } from '../../format/time.js';
import { Alert } from '../../ui/Alert.js';
import { Button, buttonClass } from '../../ui/Button.js';
import { PasswordField } from '../../ui/PasswordField.js';
import { useTitle } from '../../ui/use-title.js';
import { focusField } from './focus-field.js';
import { LinkGone } from './LinkGone.js';
import { SessionFrame } from './SessionFrame.js';

const shortest = 12;

/** Chooses a new password by a link from a mail. Opening it does nothing yet: mail scanners open links, only the button counts. */
export function ResetPasswordPage({ token, link }: { token: string; link: LinkInfo }): ReactElement {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [errors, setErrors] = useState<{ password?: string; repeat?: string }>({});
  const save = useMutation({ mutationFn: () => acceptLink(token, password) });
  useTitle(t('session.reset.title'));

  const onSubmit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found: typeof errors = {};
    if (password.length < shortest) found.password = t('session.invitation.short');
    else if (password !== repeat) found.repeat = t('session.invitation.differs');
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) focusField(event, first);
    else save.mutate();
  };
  if (save.isSuccess) {
    return (
      <SessionFrame title={t('session.invitation.doneTitle')}>
        <p>{t('session.invitation.done')}</p>
        <Link to="/anmelden" className={buttonClass('primary')}>
          <span className="kern-label">{t('session.invitation.toSignIn')}</span>
        </Link>
      </SessionFrame>
    );
  }
  if (hasStatus(save.error, 404)) return <LinkGone />;
  const problem = save.error instanceof ApiProblem ? save.error : null;
  return (
    <SessionFrame title={t('session.reset.title')}>
      <form className="stack" noValidate onSubmit={onSubmit}>
        <p>{t('session.reset.text', { email: link.email })}</p>
        {problem && (
          <Alert
            kind="danger"
            role="alert"
            title={
              problem.status === 0 ? t('common.unreachable') : (problem.errors[0]?.message ?? problem.title)
            }
          />
        )}
        {/* Password managers need the name of the account. */}
        <input type="email" name="email" autoComplete="username" value={link.email} readOnly hidden />
        <PasswordField
          label={t('session.invitation.password')}
          hint={t('session.invitation.hint')}
          name="password"
          autoComplete="new-password"
          value={password}
          error={errors.password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <PasswordField
          label={t('session.invitation.repeat')}
          name="repeat"
          autoComplete="new-password"
          value={repeat}
          error={errors.repeat}
          onChange={(event) => setRepeat(event.target.value)}
        />
        <Button variant="primary" type="submit" disabled={save.isPending}>
          {t('session.reset.submit')}
        </Button>
        <p className="muted small-print">
          {t('session.reset.expires', { date: formatDateTime(link.expiresAt) })}
        </p>
      </form>
    </SessionFrame>
  );
}
