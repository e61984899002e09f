/** Five named levels of a member's situation: unauffällig, normal, erhöht, hoch, kritisch. */
export type SituationLevel = 0 | 1 | 2 | 3 | 4;

/** Figures that decide the level. */
export interface LevelFigures {
  readonly openIncidents: number;
  readonly openCritical: number;
  readonly openHigh: number;
  readonly runningStatutory: number;
  readonly overdueStatutory: number;
}

/** The highest rule that applies: an open critical incident or a missed statutory clock is 4, nothing open is 0. */
export function situationLevel(figures: LevelFigures): SituationLevel {
  if (figures.openCritical > 0 || figures.overdueStatutory > 0) return 4;
  if (figures.openHigh > 0) return 3;
  if (figures.runningStatutory > 0) return 2;
  return figures.openIncidents > 0 ? 1 : 0;
}
