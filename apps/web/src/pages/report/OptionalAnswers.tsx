import { lazy, Suspense, useState, type ReactElement } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.js';
import type { CheckedReport, ReportValues } from './report-form.js';

const OptionalFields = lazy(() =>
  import('./OptionalFields.js').then((module) => ({ default: module.OptionalFields })),
);

export interface OptionalAnswersProps {
  form: UseFormReturn<ReportValues, unknown, CheckedReport>;
  tenantId: string | undefined;
  /** Only the member itself may keep an incident to itself. */
  byCounty: boolean;
}

/** Everything beyond the six answers, folded away. */
export function OptionalAnswers({ form, tenantId, byCounty }: OptionalAnswersProps): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(() => {
    const { description, occurredAt, awareAt } = form.getValues();
    return description !== '' || occurredAt !== '' || awareAt !== '';
  });
  return (
    <details className="more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="right" />
        <span>{t('report.more')}</span>
        <small>{t('report.moreNote')}</small>
      </summary>
      {open && (
        <Suspense>
          <OptionalFields form={form} tenantId={tenantId} byCounty={byCounty} />
        </Suspense>
      )}
    </details>
  );
}
