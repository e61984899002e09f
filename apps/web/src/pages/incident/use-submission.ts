import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { submitDuty } from '../../api/duties.js';
import { ApiProblem } from '../../api/problem.js';
import type { Duty, Submission } from '../../api/types.js';
import { toast } from '../../ui/toast.js';

/** Sends the decision about a clock. It has legal effect, so there is no undo; the form asks once and names it. */
export function useSubmission(duty: Duty, close: () => void): UseMutationResult<Duty, Error, Submission> {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (submission: Submission) => submitDuty(duty, submission),
    onSuccess: (_fresh, submission) => {
      toast(
        submission.outcome === 'submitted'
          ? t('incident.submission.doneSubmitted')
          : t('incident.submission.doneNot'),
      );
      close();
      for (const key of [
        'incident',
        'entries',
        'incident-list',
        'incident-count',
        'duty-list',
        'duty-count',
        'dashboard',
      ]) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}

/** One sentence about what went wrong. */
export function useProblemText(error: Error | null): string | null {
  const { t } = useTranslation();
  if (!error) return null;
  if (!(error instanceof ApiProblem)) return t('common.failed');
  if (error.status === 0) return t('common.unreachable');
  return error.errors[0]?.message ?? error.detail ?? error.title;
}
