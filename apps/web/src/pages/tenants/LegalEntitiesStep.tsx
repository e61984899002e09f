import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LegalEntity, TenantSetup } from '../../api/types.js';
import { legalEntitiesQuery } from '../../app/page-queries.js';
import { may, type Scope } from '../../app/scope.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { QueryState } from '../../ui/QueryState.js';
import { LegalEntityDialog } from './LegalEntityDialog.js';
import { useRefresh } from './setup-queries.js';

/** Organisations of the member and to whom each reports. */
export function LegalEntitiesStep({ scope, setup }: { scope: Scope; setup: TenantSetup }): ReactElement {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const entities = useQuery(legalEntitiesQuery(setup.tenant.id));
  const [open, setOpen] = useState<LegalEntity | 'new' | null>(null);
  const manages = may(scope, 'legal-entity:manage');
  const isOpen = setup.steps.some(({ step, state }) => step === 'legal-entities' && state !== 'done');
  return (
    <>
      <p className="muted">{t('tenants.setup.entitiesText')}</p>
      <QueryState query={entities}>
        {(list) => (
          <ul className="step-lines">
            {list.map((entity) => (
              <li key={entity.id}>
                <span>
                  {entity.name} <small>{t(`tenants.entity.kinds.${entity.kind}`)}</small>
                </span>
                <span className="grow">
                  <span>{entity.dataProtectionAuthority}</span>
                  <small>{entity.socialSupervision ?? t('tenants.entity.noSocial')}</small>
                </span>
                {manages && (
                  <button
                    type="button"
                    className="icon-button"
                    title={t('tenants.setup.entityEdit')}
                    aria-label={t('tenants.setup.entityEditLabel', { name: entity.name })}
                    onClick={() => setOpen(entity)}
                  >
                    <Icon name="edit" />
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      {isOpen && setup.tenant.kind === 'county' && (
        <p className="small-print">{t('tenants.setup.supervisionMissing')}</p>
      )}
      {manages && (
        <div className="step-actions">
          <Button small icon="add" onClick={() => setOpen('new')}>
            {t('tenants.setup.entityAdd')}
          </Button>
        </div>
      )}
      {open !== null && (
        <LegalEntityDialog
          tenantId={setup.tenant.id}
          entity={open === 'new' ? null : open}
          onClose={() => {
            setOpen(null);
            void refresh();
          }}
        />
      )}
    </>
  );
}
