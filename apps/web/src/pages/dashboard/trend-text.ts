import type { TFunction } from 'i18next';
import type { Dashboard } from '../../api/types.js';
import { formatLongMonth } from '../../format/time.js';

/** What the chart says, made from its values: the text equivalent for those who do not see it. */
export function trendText(t: TFunction, months: Dashboard['months']): string {
  const last = months.at(-1);
  const first = months[0];
  if (!last || !first) return '';
  // The running month is not complete, so it is neither the highest nor the lowest.
  const complete = months.length > 1 ? months.slice(0, -1) : months;
  const high = complete.reduce((best, month) => (month.reported > best.reported ? month : best));
  const low = complete.reduce((best, month) => (month.reported < best.reported ? month : best));
  return t('dashboard.trend.text', {
    month: formatLongMonth(last.month),
    reported: last.reported,
    closed: last.closed,
    highMonth: formatLongMonth(high.month),
    high: high.reported,
    lowMonth: formatLongMonth(low.month),
    low: low.reported,
    total: months.reduce((sum, month) => sum + month.reported, 0),
  });
}
