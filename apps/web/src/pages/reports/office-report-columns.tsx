import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tenants } from '../../app/use-tenants.js';
import { formatDay } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import type { Column } from '../../ui/DataTable.js';
import type { ReportListItem } from './report-data.js';
import { StateMark } from './ReportMeta.js';
import { useQuarterName } from './use-reports.js';

const levels = ['0', '1', '2', '3', '4'] as const;

/** Columns of the office's list of reports; figures are those of the report, not of today. */
export function useOfficeReportColumns(
  { slugOf, nameOf }: Pick<Tenants, 'slugOf' | 'nameOf'>,
  tenantWord: string,
): Column<ReportListItem>[] {
  const { t } = useTranslation();
  const label = useLabel();
  const quarterName = useQuarterName();
  return useMemo(() => {
    const none = t('common.none');
    return [
      {
        id: 'period',
        header: t('reports.office.column.period'),
        cell: (report) => (
          <Link
            to="/$scope/berichte/$id"
            params={{ scope: slugOf(report.tenantId), id: report.id }}
            tabIndex={-1}
            className="row-link"
          >
            {quarterName(report.period)}
          </Link>
        ),
      },
      { id: 'tenant', header: tenantWord, width: '184px', cell: (report) => nameOf(report.tenantId) },
      {
        id: 'state',
        header: t('reports.office.column.state'),
        width: '164px',
        cell: (report) => <StateMark report={report} />,
      },
      {
        id: 'level',
        header: t('reports.office.column.level'),
        width: '120px',
        cell: ({ current }) => {
          const level = levels.find((one) => one === String(current?.level));
          return level ? label('level', level) : none;
        },
      },
      {
        id: 'reported',
        header: t('reports.office.column.reported'),
        width: '96px',
        cell: ({ current }) => current?.reported ?? none,
      },
      {
        id: 'open',
        header: t('reports.office.column.open'),
        width: '84px',
        cell: ({ current }) => current?.openIncidents ?? none,
      },
      {
        id: 'kept',
        header: t('reports.office.column.kept'),
        width: '212px',
        cell: ({ current }) =>
          !current
            ? none
            : current.dutiesKept.denominator === 0
              ? t('reports.figures.noneDue')
              : t('reports.figures.share', { ...current.dutiesKept }),
      },
      {
        id: 'cutOff',
        header: t('reports.office.column.cutOff'),
        width: '124px',
        cell: ({ cutOff }) => (cutOff ? formatDay(cutOff) : none),
      },
    ];
  }, [t, label, quarterName, slugOf, nameOf, tenantWord]);
}
