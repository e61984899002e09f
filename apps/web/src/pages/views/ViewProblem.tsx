import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.js';
import { Alert } from '../../ui/Alert.js';

/** Why a view could not be written, in the server's words. */
export function ViewProblem({ error }: { error: Error }): ReactElement {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <Alert
      kind="danger"
      role="alert"
      title={problem && problem.status !== 0 ? problem.title : t('common.unreachable')}
    >
      {problem?.errors[0]?.message ?? problem?.detail}
    </Alert>
  );
}
