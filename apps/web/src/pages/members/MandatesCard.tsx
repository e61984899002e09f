import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mandate, Member } from '../../api/types.js';
import { mandatesQuery } from '../../app/page-queries.js';
import { tenantsQuery } from '../../app/queries.js';
import { may, type Scope } from '../../app/scope.js';
import { useSession } from '../../app/use-scope.js';
import { formatDay, isoDay } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { Button } from '../../ui/Button.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { QueryState } from '../../ui/QueryState.js';
import { MandateDialog } from './MandateDialog.js';
import { usePeriodText } from './use-period-text.js';

/** Which member gave whom a mandate, from when until when: the office's access rests on it. */
export function MandatesCard({ scope, members }: { scope: Scope; members: readonly Member[] }): ReactElement {
  const { t } = useTranslation();
  const period = usePeriodText();
  const { user } = useSession();
  const mandates = useQuery(mandatesQuery(scope.officeId));
  const { data: tenants = [] } = useQuery(tenantsQuery(scope.officeId));
  const [open, setOpen] = useState<Mandate | 'new' | null>(null);
  const manages = may(scope, 'mandate:manage');
  const personName = (mandate: Mandate): string => mandate.userName ?? '';
  return (
    <section className="card" aria-labelledby="mandate">
      <div className="card-head">
        <div>
          <h2 id="mandate">{t('members.mandates.title')}</h2>
          <p className="muted">{t('members.mandates.text')}</p>
        </div>
        <div className="row">
          <ExportMenu
            scope={{ kind: 'office', id: scope.officeId }}
            name={t('members.mandates.title')}
            list="mandates"
          />
          {manages && (
            <Button small icon="mandate" onClick={() => setOpen('new')}>
              {t('members.mandates.add')}
            </Button>
          )}
        </div>
      </div>
      <QueryState query={mandates}>
        {(page) =>
          page.items.length === 0 ? (
            <p className="muted">{t('members.mandates.none')}</p>
          ) : (
            <div
              className="table-scroll"
              tabIndex={0}
              role="group"
              aria-label={t('common.scrollable', { caption: t('members.mandates.title') })}
            >
              <table className="plain-table people">
                <thead>
                  <tr>
                    <th scope="col">{t('members.mandates.tenant')}</th>
                    <th scope="col">{t('members.mandates.person')}</th>
                    <th scope="col">{t('members.mandates.kind')}</th>
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
                  {page.items.map((mandate) => (
                    <tr key={mandate.id}>
                      <td>
                        <b>{mandate.tenantName}</b>
                      </td>
                      <td>{personName(mandate)}</td>
                      <td>
                        {mandate.kind === 'officer'
                          ? t('members.mandates.kindOfficer')
                          : t('members.mandates.kindDeputy')}
                      </td>
                      <td>{period(mandate.validFrom, mandate.validUntil)}</td>
                      <td>
                        <MandateState mandate={mandate} />
                      </td>
                      {manages && (
                        <td>
                          {mandate.userId === user.id ? (
                            <small>{t('members.mandates.own')}</small>
                          ) : (
                            <button
                              type="button"
                              className="icon-button"
                              aria-label={t('members.mandates.editLabel', {
                                person: personName(mandate),
                                tenant: mandate.tenantName,
                              })}
                              title={t('members.edit')}
                              onClick={() => setOpen(mandate)}
                            >
                              <Icon name="edit" />
                            </button>
                          )}
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </QueryState>
      {open !== null && (
        <MandateDialog
          officeId={scope.officeId}
          mandate={open === 'new' ? null : open}
          tenants={tenants}
          members={members}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

function MandateState({ mandate }: { mandate: Mandate }): ReactElement {
  const { t } = useTranslation();
  const today = isoDay(useNow());
  if (mandate.validUntil !== null && mandate.validUntil < today) {
    return <span className="badge plain">{t('members.mandates.ended')}</span>;
  }
  if (mandate.validFrom > today) {
    return (
      <span className="badge plain info">
        {t('members.mandates.planned', { date: formatDay(mandate.validFrom) })}
      </span>
    );
  }
  return <span className="badge plain ok">{t('members.mandates.valid')}</span>;
}
