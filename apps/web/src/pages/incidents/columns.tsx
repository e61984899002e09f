import { Link } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentListItem } from '../../api/types.js';
import { formatDateTime, formatRelative } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { useLabel } from '../../i18n/use-label.js';
import type { Column } from '../../ui/DataTable.js';
import { mostUrgent, SeverityBadge, StatusMark, TimeLeft } from '../../ui/Marks.js';

/** What a row needs to know about its member. */
export interface RowContext {
  slugOf: (tenantId: string) => string;
  nameOf: (tenantId: string) => string;
  showTenant: boolean;
  /** "Kreis" or "Mitglied" */
  tenantWord: string;
  /** Cut-off in milliseconds; undefined = live. */
  at: number | undefined;
}

function DutyCell({ incident, at }: { incident: IncidentListItem; at: number | undefined }): ReactElement {
  const { t } = useTranslation();
  const duty = mostUrgent(incident.duties);
  if (!duty) return <span className="muted">{t('common.none')}</span>;
  return (
    <span className="two-lines">
      <TimeLeft dueAt={duty.dueAt} at={at} />
      <small>{duty.kind === 'voluntary' ? t('duties.voluntaryTarget') : duty.legalBasis}</small>
    </span>
  );
}

export function DetectedAt({ at }: { at: string }): ReactElement {
  const now = useNow();
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatRelative(at, now)}
    </time>
  );
}

export function useIncidentColumns(context: RowContext): Column<IncidentListItem>[] {
  const { t } = useTranslation();
  const label = useLabel();
  const { slugOf, nameOf, showTenant, tenantWord, at } = context;
  return useMemo(() => {
    const columns: (Column<IncidentListItem> | false)[] = [
      {
        id: 'reference',
        header: t('incidents.column.title'),
        sortable: true,
        cell: (row) => (
          <span className="two-lines">
            <Link
              to="/$scope/vorfaelle/$id"
              params={{ scope: slugOf(row.tenantId), id: row.id }}
              tabIndex={-1}
              className="row-link"
            >
              {row.title}
            </Link>
            <small>{`${row.reference} · ${label('category', row.category)}`}</small>
          </span>
        ),
      },
      showTenant && {
        id: 'tenant',
        header: tenantWord,
        width: '172px',
        cell: (row) => nameOf(row.tenantId),
      },
      {
        id: 'severity',
        header: t('incidents.column.severity'),
        width: '116px',
        cell: (row) => <SeverityBadge severity={row.severity} />,
      },
      {
        id: 'status',
        header: t('incidents.column.status'),
        width: '164px',
        cell: (row) => <StatusMark status={row.status} />,
      },
      {
        id: 'duty',
        header: t('incidents.column.duty'),
        width: '190px',
        cell: (row) => <DutyCell incident={row} at={at} />,
      },
      {
        id: 'detectedAt',
        header: t('incidents.column.detectedAt'),
        sortable: true,
        width: '148px',
        cell: (row) => <DetectedAt at={row.detectedAt} />,
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, label, slugOf, nameOf, showTenant, tenantWord, at]);
}
