import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Says on every page, on paper too, that the data are invented. */
export function DemoStrip(): ReactElement {
  const { t } = useTranslation();
  return (
    <aside className="demo-strip" aria-label={t('shell.demoLabel')}>
      {t('shell.demo')}
    </aside>
  );
}
