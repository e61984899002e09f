import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.js';
import { useScope } from '../../app/use-scope.js';
import { isoDay } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { Alert } from '../../ui/Alert.js';
import { Button, buttonClass } from '../../ui/Button.js';
import { SelectField } from '../../ui/Field.js';
import { recentQuarters } from './quarters.js';
import { isInWork, type ReportListItem } from './report-data.js';
import { useOrder, useQuarterName } from './use-reports.js';

/** Two years: enough to catch up, short enough to read. */
const offered = 8;

/** Choose a quarter, have its report made; says so where there is one already. */
export function OrderCard({ reports }: { reports: readonly ReportListItem[] }): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const quarterName = useQuarterName();
  const order = useOrder(scope.id);
  const quarters = recentQuarters(isoDay(useNow()), offered);
  const [period, setPeriod] = useState(quarters[1]?.period ?? '');
  const running = quarters.find((quarter) => quarter.period === period)?.running === true;
  const existing = reports.find((report) => report.period === period && report.interim === running);
  const problem = order.error instanceof ApiProblem ? order.error : null;
  return (
    <section className="card" aria-labelledby="bericht-erzeugen">
      <h2 id="bericht-erzeugen">{t('reports.order.title')}</h2>
      <p className="muted">{t('reports.order.text')}</p>
      <div className="report-order">
        <SelectField
          label={t('reports.order.quarter')}
          value={period}
          onChange={(value) => {
            setPeriod(value);
            order.reset();
          }}
          options={quarters.map((quarter) => ({
            value: quarter.period,
            label: quarter.running
              ? t('reports.order.running', { quarter: quarterName(quarter.period) })
              : quarterName(quarter.period),
          }))}
        />
        <Next
          report={existing}
          running={running}
          pending={order.isPending}
          onOrder={(renew) => order.mutate({ period, renew })}
        />
      </div>
      {order.error && (
        <Alert
          kind="danger"
          role="alert"
          title={
            problem && problem.status !== 0
              ? (problem.errors[0]?.message ?? problem.title)
              : t('shell.problem.offlineText')
          }
        />
      )}
    </section>
  );
}

interface NextProps {
  report: ReportListItem | undefined;
  running: boolean;
  pending: boolean;
  onOrder: (renew: boolean) => void;
}

/** What can be done for the chosen quarter: only that, so no button leads nowhere. */
function Next({ report, running, pending, onOrder }: NextProps): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  if (!report) {
    return (
      <Button variant="primary" disabled={pending} onClick={() => onOrder(false)}>
        {running ? t('reports.order.interim') : t('reports.order.create')}
      </Button>
    );
  }
  if (isInWork(report)) return <p role="status">{t('reports.order.inWork')}</p>;
  if (report.state === 'requested') {
    return (
      <Button variant="primary" disabled={pending} onClick={() => onOrder(false)}>
        {t('reports.again')}
      </Button>
    );
  }
  if (running) {
    return (
      <Button variant="primary" disabled={pending} onClick={() => onOrder(true)}>
        {t('reports.order.renew')}
      </Button>
    );
  }
  return (
    <p className="report-there">
      {t('reports.order.there')}{' '}
      <Link
        to="/$scope/berichte/$id"
        params={{ scope: scope.slug, id: report.id }}
        className={buttonClass('secondary', true)}
      >
        <span className="kern-label">{t('reports.order.open')}</span>
      </Link>
    </p>
  );
}
