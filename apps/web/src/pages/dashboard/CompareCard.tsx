import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOf, type Dashboard, type DashboardTenant, type Level } from '../../api/types.js';
import { useScope } from '../../app/use-scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { useMemberContext } from '../../ui/use-member-word.js';
import type { DutySearch } from '../duties/duty-search.js';
import type { IncidentSearch } from '../incidents/incident-search.js';
import { figureLinks } from './links.js';

const levels = [0, 1, 2, 3, 4] as const;

type Cell = {
  column: 'open' | 'critical' | 'high' | 'running' | 'overdue' | 'recent' | 'kept';
  value: string;
  /** null: a figure without a level. */
  level: Level | null;
} & ({ incidents: IncidentSearch } | { duties: DutySearch });

/** The figures of one member. Colours follow the rule of the level: which figure would raise it, and how far. */
function cellsOf(tenant: DashboardTenant, data: Dashboard, asOf: string | undefined): Cell[] {
  const to = figureLinks(data, asOf, tenant.slug);
  const mark = (count: number, level: Level): Level => (count > 0 ? level : 0);
  const { numerator, denominator } = tenant.dutiesKept;
  return [
    {
      column: 'open',
      value: String(tenant.openIncidents),
      level: mark(tenant.openIncidents, 1),
      incidents: to.open,
    },
    {
      column: 'critical',
      value: String(tenant.openCritical),
      level: mark(tenant.openCritical, 4),
      incidents: to.critical,
    },
    { column: 'high', value: String(tenant.openHigh), level: mark(tenant.openHigh, 3), incidents: to.high },
    {
      column: 'running',
      value: String(tenant.runningDuties),
      level: mark(tenant.runningDuties, 2),
      duties: to.running,
    },
    {
      column: 'overdue',
      value: String(tenant.overdueDuties),
      level: mark(tenant.overdueDuties, levelOf(tenant) === 4 ? 4 : 3),
      duties: to.overdue,
    },
    { column: 'recent', value: String(tenant.reportedLast30Days), level: null, incidents: to.recent },
    {
      column: 'kept',
      value: denominator > 0 ? `${numerator}/${denominator}` : '–',
      level: null,
      duties: to.due,
    },
  ];
}

/** All members side by side; every cell leads to the list it counts. */
export function CompareCard({ data, asOf }: { data: Dashboard; asOf: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const scope = useScope();
  const member = useMemberContext(scope);
  const params = { scope: scope.slug };
  const columns = ['open', 'critical', 'high', 'running', 'overdue', 'recent', 'kept'] as const;
  return (
    <section className="card" aria-labelledby="vergleich-titel">
      <div className="card-head">
        <h2 id="vergleich-titel">{t('dashboard.compare.title', member)}</h2>
        <ul className="legend" aria-label={t('common.legend')}>
          {levels.map((level) => (
            <li key={level}>
              <i className={`level-${level}`} aria-hidden />
              {label('level', level)}
            </li>
          ))}
        </ul>
      </div>
      <div
        className="table-scroll"
        tabIndex={0}
        role="group"
        aria-label={t('common.scrollable', { caption: t('dashboard.compare.title', member) })}
      >
        <table className="heat">
          <thead>
            <tr>
              <th scope="col">{t('dashboard.compare.member', member)}</th>
              <th scope="col">{t('dashboard.compare.level')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`dashboard.compare.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.tenants.map((tenant) => (
              <tr key={tenant.tenantId}>
                <th scope="row">{tenant.name}</th>
                <td>
                  <span className={`heat-cell level-${levelOf(tenant)}`}>
                    {label('level', levelOf(tenant))}
                  </span>
                </td>
                {cellsOf(tenant, data, asOf).map((cell) => {
                  const look = `heat-cell ${cell.level === null ? 'plain' : `level-${cell.level}`}`;
                  const name = t('dashboard.compare.cell', {
                    member: tenant.shortName,
                    column: t(`dashboard.compare.${cell.column}`),
                    value: cell.value,
                  });
                  return (
                    <td key={cell.column}>
                      {'incidents' in cell ? (
                        <Link
                          to="/$scope/vorfaelle"
                          params={params}
                          search={cell.incidents}
                          className={look}
                          aria-label={name}
                        >
                          {cell.value}
                        </Link>
                      ) : (
                        <Link
                          to="/$scope/fristen"
                          params={params}
                          search={cell.duties}
                          className={look}
                          aria-label={name}
                        >
                          {cell.value}
                        </Link>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
