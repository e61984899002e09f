import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { openStatuses, type Dashboard } from '../../api/types.js';
import { incidentListQuery } from '../../app/page-queries.js';
import { may } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { useLiveEvents } from '../../live/use-live.js';
import { SeverityBadge } from '../../ui/Marks.js';
import { figureLinks } from './links.js';

/** Newest open incidents of one member; more stand in the list. */
const shownRows = 5;

export function OpenIncidentsCard({
  data,
  asOf,
}: {
  data: Dashboard;
  asOf: string | undefined;
}): ReactElement | null {
  const { t } = useTranslation();
  const label = useLabel();
  const scope = useScope();
  const client = useQueryClient();
  const reads = may(scope, 'incident:read');
  const query = incidentListQuery(scope, { status: openStatuses, asOf });
  const list = useInfiniteQuery({ ...query, enabled: reads });
  useLiveEvents((event) => {
    if (!asOf && /^(?:incident|resync)/.test(event.type))
      void client.invalidateQueries({ queryKey: query.queryKey });
  });
  const rows = list.data?.pages[0]?.items.slice(0, shownRows) ?? [];
  const count = data.figures.openIncidents;
  if (!reads) return null;
  return (
    <section className="card" aria-labelledby="offen-titel">
      <div className="card-head">
        <h2 id="offen-titel">{t('dashboard.openList.title')}</h2>
        {count > 0 && (
          <Link to="/$scope/vorfaelle" params={{ scope: scope.slug }} search={figureLinks(data, asOf).open}>
            {t('dashboard.openList.all', { count })}
          </Link>
        )}
      </div>
      {list.data && rows.length === 0 && <p className="muted">{t('dashboard.openList.none')}</p>}
      <ul className="open-list">
        {rows.map((incident) => (
          <li key={incident.id}>
            <Link to="/$scope/vorfaelle/$id" params={{ scope: scope.slug, id: incident.id }}>
              <span className="two-lines">
                <b>{incident.title}</b>
                <small>
                  {[
                    incident.reference,
                    label('category', incident.category),
                    label('status', incident.status),
                  ].join(' · ')}
                </small>
              </span>
              <SeverityBadge severity={incident.severity} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
