import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** While a page's code is on its way (more than a second): says so, without covering anything. */
export function Pending(): ReactElement {
  const { t } = useTranslation();
  return (
    <p className="page muted" role="status">
      {t('shell.loading')}
    </p>
  );
}
