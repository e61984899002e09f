import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { Icon } from '../../ui/Icon.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { Downloads, Hashes } from './Files.js';
import { FinaliseCard } from './FinaliseCard.js';
import { Figures } from './Figures.js';
import { reportQuery, type Report, type ReportFigures } from './report-data.js';
import { ReportMeta, StateMark } from './ReportMeta.js';
import { useLiveReports, useQuarterName } from './use-reports.js';
import { Work } from './Work.js';
import './reports.css';

/** The page for the head, in the words of the paper, with the paper itself to fetch. */
export function ReportPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const { id = '' } = useParams({ strict: false });
  const quarterName = useQuarterName();
  const query = useQuery(reportQuery(scope.id, id));
  useLiveReports(scope.id);
  useTitle(query.data && quarterName(query.data.period), t('reports.title'), scope.shortName);
  return (
    <div className="page report-page">
      <Link to="/$scope/berichte" params={{ scope: scope.slug }} className="back-link no-print">
        <Icon name="left" size={18} />
        {t('reports.back')}
      </Link>
      <QueryState query={query}>{(report) => <Body report={report} />}</QueryState>
    </div>
  );
}

function Body({ report }: { report: Report }): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const quarterName = useQuarterName();
  const { current, previous, summary, interim } = report;
  return (
    <>
      <header className="page-head">
        <div>
          <p className="muted report-kicker">{scope.name}</p>
          <h1>{quarterName(report.period)}</h1>
          <ReportMeta report={report} />
        </div>
        <div className="report-head-side">
          <StateMark report={report} />
          {summary && <PrintButton />}
        </div>
      </header>
      <Work report={report} />
      {current && summary && (
        <>
          <LevelCard current={current} previous={previous} headline={summary.headline} />
          <Figures current={current} previous={previous} interim={interim} />
          <Summary summary={summary} />
          {report.state === 'draft' && !interim && may(scope, 'report:finalise') && (
            <FinaliseCard report={report} />
          )}
          <section className="card no-print" aria-labelledby="dateien">
            <h2 id="dateien">{t('reports.files')}</h2>
            <div className="report-actions">
              <Downloads report={report} />
            </div>
            <Hashes report={report} />
          </section>
        </>
      )}
    </>
  );
}

const levels = [0, 1, 2, 3, 4] as const;

interface LevelCardProps {
  current: ReportFigures;
  previous: ReportFigures | null;
  headline: string;
}

/** The level as a word on its scale; the scale itself is an ornament of that word. */
function LevelCard({ current, previous, headline }: LevelCardProps): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <section className="card report-level" aria-labelledby="lage-am-stichtag">
      <h2 id="lage-am-stichtag">{t('reports.level', { word: label('level', current.level) })}</h2>
      <p className="muted">
        {t('reports.levelStep', { number: current.level + 1 })}
        {previous && ` · ${t('reports.levelChange', { word: label('level', previous.level) })}`}
      </p>
      <ol className="report-scale" aria-hidden>
        {levels.map((level) => (
          <li key={level} className={level === current.level ? `here level-${String(level)}` : undefined}>
            {label('level', level)}
          </li>
        ))}
      </ol>
      <p className="report-headline" lang="de">
        {headline}
      </p>
    </section>
  );
}

function Summary({ summary }: { summary: NonNullable<Report['summary']> }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <section className="card prose" aria-labelledby="das-wichtigste">
        <h2 id="das-wichtigste">{t('reports.messages')}</h2>
        <ol className="report-messages" lang="de">
          {summary.messages.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ol>
      </section>
      <section className="card prose" aria-labelledby="zu-entscheiden">
        <h2 id="zu-entscheiden">{t('reports.decisions')}</h2>
        {summary.decisions.length === 0 && <p>{t('reports.decisionsNone')}</p>}
        <ul className="report-decisions" lang="de">
          {summary.decisions.map(({ title, detail }) => (
            <li key={title}>
              <b>{title}</b>
              <span>{detail}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="card prose" aria-labelledby="hinweise">
        <h2 id="hinweise">{t('reports.notes')}</h2>
        <ul className="report-notes" lang="de">
          {summary.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
