import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportFigures } from './report-data.js';

interface FiguresProps {
  current: ReportFigures;
  previous: ReportFigures | null;
  /** A quarter that still runs is not compared with a whole one. */
  interim: boolean;
}

/** Four figures of a report, each with how it was a quarter before. */
export function Figures({ current, previous, interim }: FiguresProps): ReactElement {
  const { t } = useTranslation();
  const change = (now: number, before: number | undefined): string | null => {
    if (before === undefined) return null;
    if (interim) return t('reports.figures.before', { value: before });
    if (now === before) return t('reports.figures.same');
    return t(now > before ? 'reports.figures.more' : 'reports.figures.fewer', {
      count: Math.abs(now - before),
    });
  };
  const share = ({ dutiesKept }: ReportFigures): string =>
    dutiesKept.denominator === 0
      ? t('reports.figures.noneDue')
      : t('reports.figures.share', { ...dutiesKept });
  const rows = [
    { id: 'reported', value: current.reported, change: change(current.reported, previous?.reported) },
    { id: 'closed', value: current.closed, change: change(current.closed, previous?.closed) },
    {
      id: 'open',
      value: current.openIncidents,
      change: change(current.openIncidents, previous?.openIncidents),
    },
    {
      id: 'kept',
      value: share(current),
      change: previous && t('reports.figures.before', { value: share(previous) }),
    },
  ] as const;
  return (
    <dl className="report-figures">
      {rows.map((row) => (
        <div key={row.id}>
          <dt>{t(`reports.figures.${row.id}`)}</dt>
          <dd className={typeof row.value === 'string' ? 'words' : undefined}>{row.value}</dd>
          {row.change && <dd className="change">{row.change}</dd>}
        </div>
      ))}
    </dl>
  );
}
