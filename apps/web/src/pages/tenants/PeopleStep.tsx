import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, Member, Role, TenantSetup } from '../../api/types.js';
import { membersQuery } from '../../app/page-queries.js';
import { may, type Scope } from '../../app/scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { Button } from '../../ui/Button.js';
import { InvitationDialog } from '../members/InvitationDialog.js';
import { MemberDialog } from '../members/MemberDialog.js';
import { useRefresh } from './setup-queries.js';

type Open =
  | { kind: 'invite'; role: Role }
  | { kind: 'link'; person: Pick<Member, 'name' | 'email'>; invitation: Invitation };

interface PeopleStepProps {
  /** The member as the place of its people. */
  place: Scope;
  setup: TenantSetup;
}

/** The five roles every member needs, who has them, and invitations for the others. */
export function PeopleStep({ place, setup }: PeopleStepProps): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const refresh = useRefresh();
  const { data } = useQuery(membersQuery(place));
  const [open, setOpen] = useState<Open | null>(null);
  const manages = may(place, 'member:manage');
  const people = (data?.items ?? []).filter(({ status }) => status !== 'disabled');
  const needed: readonly Role[] = setup.roles.map(({ role }) => role);
  const others = people.filter(({ role }) => !needed.includes(role));
  const close = (): void => {
    setOpen(null);
    void refresh();
  };
  const waiting = setup.steps.some(({ step, state }) => step === 'people' && state === 'waiting');
  return (
    <>
      <p className="muted">{t('tenants.setup.peopleText')}</p>
      <ul className="step-lines">
        {setup.roles.map(({ role, state }) => (
          <li key={role}>
            <span>{label('role', role)}</span>
            <span className="grow">
              <People people={people.filter((person) => person.role === role)} />
            </span>
            {manages && state === 'missing' && (
              <Button
                small
                icon="personAdd"
                aria-label={t('tenants.setup.inviteLabel', { role: label('role', role) })}
                onClick={() => setOpen({ kind: 'invite', role })}
              >
                {t('tenants.setup.invite')}
              </Button>
            )}
          </li>
        ))}
        {others.map((person) => (
          <li key={person.id}>
            <span>{label('role', person.role)}</span>
            <span className="grow">
              <People people={[person]} />
            </span>
          </li>
        ))}
      </ul>
      {waiting && <p className="muted small-print">{t('tenants.setup.peopleWaiting')}</p>}
      {manages && (
        <div className="step-actions">
          <Button
            small
            variant="tertiary"
            icon="personAdd"
            onClick={() => setOpen({ kind: 'invite', role: 'contributor' })}
          >
            {t('tenants.setup.inviteOther')}
          </Button>
        </div>
      )}
      {open?.kind === 'invite' && (
        <MemberDialog
          scope={place}
          member={null}
          role={open.role}
          onClose={close}
          onInvited={(person, invitation) => setOpen({ kind: 'link', person, invitation })}
        />
      )}
      {open?.kind === 'link' && (
        <InvitationDialog person={open.person} invitation={open.invitation} onClose={close} />
      )}
    </>
  );
}

function People({ people }: { people: readonly Member[] }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  if (people.length === 0) return <span className="muted">{t('tenants.setup.nobody')}</span>;
  return (
    <>
      {people.map((person) => (
        <span key={person.id}>
          {person.name}
          <span className={`badge plain ${person.status === 'active' ? 'ok' : 'info'}`}>
            {label('memberStatus', person.status)}
          </span>
        </span>
      ))}
    </>
  );
}
