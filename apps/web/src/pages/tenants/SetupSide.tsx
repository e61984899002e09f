import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantSetup } from '../../api/types.js';
import { StepBadge, StepBar } from './SetupMarks.js';

/** How far the set-up is, and a way to each step. */
export function SetupSide({ setup }: { setup: TenantSetup }): ReactElement {
  const { t } = useTranslation();
  const allDone = setup.steps.every(({ state }) => state === 'done');
  const coordinator = setup.roles.find(({ role }) => role === 'coordinator');
  return (
    <aside className="card setup-side" aria-labelledby="fortschritt">
      <h2 id="fortschritt">{t('tenants.setup.aside')}</h2>
      <div role="status">{allDone ? <b>{t('tenants.setup.allDone')}</b> : <StepBar setup={setup} />}</div>
      <ol className="setup-steps">
        {setup.steps.map(({ step, state }) => (
          <li key={step}>
            <a href={`#${step}`}>{t(`tenants.step.${step}`)}</a>
            <StepBadge state={state} />
          </li>
        ))}
      </ol>
      <p className="muted small-print">
        {allDone
          ? t('tenants.setup.allDoneText', { name: setup.tenant.name })
          : coordinator?.state === 'active'
            ? t('tenants.setup.canReportNow')
            : t('tenants.setup.canReport')}
      </p>
    </aside>
  );
}
