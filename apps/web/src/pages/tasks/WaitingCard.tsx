import { Link } from '@tanstack/react-router';
import { useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tasks } from '../../api/types.js';
import { scopesOf, type Scope } from '../../app/scope.js';
import { useScope, useSession } from '../../app/use-scope.js';
import { formatDay, formatRelative, isoDay, shiftDay } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { useLabel } from '../../i18n/use-label.js';
import { Icon } from '../../ui/Icon.js';
import { quarterParts } from '../reports/quarters.js';

type Group = Tasks['waiting']['groups'][number];
type Item = Group['items'][number];

/** What waits for the caller, by kind; each line is one click from where it is done. */
export function WaitingCard({ waiting }: Pick<Tasks, 'waiting'>): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const office = useOffice(scope);
  return (
    <section className="card" aria-labelledby="aufgaben-wartet">
      <div className="card-head">
        <h2 id="aufgaben-wartet">{t('tasks.waiting.title')}</h2>
        {waiting.total > 0 && <span className="counter">{waiting.total}</span>}
      </div>
      {waiting.groups.length === 0 ? (
        <div className="empty small">
          <Icon name="done" size={32} />
          <b>{t('tasks.waiting.none')}</b>
          <p>{t('tasks.waiting.noneText')}</p>
        </div>
      ) : (
        waiting.groups.map((group) => (
          <WaitingGroup key={group.kind} group={group} scope={scope} office={office} />
        ))
      )}
    </section>
  );
}

/** The office of a member, when the person works there: mandates are looked after in its scope. */
function useOffice(scope: Scope): Scope {
  const session = useSession();
  return scopesOf(session).find((one) => one.kind === 'office' && one.id === scope.officeId) ?? scope;
}

interface GroupProps {
  group: Group;
  scope: Scope;
  office: Scope;
}

function WaitingGroup({ group, scope, office }: GroupProps): ReactElement {
  const { t } = useTranslation();
  const title = useId();
  return (
    <div className="waiting-group">
      <h3 id={title}>
        {t(`tasks.waiting.kind.${group.kind}`)} <span className="muted">({group.total})</span>
      </h3>
      {group.kind === 'personal-data' && (
        <p className="muted small-print">{t('tasks.waiting.personalDataHint')}</p>
      )}
      <ul className="task-list" aria-labelledby={title}>
        {group.items.map((item, index) => (
          <li key={item.incidentId ?? item.reportId ?? index}>
            <LineLink group={group} item={item} scope={scope} office={office}>
              <Line group={group} item={item} />
            </LineLink>
          </li>
        ))}
      </ul>
      {(group.items.length === 0 || group.total > group.items.length) && (
        <AllLink group={group} scope={scope} office={office} />
      )}
    </div>
  );
}

function Line({ group, item }: { group: Group; item: Item }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const now = useNow();
  const when = item.until
    ? t('tasks.waiting.until', { date: formatDay(item.until) })
    : item.since
      ? group.kind === 'report-draft'
        ? t('tasks.waiting.collected', { date: formatDay(item.since) })
        : group.kind === 'invitation'
          ? t('tasks.waiting.invited', { time: formatRelative(item.since, now) })
          : formatRelative(item.since, now)
      : '';
  const name =
    item.title ?? item.personName ?? (item.period ? t('reports.quarter', quarterParts(item.period)) : '');
  return (
    <>
      <span className="two-lines">
        <b>{name}</b>
        <small>
          {[item.reference, item.role && label('role', item.role), when].filter(Boolean).join(' · ')}
        </small>
      </span>
      <Icon name="right" size={20} />
    </>
  );
}

/** Where one line is done. */
function LineLink({
  group,
  item,
  scope,
  office,
  children,
}: GroupProps & { item: Item; children: ReactNode }): ReactElement {
  const params = { scope: scope.slug };
  if (item.incidentId)
    return (
      <Link to="/$scope/vorfaelle/$id" params={{ ...params, id: item.incidentId }}>
        {children}
      </Link>
    );
  if (item.reportId)
    return (
      <Link to="/$scope/berichte/$id" params={{ ...params, id: item.reportId }}>
        {children}
      </Link>
    );
  return (
    <Link to="/$scope/personen" params={{ scope: group.kind === 'mandate-ends' ? office.slug : scope.slug }}>
      {children}
    </Link>
  );
}

/** The list behind a kind; it shows as many rows as were counted. */
function AllLink({ group, scope, office }: GroupProps): ReactElement {
  const { t } = useTranslation();
  const now = useNow();
  const params = { scope: scope.slug };
  const all = t('tasks.all', { count: group.total });
  switch (group.kind) {
    case 'triage':
      return (
        <Link
          to="/$scope/vorfaelle"
          params={params}
          search={{ status: ['reported'], bis: shiftDay(isoDay(now), -1) }}
        >
          {all}
        </Link>
      );
    case 'personal-data':
      return (
        <Link to="/$scope/vorfaelle" params={params} search={{ personendaten: ['unclear'] }}>
          {all}
        </Link>
      );
    case 'report-draft':
      return (
        <Link to="/$scope/berichte" params={params}>
          {t('tasks.waiting.toReports')}
        </Link>
      );
    case 'failed-jobs':
    case 'unclear-mails':
      return (
        <Link to="/$scope/betrieb" params={params}>
          {t('tasks.waiting.toOperations')}
        </Link>
      );
    case 'mandate-ends':
      return (
        <Link to="/$scope/personen" params={{ scope: office.slug }}>
          {t('tasks.waiting.toMandates')}
        </Link>
      );
    default:
      return (
        <Link to="/$scope/personen" params={params}>
          {t('tasks.waiting.toMembers')}
        </Link>
      );
  }
}
