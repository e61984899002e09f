import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { renameTenant } from '../../api/setups.js';
import type { Tenant } from '../../api/types.js';
import { tenantsQuery } from '../../app/queries.js';
import { may, type Scope } from '../../app/scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { Modal } from '../../ui/Modal.js';
import { toast } from '../../ui/toast.js';
import { useProblemText } from '../incident/use-submission.js';
import { useRefresh } from './setup-queries.js';

/** What was entered when the member was taken on; only its names change. */
export function MasterDataStep({ scope, tenant }: { scope: Scope; tenant: Tenant }): ReactElement {
  const { t } = useTranslation();
  const [renaming, setRenaming] = useState(false);
  const { data: tenants = [] } = useQuery(tenantsQuery(scope.id));
  const parent = tenants.find(({ id }) => id === tenant.parentId);
  const facts: readonly (readonly [string, string])[] = [
    [t('tenants.create.name'), tenant.name],
    [t('tenants.create.shortName'), tenant.shortName],
    [t('tenants.create.kind'), t(`tenants.kind.${tenant.kind}`)],
    [t('tenants.create.slug'), `/${tenant.slug}`],
    [t('tenants.create.plate'), tenant.plate],
    [t('tenants.create.ags'), tenant.ags ?? t('tenants.setup.none')],
    ...(parent ? ([[t('tenants.create.parent'), parent.name]] as const) : []),
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {may(scope, 'tenant:update') && (
        <div className="step-actions">
          <Button
            small
            icon="edit"
            aria-label={t('tenants.setup.renameLabel', { name: tenant.name })}
            onClick={() => setRenaming(true)}
          >
            {t('tenants.setup.rename')}
          </Button>
        </div>
      )}
      {renaming && <RenameDialog tenant={tenant} onClose={() => setRenaming(false)} />}
    </>
  );
}

function RenameDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [name, setName] = useState(tenant.name);
  const [shortName, setShortName] = useState(tenant.shortName);
  const save = useMutation({
    mutationFn: () => renameTenant(tenant, { name: name.trim(), shortName: shortName.trim() }),
    onSuccess: () => {
      void refresh();
      toast(t('tenants.setup.saved'));
      onClose();
    },
  });
  const problem = useProblemText(save.error);
  const errors = {
    name: name.trim().length < 2 ? t('tenants.create.nameMissing') : undefined,
    shortName: shortName.trim().length < 2 ? t('tenants.create.shortNameMissing') : undefined,
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!errors.name && !errors.shortName && !save.isPending) save.mutate();
  };
  return (
    <Modal title={t('tenants.setup.rename')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={onSubmit}>
        {problem && <Alert kind="danger" role="alert" title={problem} />}
        <TextField
          autoFocus
          label={t('tenants.create.name')}
          value={name}
          maxLength={200}
          error={errors.name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('tenants.create.shortName')}
          value={shortName}
          maxLength={60}
          error={errors.shortName}
          onChange={(event) => setShortName(event.target.value)}
        />
        <div className="row">
          <Button variant="primary" type="submit" aria-disabled={save.isPending}>
            {t('common.save')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
