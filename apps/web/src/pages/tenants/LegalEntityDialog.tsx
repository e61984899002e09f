import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { saveLegalEntity } from '../../api/setups.js';
import type { LegalEntity } from '../../api/types.js';
import { oneOf } from '../../app/search-string.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { CheckField, SelectField, TextField } from '../../ui/Field.js';
import { Modal } from '../../ui/Modal.js';
import { toast } from '../../ui/toast.js';
import { useProblemText } from '../incident/use-submission.js';
import { AuthorityField } from './AuthorityField.js';

const kinds = [
  'core-administration',
  'jobcenter',
  'municipal-enterprise',
  'association',
  'other',
] as const satisfies readonly LegalEntity['kind'][];

interface LegalEntityDialogProps {
  tenantId: string;
  /** null: a new one. */
  entity: LegalEntity | null;
  onClose: () => void;
}

/** Adds an organisation, or changes to whom one reports. */
export function LegalEntityDialog({ tenantId, entity, onClose }: LegalEntityDialogProps): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState(entity?.name ?? '');
  const [kind, setKind] = useState<LegalEntity['kind']>(entity?.kind ?? 'jobcenter');
  const [authority, setAuthority] = useState(
    entity?.dataProtectionAuthority ?? t('tenants.authorities.hbdi'),
  );
  const [social, setSocial] = useState((entity?.socialSupervision ?? null) !== null);
  const [supervision, setSupervision] = useState(entity?.socialSupervision ?? '');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      saveLegalEntity(tenantId, entity, {
        name: name.trim(),
        kind,
        dataProtectionAuthority: authority.trim(),
        socialSupervision: social ? supervision.trim() : null,
      }),
    onSuccess: () => {
      toast(t('tenants.setup.saved'));
      onClose();
    },
  });
  const problem = useProblemText(save.error);
  const errors = {
    name: name.trim().length < 2 ? t('tenants.entity.nameMissing') : undefined,
    authority: authority.trim().length < 2 ? t('tenants.entity.authorityMissing') : undefined,
    supervision: social && supervision.trim().length < 2 ? t('tenants.entity.supervisionMissing') : undefined,
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!Object.values(errors).some(Boolean) && !save.isPending) save.mutate();
  };
  return (
    <Modal title={entity ? t('tenants.entity.editTitle') : t('tenants.entity.addTitle')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={onSubmit}>
        {problem && <Alert kind="danger" role="alert" title={problem} />}
        <TextField
          autoFocus
          label={t('tenants.entity.name')}
          value={name}
          maxLength={200}
          error={tried ? errors.name : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t('tenants.entity.kind')}
          value={kind}
          onChange={(value) => setKind(oneOf(kinds, value) ?? kind)}
          options={kinds.map((each) => ({ value: each, label: t(`tenants.entity.kinds.${each}`) }))}
        />
        <AuthorityField
          label={t('tenants.entity.authority')}
          hint={t('tenants.entity.authorityHint')}
          proposals={[t('tenants.authorities.hbdi'), t('tenants.authorities.bfdi')]}
          value={authority}
          error={tried ? errors.authority : undefined}
          onChange={setAuthority}
        />
        <CheckField
          label={t('tenants.entity.social')}
          hint={t('tenants.entity.socialHint')}
          checked={social}
          onChange={setSocial}
        />
        {social && (
          <AuthorityField
            label={t('tenants.entity.supervision')}
            proposals={[
              t('tenants.supervisions.darmstadt'),
              t('tenants.supervisions.giessen'),
              t('tenants.supervisions.kassel'),
            ]}
            value={supervision}
            error={tried ? errors.supervision : undefined}
            onChange={setSupervision}
          />
        )}
        {entity && <p className="muted small-print">{t('tenants.entity.running')}</p>}
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
