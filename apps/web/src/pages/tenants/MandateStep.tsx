import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mandate, TenantSetup } from '../../api/types.js';
import { mandatesQuery, membersQuery } from '../../app/page-queries.js';
import { may, type Scope } from '../../app/scope.js';
import { useSession } from '../../app/use-scope.js';
import { isoDay } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { MandateDialog } from '../members/MandateDialog.js';
import { usePeriodText } from '../members/use-period-text.js';
import { useRefresh } from './setup-queries.js';

/** Who of the office works for the member. Nobody enters the own mandate, so the step says who can. */
export function MandateStep({ scope, setup }: { scope: Scope; setup: TenantSetup }): ReactElement {
  const { t } = useTranslation();
  const period = usePeriodText();
  const { user } = useSession();
  const refresh = useRefresh();
  const today = isoDay(useNow());
  const { data: mandates } = useQuery(mandatesQuery(scope.officeId));
  const { data: members } = useQuery(membersQuery(scope));
  const [open, setOpen] = useState<Mandate | 'new' | null>(null);
  const held = (mandates?.items ?? []).filter(
    (mandate) =>
      mandate.tenantId === setup.tenant.id && (mandate.validUntil === null || mandate.validUntil >= today),
  );
  const officers = (members?.items ?? []).filter(
    ({ role, status }) => status !== 'disabled' && (role === 'officer' || role === 'deputy'),
  );
  const others = officers.filter(({ userId }) => userId !== user.id);
  const manages = may(scope, 'mandate:manage');
  return (
    <>
      <p className="muted">{t('tenants.setup.mandateText')}</p>
      {held.length === 0 ? (
        <p>{t('tenants.setup.mandateNone')}</p>
      ) : (
        <ul className="step-lines">
          {held.map((mandate) => (
            <li key={mandate.id}>
              <span>
                {mandate.kind === 'officer'
                  ? t('members.mandates.kindOfficer')
                  : t('members.mandates.kindDeputy')}
              </span>
              <span className="grow">
                {mandate.userName} <small>{period(mandate.validFrom, mandate.validUntil)}</small>
              </span>
              {manages && mandate.userId !== user.id && (
                <button
                  type="button"
                  className="icon-button"
                  title={t('tenants.setup.mandateEdit')}
                  aria-label={t('tenants.setup.mandateEditLabel', { name: mandate.userName ?? '' })}
                  onClick={() => setOpen(mandate)}
                >
                  <Icon name="edit" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {setup.mandate.state === 'planned' && (
        <p className="muted small-print">{t('tenants.setup.mandateWaiting')}</p>
      )}
      {setup.mandate.state === 'valid' && setup.mandate.deputyName === null && (
        <p className="muted small-print">{t('tenants.setup.noDeputy')}</p>
      )}
      {members !== undefined && officers.length === 0 && <p>{t('tenants.setup.mandateNobody')}</p>}
      {officers.length > others.length && (
        <p className="muted small-print">{t('tenants.setup.mandateOwn')}</p>
      )}
      {manages && (
        <div className="step-actions">
          {others.length > 0 && (
            <Button small icon="mandate" onClick={() => setOpen('new')}>
              {t('tenants.setup.mandateAdd')}
            </Button>
          )}
          {members !== undefined && officers.length === 0 && (
            <Link
              to="/$scope/personen"
              params={{ scope: scope.slug }}
              className="kern-btn kern-btn--secondary small"
            >
              <Icon name="group" />
              <span className="kern-label">{t('tenants.setup.mandateInvite')}</span>
            </Link>
          )}
        </div>
      )}
      {open !== null && (
        <MandateDialog
          officeId={scope.officeId}
          mandate={open === 'new' ? null : open}
          tenants={[setup.tenant]}
          members={members?.items ?? []}
          onClose={() => {
            setOpen(null);
            void refresh();
          }}
        />
      )}
    </>
  );
}
