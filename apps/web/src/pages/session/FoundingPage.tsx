import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, hasStatus } from '../../api/problem.js';
import { foundInstallation } from '../../api/setups.js';
import { proposeShortName, proposeSlug, slugForm } from '../../app/propose-slug.js';
import { installationQuery, sessionQuery } from '../../app/queries.js';
import { Alert } from '../../ui/Alert.js';
import { Button, buttonClass } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { PasswordField } from '../../ui/PasswordField.js';
import { useTitle } from '../../ui/use-title.js';
import { focusField } from './focus-field.js';
import { SessionFrame } from './SessionFrame.js';

const empty = {
  code: '',
  officeName: '',
  officeShortName: '',
  officeSlug: '',
  name: '',
  email: '',
  password: '',
  repeat: '',
};
type Field = keyof typeof empty;
type TextName = Exclude<Field, 'password' | 'repeat'>;

/** Makes the first office and operator of an empty installation, with the code from the terminal, and signs in. */
export function FoundingPage(): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [form, setForm] = useState(empty);
  const [typed, setTyped] = useState<ReadonlySet<Field>>(new Set());
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({});
  useTitle(t('founding.title'));

  const close = (): void => {
    client.setQueryData(installationQuery.queryKey, (known) => known && { ...known, foundingOpen: false });
  };
  const found = useMutation({
    mutationFn: () => {
      const { repeat: _, ...founding } = form;
      return foundInstallation(founding);
    },
    onSuccess: async (session) => {
      close();
      client.setQueryData(sessionQuery.queryKey, session);
      await navigate({ to: '/$scope/mitglieder', params: { scope: form.officeSlug }, replace: true });
    },
    onError: (error) => {
      if (hasStatus(error, 404)) close();
      if (error instanceof ApiProblem)
        setErrors(
          Object.fromEntries(error.errors.map(({ pointer, message }) => [pointer.slice(1), message])),
        );
    },
  });

  const change = (name: Field, value: string): void => {
    const own = new Set(typed).add(name);
    setTyped(own);
    const next = { ...form, [name]: value };
    if (!own.has('officeShortName')) next.officeShortName = proposeShortName(next.officeName);
    if (!own.has('officeSlug')) next.officeSlug = proposeSlug(next.officeShortName);
    setForm(next);
  };
  const missing = (): Partial<Record<Field, string>> => ({
    ...(form.code.trim() === '' ? { code: t('founding.codeMissing') } : {}),
    ...(form.officeName.trim().length < 2 ? { officeName: t('founding.officeNameMissing') } : {}),
    ...(form.officeShortName.trim().length < 2
      ? { officeShortName: t('founding.officeShortNameMissing') }
      : {}),
    ...(slugForm.test(form.officeSlug) ? {} : { officeSlug: t('founding.officeSlugWrong') }),
    ...(form.name.trim().length < 2 ? { name: t('founding.nameMissing') } : {}),
    ...(/^\S+@\S+\.\S+$/.test(form.email.trim()) ? {} : { email: t('founding.emailMissing') }),
    ...(form.password.length < 12 ? { password: t('founding.passwordShort') } : {}),
    ...(form.password === form.repeat ? {} : { repeat: t('founding.repeatDiffers') }),
  });
  const onSubmit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wrong = missing();
    setErrors(wrong);
    const first = (Object.keys(empty) as Field[]).find((name) => wrong[name] !== undefined);
    if (first) focusField(event, first);
    else if (!found.isPending) found.mutate();
  };

  if (hasStatus(found.error, 404)) {
    return (
      <SessionFrame title={t('founding.goneTitle')}>
        <p>{t('founding.gone')}</p>
        <Link to="/anmelden" className={buttonClass('primary')}>
          <span className="kern-label">{t('founding.toSignIn')}</span>
        </Link>
      </SessionFrame>
    );
  }
  const field = (name: Field) => ({
    name,
    label: t(`founding.${name}`),
    value: form[name],
    error: errors[name],
    onChange: (event: { target: { value: string } }) => change(name, event.target.value),
  });
  const problem = found.error instanceof ApiProblem ? found.error : null;
  const hints: Partial<Record<TextName, string>> = {
    code: t('founding.codeHint'),
    officeName: t('founding.officeNameHint'),
    officeSlug: t('founding.officeSlugHint', { url: `/${form.officeSlug || 'stelle'}/lagebild` }),
  };
  const textField = (name: TextName, maxLength: number, autoComplete = 'off'): ReactElement => (
    <TextField
      {...field(name)}
      type={name === 'email' ? 'email' : 'text'}
      hint={hints[name]}
      maxLength={maxLength}
      autoComplete={autoComplete}
      spellCheck={false}
      required
    />
  );
  return (
    <SessionFrame title={t('founding.title')}>
      <p className="muted">{t('founding.text')}</p>
      <form className="stack" noValidate onSubmit={onSubmit}>
        {problem && problem.errors.length === 0 && (
          <Alert
            kind="danger"
            role="alert"
            title={problem.status === 0 ? t('common.unreachable') : problem.title}
          >
            {problem.status !== 0 && problem.detail}
          </Alert>
        )}
        {textField('code', 60)}
        <h2>{t('founding.office')}</h2>
        {textField('officeName', 200)}
        {textField('officeShortName', 60)}
        {textField('officeSlug', 60)}
        <h2>{t('founding.person')}</h2>
        {textField('name', 120, 'name')}
        {textField('email', 254, 'username')}
        <PasswordField
          {...field('password')}
          hint={t('founding.passwordHint')}
          autoComplete="new-password"
          required
        />
        <PasswordField {...field('repeat')} autoComplete="new-password" required />
        <Button variant="primary" type="submit" aria-disabled={found.isPending}>
          {found.isPending ? t('founding.busy') : t('founding.submit')}
        </Button>
      </form>
    </SessionFrame>
  );
}
