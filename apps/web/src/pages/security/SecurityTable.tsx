import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecurityEvent } from '../../api/types.js';
import type { Scope } from '../../app/scope.js';
import { useTenants } from '../../app/use-tenants.js';
import { formatDay, formatTime } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';

const hour = 3_600_000;

/** Refused access, a line an hour; who it was only where the server names the person. */
export function SecurityTable({
  rows,
  scope,
}: {
  rows: readonly SecurityEvent[];
  scope: Scope;
}): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const { nameOf } = useTenants(scope);
  const acrossMembers = scope.kind === 'office';
  const what = (row: SecurityEvent): string =>
    row.kind === 'sign-in-failed'
      ? t('security.act.session')
      : t(`security.target.${row.target}`, {
          name: row.targetName ?? '',
          act: t(row.write ? 'security.act.write' : 'security.act.read', {
            resource: label('resource', row.resource),
          }),
        });
  return (
    <div
      className="table-scroll"
      tabIndex={0}
      role="group"
      aria-label={t('common.scrollable', { caption: t('security.title') })}
    >
      <table className="plain-table stacked">
        <thead>
          <tr>
            <th scope="col">{t('security.time')}</th>
            <th scope="col">{t('security.who')}</th>
            {acrossMembers && <th scope="col">{t('security.where')}</th>}
            <th scope="col">{t('security.what')}</th>
            <th scope="col">{t('security.reason')}</th>
            <th scope="col" className="num">
              {t('security.number')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const from = new Date(row.hour).getTime();
            return (
              <tr key={row.id}>
                <td data-label={t('security.time')} className="nowrap">
                  {t('security.span', {
                    day: formatDay(from),
                    from: formatTime(from),
                    to: formatTime(from + hour),
                  })}
                </td>
                <td data-label={t('security.who')}>{row.actorName ?? t(`security.person.${row.origin}`)}</td>
                {acrossMembers && (
                  <td data-label={t('security.where')}>
                    {row.tenantId === null ? t('security.ownOffice') : nameOf(row.tenantId)}
                  </td>
                )}
                <td data-label={t('security.what')}>{what(row)}</td>
                <td data-label={t('security.reason')}>{t(`security.kind.${row.kind}`)}</td>
                <td data-label={t('security.number')} className="num">
                  {t('security.times', { count: row.count })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
