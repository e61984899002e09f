import { useTranslation } from 'react-i18next';
import { formatDay } from '../../format/time.js';

/** "seit 01.07.2026 bis 30.06.2028", or "unbefristet". */
export function usePeriodText(): (from: string, until: string | null) => string {
  const { t } = useTranslation();
  return (from, until) => {
    const begin = t('common.since', { date: formatDay(from) });
    return `${begin}, ${until ? t('common.until', { date: formatDay(until) }) : t('common.unlimited')}`;
  };
}
