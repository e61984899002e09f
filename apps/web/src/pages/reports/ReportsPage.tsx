import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { buttonClass } from '../../ui/Button.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { Downloads, Hashes } from './Files.js';
import { Figures } from './Figures.js';
import { OrderCard } from './OrderCard.js';
import { reportListQuery, type ReportListItem } from './report-data.js';
import { ReportMeta, StateMark } from './ReportMeta.js';
import { useLiveReports, useQuarterName } from './use-reports.js';
import { Work } from './Work.js';
import './reports.css';

/** The quarterly reports of a member: ordered here by the officer, read and fetched by everybody who may. */
export function ReportsPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const mayOrder = may(scope, 'report:create');
  const list = useQuery(reportListQuery(scope.id));
  useLiveReports(scope.id);
  useTitle(t('reports.title'), scope.shortName);
  return (
    <div className="page reports-page">
      <header className="page-head">
        <div>
          <h1>{t('reports.title')}</h1>
          <p className="muted">{t('reports.text')}</p>
        </div>
        <ExportMenu scope={scope} name={t('reports.title')} list="reports" />
      </header>
      <QueryState query={list}>
        {(reports) => (
          <>
            {mayOrder && <OrderCard reports={reports} />}
            {reports.length === 0 ? (
              <div className="card empty small">
                <Icon name="article" size={32} />
                <b>{t('reports.none')}</b>
                <p>{t(mayOrder ? 'reports.noneOrder' : 'reports.noneText')}</p>
              </div>
            ) : (
              <ul className="report-list">
                {reports.map((report) => (
                  <li key={report.id}>
                    <ReportCard report={report} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </QueryState>
    </div>
  );
}

function ReportCard({ report }: { report: ReportListItem }): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const quarterName = useQuarterName();
  const id = `bericht-${report.id}`;
  return (
    <article className="card report-card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{quarterName(report.period)}</h2>
        <StateMark report={report} />
      </div>
      <ReportMeta report={report} />
      <Work report={report} />
      {report.current && report.state !== 'requested' && (
        <Figures current={report.current} previous={report.previous} interim={report.interim} />
      )}
      {report.state !== 'requested' && (
        <div className="report-actions">
          <Link
            to="/$scope/berichte/$id"
            params={{ scope: scope.slug, id: report.id }}
            className={buttonClass('primary', true)}
          >
            <span className="kern-label">{t('reports.read')}</span>
          </Link>
          <Downloads report={report} />
        </div>
      )}
      <Hashes report={report} />
    </article>
  );
}
