import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.js';
import { createTenant } from '../../api/setups.js';
import { tenantsQuery } from '../../app/queries.js';
import { useScope } from '../../app/use-scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { ErrorSummary } from '../../ui/ErrorSummary.js';
import { toast } from '../../ui/toast.js';
import { useTitle } from '../../ui/use-title.js';
import { useProblemText } from '../incident/use-submission.js';
import { TenantFields } from './TenantFields.js';
import { useRefresh } from './setup-queries.js';
import { toDraft, type TenantField } from './tenant-form.js';
import { useTenantForm } from './use-tenant-form.js';
import './tenants.css';

const steps = ['mandate', 'people', 'legal-entities'] as const;

/** Takes a member on: its master data, and then on to the page of its set-up. */
export function NewTenantPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const summary = useRef<HTMLDivElement>(null);
  const { form, change, errors, slugState } = useTenantForm(scope.id);
  const [tried, setTried] = useState(false);
  useTitle(t('tenants.create.title'), scope.shortName);

  const create = useMutation({
    mutationFn: () => createTenant(scope.id, toDraft(form)),
    onSuccess: async (tenant) => {
      await refresh();
      await client.query(tenantsQuery(scope.id));
      toast(t('tenants.create.done', { name: tenant.name }));
      await navigate({
        to: '/$scope/mitglieder/$slug',
        params: { scope: scope.slug, slug: tenant.slug },
        replace: true,
      });
    },
  });
  const problem = useProblemText(create.error);
  // A field that the server refused says so at its place, until it is changed and sent again.
  const refused = create.error instanceof ApiProblem ? create.error.errors : [];
  const messages: Partial<Record<TenantField, string>> = Object.fromEntries([
    ...refused.map(({ pointer, message }) => [pointer.slice(1), message] as const),
    ...(tried ? Object.entries(errors) : []),
  ]);
  const list = Object.entries(tried ? errors : {}).map(([field, message]) => ({
    field,
    label: t(`tenants.create.${field as TenantField}`),
    message,
  }));

  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(errors).length > 0) {
      // The summary appears with this very event; the focus follows once it is there.
      setTimeout(() => summary.current?.focus(), 0);
      return;
    }
    if (!create.isPending) create.mutate();
  };
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <p>
            <Link to="/$scope/mitglieder" params={{ scope: scope.slug }}>
              {t('tenants.title')}
            </Link>
          </p>
          <h1>{t('tenants.create.title')}</h1>
          <p className="muted">{t('tenants.create.text')}</p>
        </div>
      </header>
      <div className="setup-grid">
        <form className="card setup-main" noValidate onSubmit={onSubmit}>
          <div className="step-head">
            <span className="step-number" aria-hidden>
              1
            </span>
            <h2>{t('tenants.step.master-data')}</h2>
          </div>
          <ErrorSummary ref={summary} errors={list} />
          {problem && list.length === 0 && <Alert kind="danger" role="alert" title={problem} />}
          <TenantFields
            scope={scope}
            form={form}
            change={change}
            errors={messages}
            slugFree={slugState === 'free'}
          />
          <div className="row">
            <Button variant="primary" type="submit" aria-disabled={create.isPending}>
              {create.isPending ? t('tenants.create.busy') : t('tenants.create.submit')}
            </Button>
            <Link
              to="/$scope/mitglieder"
              params={{ scope: scope.slug }}
              className="kern-btn kern-btn--tertiary"
            >
              <span className="kern-label">{t('common.cancel')}</span>
            </Link>
          </div>
        </form>
        <aside className="card setup-side" aria-labelledby="danach">
          <h2 id="danach">{t('tenants.create.aside')}</h2>
          <ol className="setup-steps">
            {steps.map((step, index) => (
              <li key={step}>
                <span className="row">
                  <span className="step-number" aria-hidden>
                    {index + 2}
                  </span>
                  {t(`tenants.step.${step}`)}
                </span>
              </li>
            ))}
          </ol>
          <p className="muted small-print">{t('tenants.setup.canReport')}</p>
        </aside>
      </div>
    </div>
  );
}
