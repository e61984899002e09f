import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, hasStatus } from '../api/problem.js';
import { Button } from '../ui/Button.js';
import { Icon } from '../ui/Icon.js';
import { NotFound } from './NotFound.js';

/** Error boundary of a page. A 404 of the API is the friendly page; everything else can be tried again. */
export function PageError({ error, reset }: ErrorComponentProps): ReactElement {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  if (hasStatus(error, 404)) return <NotFound />;
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div className="page message-page" role="alert">
      <Icon name="error" size={40} />
      <h1>{t('shell.problem.title')}</h1>
      <p className="muted">
        {problem?.status === 0
          ? t('shell.problem.offlineText')
          : (problem?.detail ?? t('shell.problem.text'))}
      </p>
      {problem?.traceId && <p className="muted">{t('shell.problem.trace', { id: problem.traceId })}</p>}
      <Button
        variant="primary"
        icon="restart"
        onClick={() => {
          queries.reset();
          reset();
          void router.invalidate();
        }}
      >
        {t('shell.problem.retry')}
      </Button>
    </div>
  );
}
