import { plusMinutes } from './calendar.js';
import { byTime, courseOf } from './course.js';
import { COUNTY_STORIES } from './incidents/counties.js';
import { FULDA } from './incidents/fulda.js';
import { LEGAL_ENTITIES, OFFICES, TENANTS } from './offices.js';
import { mandatesAt, membershipsAt, PEOPLE } from './people.js';
import { planIncidents } from './plan.js';
import { Random } from './random.js';
import { reportsAt } from './reports.js';
import type { DemoAction, DemoScenario } from './scenario.js';
import type { Story } from './story.js';
import { Texts } from './texts.js';

const COUNTIES_SEED = 20_230_701;
const FULDA_SEED = 20_241_001;

/**
 * The whole demonstration, relative to `now` and pure: the same instant gives the same data, the same day the same
 * incidents (only the times of what is still open follow the hour, because its clocks do).
 * Replay the actions in order; each holds the rules at its time `at`, none lies after `now`.
 * `now` must lie after 2026-04-01: before that the incidents would begin before a county's mandate or an office.
 */
export function buildDemo(now: Date): DemoScenario {
  const minute = plusMinutes(now, 0);
  return {
    now: minute,
    offices: OFFICES,
    tenants: TENANTS,
    legalEntities: LEGAL_ENTITIES,
    people: PEOPLE,
    memberships: membershipsAt(minute),
    mandates: mandatesAt(minute),
    reports: reportsAt(
      TENANTS.filter(({ kind }) => kind === 'county'),
      minute,
    ),
    actions: [
      ...actionsOf(COUNTIES_SEED, COUNTY_STORIES, minute),
      ...actionsOf(FULDA_SEED, FULDA, minute),
    ].sort(byTime),
  };
}

function actionsOf(seed: number, stories: readonly Story[], now: Date): DemoAction[] {
  const random = new Random(seed);
  const texts = new Texts(random);
  return planIncidents(random, stories, now).flatMap((incident) => courseOf(incident, { now, texts }));
}
