import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../api/types.js';
import { may } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { useTenants } from '../../app/use-tenants.js';
import { GermanFields } from '../../ui/GermanFields.js';
import { toast } from '../../ui/toast.js';
import { useTitle } from '../../ui/use-title.js';
import { ReportForm } from './ReportForm.js';

const ReportDone = lazy(() => import('./ReportDone.js').then((module) => ({ default: module.ReportDone })));

/** Reports an incident: six answers, everything else later. */
export function ReportPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const tenants = useTenants(scope);
  const navigate = useNavigate();
  const [sent, setSent] = useState<Incident | null>(null);
  useTitle(t('report.title'), scope.shortName);

  const onDone = (incident: Incident, tenantSlug: string): void => {
    toast(t('report.done', { reference: incident.reference }));
    if (!may(scope, 'incident:read')) setSent(incident);
    else {
      void navigate({
        to: '/$scope/vorfaelle/$id',
        params: { scope: tenantSlug, id: incident.id },
        search: { neu: true },
        replace: true,
      });
    }
  };
  return (
    <GermanFields>
      <div className="page form-page">
        {sent ? (
          <Suspense>
            <ReportDone incident={sent} onAnother={() => setSent(null)} />
          </Suspense>
        ) : (
          <>
            <header className="page-head">
              <div>
                <h1>{t('report.title')}</h1>
                <p className="muted">{t('report.subtitle')}</p>
              </div>
            </header>
            {tenants.loaded && (
              <ReportForm key={scope.slug} scope={scope} tenants={tenants.list} onDone={onDone} />
            )}
          </>
        )}
      </div>
    </GermanFields>
  );
}
