import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
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

interface LinkProps {
  token: string;
  link: LinkInfo;
}

/** Accepts an invitation. Opening the link does nothing yet: mail scanners open links, only the button counts. */
export function InvitationPage({ token, link }: LinkProps): ReactElement {
  const { t } = useTranslation();
  const [state, setState] = useState<'open' | 'done' | 'gone'>('open');
  useTitle(t('session.invitation.title'));

  if (state === 'gone') return <LinkGone />;
  if (state === 'done') {
    return (
      <SessionFrame title={t('session.invitation.doneTitle')}>
        <p>{link.hasAccount ? t('session.invitation.doneKnown') : t('session.invitation.done')}</p>
        <Link to="/anmelden" className={buttonClass('primary')}>
          <span className="kern-label">{t('session.invitation.toSignIn')}</span>
        </Link>
      </SessionFrame>
    );
  }
  return (
    <SessionFrame title={t('session.invitation.title')}>
      <PasswordForm token={token} link={link} onEnd={setState} />
    </SessionFrame>
  );
}

interface PasswordFormProps extends LinkProps {
  onEnd: (state: 'done' | 'gone') => void;
}

function PasswordForm({ token, link, onEnd }: PasswordFormProps): ReactElement {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [errors, setErrors] = useState<{ password?: string; repeat?: string }>({});
  const accept = useMutation({
    mutationFn: () => acceptLink(token, password),
    onSuccess: () => onEnd('done'),
    onError: (error) => {
      if (hasStatus(error, 404)) onEnd('gone');
    },
  });

  const onSubmit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found: typeof errors = {};
    if (link.hasAccount) {
      if (password === '') found.password = t('session.signIn.passwordMissing');
    } else if (password.length < shortest) found.password = t('session.invitation.short');
    else if (password !== repeat) found.repeat = t('session.invitation.differs');
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) focusField(event, first);
    else accept.mutate();
  };
  const problem = accept.error instanceof ApiProblem ? accept.error : null;
  const refusal = (each: ApiProblem): string => {
    if (each.status === 0) return t('common.unreachable');
    return each.errors[0]?.message ?? each.detail ?? each.title;
  };
  return (
    <form className="stack" noValidate onSubmit={onSubmit}>
      <p>
        <b>{t('session.invitation.hello', { name: link.name })}</b>
        <br />
        {link.hasAccount
          ? t('session.invitation.textKnown', { email: link.email })
          : t('session.invitation.text', { email: link.email })}
      </p>
      {problem && <Alert kind="danger" role="alert" title={refusal(problem)} />}
      {/* Password managers need the name of the account. */}
      <input type="email" name="email" autoComplete="username" value={link.email} readOnly hidden />
      <PasswordField
        label={link.hasAccount ? t('session.invitation.present') : t('session.invitation.password')}
        hint={link.hasAccount ? undefined : t('session.invitation.hint')}
        name="password"
        autoComplete={link.hasAccount ? 'current-password' : 'new-password'}
        value={password}
        error={errors.password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {!link.hasAccount && (
        <PasswordField
          label={t('session.invitation.repeat')}
          name="repeat"
          autoComplete="new-password"
          value={repeat}
          error={errors.repeat}
          onChange={(event) => setRepeat(event.target.value)}
        />
      )}
      <Button variant="primary" type="submit" disabled={accept.isPending}>
        {t('session.invitation.submit')}
      </Button>
      <p className="muted small-print">
        {t('session.invitation.expires', { date: formatDateTime(link.expiresAt) })}
      </p>
    </form>
  );
}
