import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.js';
import type { OptionalFieldsProps } from './OptionalFields.js';

const OptionalFields = lazy(() =>
  import('./OptionalFields.js').then((module) => ({ default: module.OptionalFields })),
);

/** Everything beyond the six answers, folded away. */
export function OptionalAnswers({ form, tenantId, byCounty }: OptionalFieldsProps): ReactElement {
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
