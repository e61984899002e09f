import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShortDateTime } from '../../format/time.js';
import { isInWork, type ReportListItem } from './report-data.js';

/** State of a report in a word. */
export function StateMark({ report }: { report: ReportListItem }): ReactElement {
  const { t } = useTranslation();
  const failed = report.state === 'requested' && !isInWork(report);
  const word = failed ? 'failed' : report.state === 'draft' && report.interim ? 'interim' : report.state;
  return <span className={`report-state state-${word}`}>{t(`reports.state.${word}`)}</span>;
}

/** Cut-off, collection and issue in one line. */
export function ReportMeta({ report }: { report: ReportListItem }): ReactElement {
  const { t } = useTranslation();
  const { cutOff, collectedAt, revision, createdBy, finalisedAt, finalisedBy } = report;
  const parts = [
    cutOff && t('reports.cutOff', { time: formatShortDateTime(cutOff) }),
    collectedAt && t('reports.collected', { time: formatShortDateTime(collectedAt) }),
    revision > 1 && t('reports.revision', { number: revision }),
    createdBy.name && t('reports.by', { name: createdBy.name }),
    finalisedAt &&
      t(finalisedBy?.name ? 'reports.finalisedBy' : 'reports.finalisedAt', {
        time: formatShortDateTime(finalisedAt),
        name: finalisedBy?.name ?? '',
      }),
  ];
  return <p className="muted report-meta">{parts.filter(Boolean).join(' · ')}</p>;
}
