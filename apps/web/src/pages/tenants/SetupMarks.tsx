import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupState, TenantSetup } from '../../api/types.js';
import { Icon } from '../../ui/Icon.js';
import type { IconName } from '../../ui/icon-paths.js';

const look: Record<SetupState, { tone: string; icon: IconName }> = {
  done: { tone: 'ok', icon: 'check' },
  waiting: { tone: 'info', icon: 'schedule' },
  open: { tone: 'warn', icon: 'right' },
  skipped: { tone: '', icon: 'history' },
};

/** State of a step by sign, word and colour. */
export function StepBadge({ state }: { state: SetupState }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={`badge ${look[state].tone}`}>
      <Icon name={look[state].icon} size={16} />
      {t(`tenants.state.${state}`)}
    </span>
  );
}

export const doneOf = (setup: TenantSetup): number =>
  setup.steps.filter(({ state }) => state === 'done').length;

/** One segment for each step, and the number in words. */
export function StepBar({ setup }: { setup: TenantSetup }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className="step-bar">
      <span aria-hidden>
        {setup.steps.map(({ step, state }) => (
          <i key={step} className={state} />
        ))}
      </span>
      <small>{t('tenants.doneOf', { done: doneOf(setup), total: setup.steps.length })}</small>
    </span>
  );
}
