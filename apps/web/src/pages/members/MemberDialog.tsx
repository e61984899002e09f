import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  inviteMember,
  updateMember,
  type OfficeRole,
  type Staff,
  type TenantRole,
} from '../../api/members.js';
import type { Invitation, Member, Role } from '../../api/types.js';
import { membersQuery } from '../../app/page-queries.js';
import { oneOf } from '../../app/search-string.js';
import type { Scope } from '../../app/scope.js';
import { isoDay } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { Modal } from '../../ui/Modal.js';
import { toast } from '../../ui/toast.js';
import { useProblemText } from '../incident/use-submission.js';

const officeRoles = ['officer', 'deputy', 'operator'] as const satisfies readonly OfficeRole[];
const tenantRoles = [
  'coordinator',
  'head',
  'data-protection-officer',
  'authorised-reporter',
  'it-management',
  'auditor',
  'contributor',
  'operator',
] as const satisfies readonly TenantRole[];

/** The role together with the place it exists in; null when it does not exist there. */
function staffOf(scope: Scope, role: Role): Staff | null {
  if (scope.kind === 'office') {
    const officeRole = oneOf(officeRoles, role);
    return officeRole ? { kind: 'office', id: scope.id, role: officeRole } : null;
  }
  const tenantRole = oneOf(tenantRoles, role);
  return tenantRole ? { kind: 'tenant', id: scope.id, role: tenantRole } : null;
}

interface MemberDialogProps {
  scope: Scope;
  /** null: somebody new. */
  member: Member | null;
  /** Role of somebody new, until another one is chosen. */
  role?: Role;
  onClose: () => void;
  onInvited?: (person: Pick<Member, 'name' | 'email'>, invitation: Invitation) => void;
}

/** Invites a person, or changes role and period of one. */
export function MemberDialog({
  scope,
  member,
  role: proposed,
  onClose,
  onInvited,
}: MemberDialogProps): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const client = useQueryClient();
  const roles: readonly Role[] = scope.kind === 'office' ? officeRoles : tenantRoles;
  const [name, setName] = useState(member?.name ?? '');
  const [email, setEmail] = useState(member?.email ?? '');
  const [role, setRole] = useState<Role>(member?.role ?? proposed ?? roles[0] ?? 'coordinator');
  const [from, setFrom] = useState(() => member?.validFrom ?? isoDay(Date.now()));
  const [until, setUntil] = useState(member?.validUntil ?? '');
  const [tried, setTried] = useState(false);

  const save = useMutation({
    mutationFn: async (): Promise<Invitation | null> => {
      const staff = staffOf(scope, role);
      if (!staff) return null;
      const period = { validFrom: from, validUntil: until || null };
      if (!member) return await inviteMember(staff, { name: name.trim(), email: email.trim(), ...period });
      await updateMember(staff, member, period);
      return null;
    },
    onSuccess: (invitation) => {
      void client.invalidateQueries({ queryKey: membersQuery(scope).queryKey });
      if (member) {
        toast(t('members.saved'));
        onClose();
      } else if (invitation) onInvited?.({ name: name.trim(), email: email.trim() }, invitation);
    },
  });
  const problem = useProblemText(save.error);
  const errors = {
    name: name.trim() === '' ? t('members.nameMissing') : undefined,
    email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t('members.emailMissing'),
    until:
      until !== '' && until < from
        ? t('members.orderWrong')
        : role === 'auditor' && until === ''
          ? t('members.untilRequired')
          : undefined,
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!errors.name && !errors.email && !errors.until && !save.isPending) save.mutate();
  };
  return (
    <Modal title={member ? t('members.editTitle') : t('members.inviteTitle')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={onSubmit}>
        {problem && <Alert kind="danger" role="alert" title={problem} />}
        {member ? (
          <p>
            <b>{member.name}</b> <small>{member.email}</small>
          </p>
        ) : (
          <>
            <TextField
              autoFocus
              label={t('members.name')}
              value={name}
              autoComplete="off"
              error={tried ? errors.name : undefined}
              onChange={(event) => setName(event.target.value)}
            />
            <TextField
              type="email"
              label={t('members.email')}
              value={email}
              autoComplete="off"
              error={tried ? errors.email : undefined}
              onChange={(event) => setEmail(event.target.value)}
            />
          </>
        )}
        <SelectField
          label={t('members.role')}
          value={role}
          onChange={(value) => setRole(oneOf(roles, value) ?? role)}
          options={roles.map((each) => ({ value: each, label: label('role', each) }))}
        />
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
            error={tried ? errors.until : undefined}
            onChange={(event) => setUntil(event.target.value)}
          />
        </div>
        <div className="row">
          <Button variant="primary" type="submit" aria-disabled={save.isPending}>
            {member ? t('common.save') : t('members.submitInvite')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
