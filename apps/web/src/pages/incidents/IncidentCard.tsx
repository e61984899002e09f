import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { IncidentListItem } from '../../api/types.js';
import { mostUrgent, SeverityBadge, StatusMark, TimeLeft } from '../../ui/Marks.js';
import { DetectedAt, type RowContext } from './columns.js';

/** A row of the list on narrow screens. */
export function IncidentCard({
  incident,
  context,
}: {
  incident: IncidentListItem;
  context: RowContext;
}): ReactElement {
  const duty = mostUrgent(incident.duties);
  return (
    <Link
      to="/$scope/vorfaelle/$id"
      params={{ scope: context.slugOf(incident.tenantId), id: incident.id }}
      className="row-card"
    >
      <span className="row-card-line">
        <SeverityBadge severity={incident.severity} />
        <span className="nowrap">{incident.reference}</span>
        <span className="grow" />
        <small>
          <DetectedAt at={incident.detectedAt} />
        </small>
      </span>
      <b>{incident.title}</b>
      <span className="row-card-line">
        {context.showTenant && <span className="cut">{context.nameOf(incident.tenantId)}</span>}
        <StatusMark status={incident.status} />
        <span className="grow" />
        {duty && <TimeLeft dueAt={duty.dueAt} at={context.at} />}
      </span>
    </Link>
  );
}
