import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { renewInvitation } from '../../api/members.js';
import type { Member } from '../../api/types.js';
import type { Scope } from '../../app/scope.js';
import { useSession } from '../../app/use-scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { Alert } from '../../ui/Alert.js';
import { Icon } from '../../ui/Icon.js';
import { useProblemText } from '../incident/use-submission.js';
import type { MemberAction } from './member-action.js';
import { usePeriodText } from './use-period-text.js';

interface MemberTableProps {
  scope: Scope;
  members: readonly Member[];
  manages: boolean;
  onAction: (action: MemberAction) => void;
}

export function MemberTable({ scope, members, manages, onAction }: MemberTableProps): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const period = usePeriodText();
  const { user } = useSession();
  const renew = useMutation({
    mutationFn: (member: Member) => renewInvitation(scope, member),
    onSuccess: (invitation, member) => onAction({ kind: 'link', person: member, invitation }),
  });
  const problem = useProblemText(renew.error);
  if (members.length === 0) return <p className="muted">{t('members.none')}</p>;
  return (
    <>
      {problem && <Alert kind="danger" role="alert" title={problem} />}
      <div
        className="table-scroll"
        tabIndex={0}
        role="group"
        aria-label={t('common.scrollable', { caption: t('members.title') })}
      >
        <table className="plain-table people">
          <thead>
            <tr>
              <th scope="col">{t('members.name')}</th>
              <th scope="col">{t('members.role')}</th>
              <th scope="col">{t('members.period')}</th>
              <th scope="col">{t('members.status')}</th>
              {manages && (
                <th scope="col">
                  <span className="sr-only">{t('members.actions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.id}>
                <td>
                  <b>{member.name}</b>
                  <small>{member.email}</small>
                </td>
                <td>{label('role', member.role)}</td>
                <td>{period(member.validFrom, member.validUntil)}</td>
                <td>
                  <span
                    className={`badge plain ${member.status === 'active' ? 'ok' : member.status === 'invited' ? 'info' : ''}`}
                  >
                    {label('memberStatus', member.status)}
                  </span>
                </td>
                {manages && (
                  <td>
                    {member.status !== 'disabled' && member.userId !== user.id && (
                      <span className="row end">
                        {member.status === 'invited' && (
                          <button
                            type="button"
                            className="icon-button"
                            aria-label={t('members.renewLabel', { name: member.name })}
                            title={t('members.renew')}
                            onClick={() => renew.mutate(member)}
                          >
                            <Icon name="send" />
                          </button>
                        )}
                        <button
                          type="button"
                          className="icon-button"
                          aria-label={t('members.editLabel', { name: member.name })}
                          title={t('members.edit')}
                          onClick={() => onAction({ kind: 'edit', member })}
                        >
                          <Icon name="edit" />
                        </button>
                        <button
                          type="button"
                          className="icon-button"
                          aria-label={t('members.deactivateLabel', { name: member.name })}
                          title={t('members.deactivate')}
                          onClick={() => onAction({ kind: 'deactivate', member })}
                        >
                          <Icon name="block" />
                        </button>
                      </span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
