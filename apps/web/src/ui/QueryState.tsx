import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, hasStatus } from '../api/problem.js';
import { NotFound } from '../shell/NotFound.js';
import { Alert } from './Alert.js';

interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** Shows data as soon as there are any; a failed re-read leaves the old ones on screen and says so above them. */
export function QueryState<T>({ query, children }: QueryStateProps<T>): ReactElement {
  const { t } = useTranslation();
  if (hasStatus(query.error, 404)) return <NotFound />;
  const problem = query.error instanceof ApiProblem ? query.error : null;
  const title = !problem || problem.status === 0 ? t('shell.problem.offlineText') : problem.title;
  return (
    <>
      {query.error && (
        <Alert
          kind="danger"
          role="alert"
          title={title}
          action={
            <button type="button" className="link" onClick={() => void query.refetch()}>
              {t('shell.problem.retry')}
            </button>
          }
        />
      )}
      {query.data !== undefined && children(query.data)}
      {query.isPending && (
        <p className="muted loading" role="status">
          {t('shell.loading')}
        </p>
      )}
    </>
  );
}
