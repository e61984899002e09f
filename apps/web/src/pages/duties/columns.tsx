import { Link } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duty } from '../../api/types.js';
import { formatShortDateTime } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import type { Column } from '../../ui/DataTable.js';
import { KindBadge, TimeLeft } from '../../ui/Marks.js';

interface DutyContext {
  slugOf: (tenantId: string) => string;
  nameOf: (tenantId: string) => string;
  showTenant: boolean;
  /** "Kreis" or "Mitglied" */
  tenantWord: string;
  /** Cut-off in milliseconds; undefined = live. */
  at: number | undefined;
}

/** Time left while it runs; afterwards what was decided. */
function DutyEnd({ duty, at }: { duty: Duty; at: number | undefined }): ReactElement {
  const label = useLabel();
  const { t } = useTranslation();
  if (duty.state === 'running' || duty.state === 'overdue') {
    return (
      <span className="two-lines">
        <TimeLeft dueAt={duty.dueAt} at={at} />
        <small>
          {duty.dueAt ? t('common.oClock', { text: formatShortDateTime(duty.dueAt) }) : t('duties.noEnd')}
        </small>
      </span>
    );
  }
  return (
    <span className="two-lines">
      <b className={duty.late ? 'text-warn' : ''}>{label('dutyState', duty.state)}</b>
      <small>
        {duty.submittedAt
          ? t('common.oClock', { text: formatShortDateTime(duty.submittedAt) })
          : (duty.reason ?? '')}
      </small>
    </span>
  );
}

export function useDutyColumns({ slugOf, nameOf, showTenant, tenantWord, at }: DutyContext): Column<Duty>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const columns: (Column<Duty> | false)[] = [
      {
        id: 'title',
        header: t('duties.column.title'),
        cell: (duty) => (
          <span className="two-lines">
            <span className="cut medium">{duty.title}</span>
            <small>{duty.legalBasis}</small>
          </span>
        ),
      },
      {
        id: 'incident',
        header: t('duties.column.incident'),
        cell: (duty) => (
          <span className="two-lines">
            <Link
              to="/$scope/vorfaelle/$id"
              params={{ scope: slugOf(duty.tenantId), id: duty.incidentId }}
              tabIndex={-1}
              className="row-link"
            >
              {duty.incidentTitle}
            </Link>
            <small>{duty.incidentReference}</small>
          </span>
        ),
      },
      showTenant && {
        id: 'tenant',
        header: tenantWord,
        width: '168px',
        cell: (duty) => nameOf(duty.tenantId),
      },
      {
        id: 'recipient',
        header: t('duties.column.recipient'),
        width: '180px',
        cell: (duty) => duty.recipient,
      },
      {
        id: 'kind',
        header: t('duties.column.kind'),
        width: '150px',
        cell: (duty) => <KindBadge kind={duty.kind} />,
      },
      {
        id: 'end',
        header: t('duties.column.end'),
        width: '196px',
        cell: (duty) => <DutyEnd duty={duty} at={at} />,
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, slugOf, nameOf, showTenant, tenantWord, at]);
}

interface DutyCardProps {
  duty: Duty;
  slug: string;
  name: string | null;
  at: number | undefined;
}

/** A row of the list on narrow screens. */
export function DutyCard({ duty, slug, name, at }: DutyCardProps): ReactElement {
  const label = useLabel();
  const open = duty.state === 'running' || duty.state === 'overdue';
  return (
    <Link to="/$scope/vorfaelle/$id" params={{ scope: slug, id: duty.incidentId }} className="row-card">
      <span className="row-card-line">
        <KindBadge kind={duty.kind} />
        <span className="grow" />
        {open ? <TimeLeft dueAt={duty.dueAt} at={at} /> : <b>{label('dutyState', duty.state)}</b>}
      </span>
      <b>{duty.title}</b>
      <span className="row-card-line">
        <span className="cut">
          {[duty.incidentReference, name, duty.incidentTitle].filter(Boolean).join(' · ')}
        </span>
      </span>
    </Link>
  );
}
