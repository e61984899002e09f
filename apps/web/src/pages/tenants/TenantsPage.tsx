import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantSetup } from '../../api/types.js';
import { may, type Scope } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { buttonClass } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { StepBadge, StepBar } from './SetupMarks.js';
import { setupsQuery } from './setup-queries.js';
import '../../styles/stacked.css';
import './tenants.css';

/** Members of the office with mandate and set-up; incomplete ones stay visible here until nothing is open. */
export function TenantsPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const setups = useQuery(setupsQuery(scope.id));
  const creates = may(scope, 'tenant:create');
  useTitle(t('tenants.title'), scope.shortName);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('tenants.title')}</h1>
          <p className="muted">
            {creates ? t('tenants.text') : `${t('tenants.textMandated')} ${t('tenants.byOperator')}`}
          </p>
        </div>
        {creates && <AddLink slug={scope.slug} />}
      </header>
      <QueryState query={setups}>
        {(page) =>
          page.items.length === 0 ? (
            <section className="card empty">
              <b>{creates ? t('tenants.none') : t('tenants.noneMandated')}</b>
              <p>{creates ? t('tenants.noneText') : t('tenants.byOperator')}</p>
              {creates && <AddLink slug={scope.slug} />}
            </section>
          ) : (
            <TenantList scope={scope} setups={page.items} total={page.total} />
          )
        }
      </QueryState>
    </div>
  );
}

function AddLink({ slug }: { slug: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Link to="/$scope/mitglieder/neu" params={{ scope: slug }} className={buttonClass('primary')}>
      <Icon name="add" />
      <span className="kern-label">{t('tenants.add')}</span>
    </Link>
  );
}

interface TenantListProps {
  scope: Scope;
  setups: readonly TenantSetup[];
  total: number;
}

function TenantList({ scope, setups, total }: TenantListProps): ReactElement {
  const { t } = useTranslation();
  const incomplete = setups.filter(({ complete }) => !complete).length;
  return (
    <section className="card" aria-label={t('tenants.title')}>
      <p className="muted">
        {t('tenants.count', { count: total })}
        {incomplete > 0 && ` · ${t('tenants.incomplete', { count: incomplete })}`}
      </p>
      <table className="plain-table stacked tenant-table">
        <thead>
          <tr>
            <th scope="col">{t('tenants.tenant')}</th>
            <th scope="col">{t('tenants.mandate')}</th>
            <th scope="col">{t('tenants.progress')}</th>
            <th scope="col">
              <span className="sr-only">{t('tenants.open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {setups.map((setup) => (
            <TenantRow key={setup.tenant.id} scope={scope} setup={setup} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TenantRow({ scope, setup }: { scope: Scope; setup: TenantSetup }): ReactElement {
  const { t } = useTranslation();
  const { tenant, mandate, complete } = setup;
  const tone = { valid: 'ok', planned: 'info', missing: 'warn' }[mandate.state];
  const open = complete ? t('tenants.open') : t('tenants.continue');
  const label = complete
    ? t('tenants.openLabel', { name: tenant.name })
    : t('tenants.continueLabel', { name: tenant.name });
  return (
    <tr>
      <td>
        <span className="tenant-name">
          <span className="plate level-1" aria-hidden>
            {tenant.plate}
          </span>
          <span>
            <b>{tenant.name}</b>
            <small>{t(`tenants.kind.${tenant.kind}`)}</small>
          </span>
        </span>
      </td>
      <td data-label={t('tenants.mandate')}>
        <span className={`badge plain ${tone}`}>{t(`tenants.mandateState.${mandate.state}`)}</span>{' '}
        {mandate.officerName}
      </td>
      <td data-label={t('tenants.progress')}>
        {setup.steps.every(({ state }) => state === 'done') ? (
          <StepBadge state="done" />
        ) : (
          <StepBar setup={setup} />
        )}
      </td>
      <td>
        <Link
          to="/$scope/mitglieder/$slug"
          params={{ scope: scope.slug, slug: tenant.slug }}
          className={buttonClass(complete ? 'tertiary' : 'secondary', true)}
          aria-label={label}
        >
          <span className="kern-label">{open}</span>
        </Link>
      </td>
    </tr>
  );
}
