import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { Alert } from '../../ui/Alert.js';
import { isInWork, type ReportListItem } from './report-data.js';
import { useOrder, useQuarterName } from './use-reports.js';

/** How far the work on a report is, or why it ended without one. Nothing once it is there. */
export function Work({ report }: { report: ReportListItem }): ReactElement | null {
  const { t } = useTranslation();
  const quarterName = useQuarterName();
  if (report.state !== 'requested') return null;
  if (!isInWork(report)) return <Failed report={report} />;
  const { step, progress } = report.job;
  return (
    <div className="report-work">
      <progress
        max={1}
        value={progress}
        aria-label={t('reports.progress', { quarter: quarterName(report.period) })}
      />
      <span role="status">{step ?? t('reports.waiting')}</span>
    </div>
  );
}

function Failed({ report }: { report: ReportListItem }): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const order = useOrder(scope.id);
  return (
    <Alert
      kind="danger"
      title={t('reports.failed')}
      action={
        may(scope, 'report:create') && (
          <button
            type="button"
            className="link"
            disabled={order.isPending}
            onClick={() => order.mutate({ period: report.period, renew: false })}
          >
            {t('reports.again')}
          </button>
        )
      }
    >
      {report.job.problem}
    </Alert>
  );
}
