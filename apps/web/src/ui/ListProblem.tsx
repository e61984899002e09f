import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.js';
import { Alert } from './Alert.js';

interface ListProblemProps {
  query: { error: Error | null; isPending: boolean; refetch: () => unknown };
}

/** Above a list: that it is being read, or could not be. */
export function ListProblem({ query }: ListProblemProps): ReactElement | null {
  const { t } = useTranslation();
  if (query.error) {
    const problem = query.error instanceof ApiProblem ? query.error : null;
    return (
      <Alert
        kind="danger"
        role="alert"
        title={
          !problem || problem.status === 0
            ? t('shell.problem.offlineText')
            : (problem.errors[0]?.message ?? problem.title)
        }
        action={
          <button type="button" className="link" onClick={() => void query.refetch()}>
            {t('shell.problem.retry')}
          </button>
        }
      />
    );
  }
  if (!query.isPending) return null;
  return (
    <p className="muted loading" role="status">
      {t('shell.loading')}
    </p>
  );
}
