import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { createMandate, updateMandate } from '../../api/members.js';
import type { Mandate, Member, Tenant } from '../../api/types.js';
import { mandatesQuery } from '../../app/page-queries.js';
import { useSession } from '../../app/use-scope.js';
import { isoDay } from '../../format/time.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { Modal } from '../../ui/Modal.js';
import { toast } from '../../ui/toast.js';
import { useProblemText } from '../incident/use-submission.js';

interface MandateDialogProps {
  officeId: string;
  /** null: a new one. */
  mandate: Mandate | null;
  tenants: readonly Tenant[];
  members: readonly Member[];
  onClose: () => void;
}

/** Enters a mandate, or changes its period. Nobody does it for themselves. */
export function MandateDialog({
  officeId,
  mandate,
  tenants,
  members,
  onClose,
}: MandateDialogProps): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { user } = useSession();
  const people = members.filter(
    (member) =>
      member.status !== 'disabled' &&
      member.userId !== user.id &&
      (member.role === 'officer' || member.role === 'deputy'),
  );
  const [tenantId, setTenantId] = useState(mandate?.tenantId ?? tenants[0]?.id ?? '');
  const [userId, setUserId] = useState(mandate?.userId ?? people[0]?.userId ?? '');
  const [kind, setKind] = useState<Mandate['kind']>(mandate?.kind ?? 'officer');
  const [from, setFrom] = useState(() => mandate?.validFrom ?? isoDay(Date.now()));
  const [until, setUntil] = useState(mandate?.validUntil ?? '');
  const save = useMutation({
    mutationFn: () =>
      mandate
        ? updateMandate(officeId, mandate, { validFrom: from, validUntil: until || null })
        : createMandate(officeId, { tenantId, userId, kind, validFrom: from, validUntil: until || null }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: mandatesQuery(officeId).queryKey });
      toast(t('members.saved'));
      onClose();
    },
  });
  const problem = useProblemText(save.error);
  const orderError = until !== '' && until < from ? t('members.orderWrong') : undefined;
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!orderError && !save.isPending) save.mutate();
  };
  return (
    <Modal
      title={mandate ? t('members.mandates.editTitle') : t('members.mandates.addTitle')}
      onClose={onClose}
    >
      <form className="stack" noValidate onSubmit={onSubmit}>
        {problem && <Alert kind="danger" role="alert" title={problem} />}
        {!mandate && (
          <>
            <SelectField
              label={t('members.mandates.tenant')}
              value={tenantId}
              onChange={setTenantId}
              options={tenants.map((tenant) => ({ value: tenant.id, label: tenant.name }))}
            />
            <SelectField
              label={t('members.mandates.person')}
              value={userId}
              onChange={setUserId}
              options={people.map((member) => ({ value: member.userId, label: member.name }))}
            />
            <SelectField
              label={t('members.mandates.kind')}
              value={kind}
              onChange={(value) => setKind(value === 'deputy' ? 'deputy' : 'officer')}
              options={[
                { value: 'officer', label: t('members.mandates.kindOfficer') },
                { value: 'deputy', label: t('members.mandates.kindDeputy') },
              ]}
            />
          </>
        )}
        <div className="form-pair">
          <TextField
            type="date"
            label={t('members.from')}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <TextField
            type="date"
            label={t('members.until')}
            hint={t('members.untilHint')}
            value={until}
            error={orderError}
            onChange={(event) => setUntil(event.target.value)}
          />
        </div>
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
