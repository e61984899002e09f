import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tasks } from '../../api/types.js';
import { useScope } from '../../app/use-scope.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { ClocksCard } from './ClocksCard.js';
import { NewsCard } from './NewsCard.js';
import { fewNews, mostNews, tasksQuery } from './task-queries.js';
import { useVisit } from './use-visit.js';
import { WaitingCard } from './WaitingCard.js';
import '../../styles/dashboard.css';
import './tasks.css';

const route = getRouteApi('/signed-in/$scope/aufgaben');

/** Home of who logs in twice a month: what runs out, what waits for me, what is new. */
export function TasksPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const { neu } = route.useSearch();
  const tasks = useQuery(tasksQuery(scope.id, neu === 'alle' ? mostNews : fewNews));
  const visit = useVisit(scope.id, tasks.data?.asOf);
  useTitle(t('tasks.title'), scope.shortName);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('tasks.title')}</h1>
          <p className="muted">{tasks.data ? <Today clocks={tasks.data.clocks} /> : scope.name}</p>
        </div>
        <PrintButton />
      </header>
      <QueryState query={tasks}>
        {(data) => (
          <div className="tasks-grid">
            <ClocksCard clocks={data.clocks} />
            <WaitingCard waiting={data.waiting} />
            <NewsCard news={data.news} onSeen={visit.markAll} marking={visit.marking} />
          </div>
        )}
      </QueryState>
    </div>
  );
}

/** What today asks for, in one sentence or two. */
function Today({ clocks: { dueToday, overdue } }: Pick<Tasks, 'clocks'>): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {dueToday > 0 ? t('tasks.today.due', { count: dueToday }) : t('tasks.today.none')}{' '}
      {overdue > 0 && <b className="text-danger">{t('tasks.today.overdue', { count: overdue })}</b>}
    </>
  );
}
