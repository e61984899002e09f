import { useTranslation } from 'react-i18next';
import type { Dashboard } from '../../api/types.js';

/** A figure that raises the level, as a sentence. */
export interface LevelReason {
  key: 'critical' | 'overdue' | 'high' | 'statutory' | 'open';
  text: string;
}

/** Which figures make the level what it is, the weightiest first. */
export function useLevelReasons(data: Dashboard): LevelReason[] {
  const { t } = useTranslation();
  const { openCritical, openHigh, openIncidents, overdueDuties, runningStatutory } = data.figures;
  const counts: [LevelReason['key'], number][] = [
    ['critical', openCritical],
    ['overdue', overdueDuties],
    ['high', openHigh],
    ['statutory', runningStatutory],
    ['open', openIncidents],
  ];
  return counts
    .filter(([, count]) => count > 0)
    .map(([key, count]) => ({ key, text: t(`dashboard.map.reasons.${key}`, { count }) }));
}
