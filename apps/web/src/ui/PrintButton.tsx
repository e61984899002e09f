import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.js';

export function PrintButton(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button small icon="print" className="no-print hide-narrow" onClick={() => window.print()}>
      {t('common.print')}
    </Button>
  );
}
