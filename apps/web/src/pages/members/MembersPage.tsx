import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { membersQuery } from '../../app/page-queries.js';
import { may } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { Button } from '../../ui/Button.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { DeactivateDialog } from './DeactivateDialog.js';
import { InvitationDialog } from './InvitationDialog.js';
import { MandatesCard } from './MandatesCard.js';
import { MemberDialog } from './MemberDialog.js';
import type { MemberAction } from './member-action.js';
import { MemberTable } from './MemberTable.js';
import '../../styles/members.css';

/** Who works here in which role, and in an office the mandates; changes only with the right to. */
export function MembersPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const members = useQuery(membersQuery(scope));
  const [action, setAction] = useState<MemberAction | null>(null);
  const [showEnded, setShowEnded] = useState(false);
  const manages = may(scope, 'member:manage');
  const close = (): void => setAction(null);
  useTitle(t('members.title'), scope.shortName);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('members.title')}</h1>
          <p className="muted">
            {scope.kind === 'office'
              ? t('members.textOffice')
              : t('members.textTenant', { name: scope.name })}
            {!manages && ` ${t('members.readOnly')}`}
          </p>
        </div>
        <div className="row">
          <ExportMenu scope={scope} name={t('members.title')} list="members" />
          {manages && (
            <Button variant="primary" icon="personAdd" onClick={() => setAction({ kind: 'invite' })}>
              {t('members.invite')}
            </Button>
          )}
        </div>
      </header>
      <QueryState query={members}>
        {(page) => {
          const ended = page.items.some((member) => member.status === 'disabled');
          const shown = page.items.filter((member) => showEnded || member.status !== 'disabled');
          return (
            <section className="card" aria-label={t('members.title')}>
              <div className="card-head">
                <p className="muted">{t('members.count', { count: shown.length })}</p>
                {ended && (
                  <label className="inline-check">
                    <input
                      type="checkbox"
                      checked={showEnded}
                      onChange={(event) => setShowEnded(event.target.checked)}
                    />
                    {t('members.showEnded')}
                  </label>
                )}
              </div>
              <MemberTable scope={scope} members={shown} manages={manages} onAction={setAction} />
            </section>
          );
        }}
      </QueryState>
      {scope.kind === 'office' && may(scope, 'mandate:read') && (
        <MandatesCard scope={scope} members={members.data?.items ?? []} />
      )}
      {action?.kind === 'invite' && (
        <MemberDialog
          scope={scope}
          member={null}
          onClose={close}
          onInvited={(person, invitation) => setAction({ kind: 'link', person, invitation })}
        />
      )}
      {action?.kind === 'edit' && <MemberDialog scope={scope} member={action.member} onClose={close} />}
      {action?.kind === 'deactivate' && (
        <DeactivateDialog scope={scope} member={action.member} onClose={close} />
      )}
      {action?.kind === 'link' && (
        <InvitationDialog person={action.person} invitation={action.invitation} onClose={close} />
      )}
    </div>
  );
}
