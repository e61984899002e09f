import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { tenantsQuery } from '../../app/queries.js';
import { may, type Scope } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import type { Tenant } from '../../api/types.js';
import { NotFound } from '../../shell/NotFound.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { LegalEntitiesStep } from './LegalEntitiesStep.js';
import { MandateStep } from './MandateStep.js';
import { MasterDataStep } from './MasterDataStep.js';
import { PeopleStep } from './PeopleStep.js';
import { setupQuery } from './setup-queries.js';
import { SetupSide } from './SetupSide.js';
import { StepCard } from './StepCard.js';
import './tenants.css';

const route = getRouteApi('/signed-in/$scope/mitglieder/$slug');

/** One member and what is missing; every step can be put off and taken up again. */
export function TenantSetupPage(): ReactElement {
  const scope = useScope();
  const { slug } = route.useParams();
  const tenants = useQuery(tenantsQuery(scope.id));
  return (
    <QueryState query={tenants}>
      {(list) => {
        const tenant = list.find((each) => each.slug === slug);
        return tenant ? <Setup scope={scope} tenant={tenant} /> : <NotFound />;
      }}
    </QueryState>
  );
}

function Setup({ scope, tenant }: { scope: Scope; tenant: Tenant }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(setupQuery(tenant.id));
  const title = t('tenants.setup.title', { name: tenant.name });
  useTitle(title, scope.shortName);
  // The pages about people work in the scope of one member; the office stands in for it here.
  const place = useMemo<Scope>(
    () => ({
      ...scope,
      kind: 'tenant',
      id: tenant.id,
      slug: tenant.slug,
      name: tenant.name,
      shortName: tenant.shortName,
    }),
    [scope, tenant],
  );
  const manages = may(scope, 'setup:manage');
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <p>
            <Link to="/$scope/mitglieder" params={{ scope: scope.slug }}>
              {t('tenants.title')}
            </Link>
          </p>
          <h1>{title}</h1>
        </div>
      </header>
      <QueryState query={query}>
        {(setup) => (
          <div className="setup-grid">
            <div className="setup-main">
              <StepCard setup={setup} step="master-data" manages={manages}>
                <MasterDataStep scope={scope} tenant={setup.tenant} />
              </StepCard>
              <StepCard setup={setup} step="mandate" manages={manages}>
                <MandateStep scope={scope} setup={setup} />
              </StepCard>
              <StepCard setup={setup} step="people" manages={manages}>
                <PeopleStep place={place} setup={setup} />
              </StepCard>
              <StepCard setup={setup} step="legal-entities" manages={manages}>
                <LegalEntitiesStep scope={scope} setup={setup} />
              </StepCard>
            </div>
            <SetupSide setup={setup} />
          </div>
        )}
      </QueryState>
    </div>
  );
}
