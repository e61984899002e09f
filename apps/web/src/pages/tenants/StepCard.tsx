import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { skipStep, type SkippableStep } from '../../api/setups.js';
import type { SetupStep, TenantSetup } from '../../api/types.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { useProblemText } from '../incident/use-submission.js';
import { setupQuery, useRefresh } from './setup-queries.js';
import { StepBadge } from './SetupMarks.js';

interface StepCardProps {
  setup: TenantSetup;
  step: SetupStep;
  /** False: the caller may look, but not put off. */
  manages: boolean;
  children: ReactNode;
}

/** One step of the set-up: number, name, state, and how to put it off. */
export function StepCard({ setup, step, manages, children }: StepCardProps): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const refresh = useRefresh();
  const index = setup.steps.findIndex((each) => each.step === step);
  const state = setup.steps[index]?.state ?? 'open';
  const name = t(`tenants.step.${step}`);
  const put = useMutation({
    mutationFn: ({ of, skipped }: { of: SkippableStep; skipped: boolean }) =>
      skipStep(setup.tenant.id, of, skipped),
    onSuccess: (fresh) => {
      client.setQueryData(setupQuery(setup.tenant.id).queryKey, fresh);
      void refresh();
    },
  });
  const problem = useProblemText(put.error);
  const skipped = state === 'skipped';
  return (
    <section className="card" id={step} aria-labelledby={`${step}-title`}>
      <div className="step-head">
        <span className="step-number" aria-hidden>
          {index + 1}
        </span>
        <h2 id={`${step}-title`}>{name}</h2>
        <StepBadge state={state} />
        {manages && step !== 'master-data' && state !== 'done' && (
          <Button
            small
            variant="tertiary"
            aria-label={t(skipped ? 'tenants.resumeLabel' : 'tenants.skipLabel', { step: name })}
            disabled={put.isPending}
            onClick={() => put.mutate({ of: step, skipped: !skipped })}
          >
            {skipped ? t('tenants.resume') : t('tenants.skip')}
          </Button>
        )}
      </div>
      {problem && <Alert kind="danger" role="alert" title={problem} />}
      {children}
    </section>
  );
}
