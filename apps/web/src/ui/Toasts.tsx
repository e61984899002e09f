import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.js';
import { dropToast, useToasts } from './toast.js';

/** Messages at the lower edge; a screen reader hears them politely. */
export function Toasts(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {useToasts().map((toast) => (
        <div key={toast.id} className="toast">
          <Icon name="done" />
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                dropToast(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button type="button" aria-label={t('shell.toastClose')} onClick={() => dropToast(toast.id)}>
            <Icon name="close" size={18} />
          </button>
        </div>
      ))}
    </div>
  );
}
