import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { remaining, type Remaining } from './time.js';

/** "noch 15 h 29 min", "3 T 4 h überfällig" */
export function remainingText(t: TFunction, left: Remaining): string {
  const text =
    left.days > 0
      ? t('common.days', { days: left.days, hours: left.hours })
      : left.hours > 0
        ? t('common.hours', { hours: left.hours, minutes: String(left.minutes).padStart(2, '0') })
        : t('common.minutes', { minutes: left.minutes });
  return left.over ? t('common.over', { text }) : t('common.left', { text });
}

/** Text and tone of a deadline; a duty without a number of hours reads "unverzüglich". */
export function useTimeText(): (
  dueAt: string | null,
  now: number,
) => { text: string; tone: Remaining['tone'] } {
  const { t } = useTranslation();
  return (dueAt, now) => {
    if (dueAt === null) return { text: t('common.noEnd'), tone: 'calm' };
    const left = remaining(dueAt, now);
    return { text: remainingText(t, left), tone: left.tone };
  };
}
