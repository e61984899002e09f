import type { ReactElement, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.js';

export interface SummaryError {
  /** Value of `data-field` around the control. */
  field: string;
  label: string;
  message: string;
}

/** Moves the focus into the control of a field. */
export function focusField(field: string): void {
  const box = document.querySelector(`[data-field="${field}"]`);
  const control = box?.querySelector<HTMLElement>('input, textarea, select, [role="spinbutton"]');
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}

interface ErrorSummaryProps {
  errors: readonly SummaryError[];
  ref: Ref<HTMLDivElement>;
}

/** All errors of a form on top, each leading to its field. The form moves the focus here after a refused submit. */
export function ErrorSummary({ errors, ref }: ErrorSummaryProps): ReactElement | null {
  const { t } = useTranslation();
  if (errors.length === 0) return null;
  return (
    <div ref={ref} tabIndex={-1} role="alert" className="kern-alert kern-alert--danger slim">
      <div className="kern-alert__header">
        <Icon name="error" />
        <h2 className="kern-title">
          {errors.length === 1 ? t('common.errorsOne') : t('common.errorsMany', { count: errors.length })}
        </h2>
      </div>
      <ul className="error-links">
        {errors.map((error) => (
          <li key={error.field}>
            <a
              href={`#${error.field}`}
              onClick={(event) => {
                event.preventDefault();
                focusField(error.field);
              }}
            >
              {`${error.label.replace(/\?$/, '')}: ${error.message}`}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
