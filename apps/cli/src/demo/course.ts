import {
  earlier,
  hoursBetween,
  later,
  plusHours,
  plusMinutes,
  startOfDay,
  workingAfter,
  workingWithin,
} from './calendar.js';
import { entityKeyOf, reporterOf, speaker, teamOf } from './cast.js';
import { dutyActions } from './duties.js';
import { TENANT_BY_CODE } from './offices.js';
import { groupOf, type PhraseGroup } from './phrases.js';
import type { PlannedIncident } from './plan.js';
import type {
  DemoAction,
  DemoIncidentBody,
  DemoReportAction,
  DemoStatus,
  DemoStatusAction,
} from './scenario.js';
import { startsArticle33 } from './story.js';
import type { CourseContext } from './texts.js';
import { timelineActions } from './timeline.js';

/** Usual ways through the states; all steps are allowed transitions. */
const PATHS: Readonly<Record<PhraseGroup, readonly (readonly DemoStatus[])[]>> = {
  mail: [['triaged'], ['triaged', 'contained'], ['contained'], []],
  phishing: [['triaged'], ['triaged', 'contained'], ['triaged', 'contained', 'eradicated']],
  password: [
    ['triaged', 'contained', 'eradicated', 'recovered'],
    ['contained', 'eradicated'],
  ],
  device: [['triaged', 'contained'], ['contained']],
  loss: [['triaged'], ['triaged', 'contained']],
  permissions: [
    ['triaged', 'contained', 'eradicated'],
    ['triaged', 'contained'],
  ],
  outage: [['triaged', 'recovered'], ['triaged', 'contained', 'recovered'], ['recovered']],
  provider: [['triaged', 'contained']],
  physical: [
    ['triaged', 'contained', 'recovered'],
    ['triaged', 'recovered'],
  ],
  technical: [
    ['triaged', 'contained', 'eradicated', 'recovered'],
    ['triaged', 'contained', 'eradicated'],
  ],
};

/** Days from the last step to the closing, at most. */
const CLOSING_DAYS: Readonly<Record<PhraseGroup, number>> = {
  mail: 10,
  phishing: 5,
  password: 12,
  device: 18,
  loss: 24,
  permissions: 18,
  outage: 6,
  provider: 20,
  physical: 40,
  technical: 24,
};

/** Hours from the step before, [least, most]. */
const STEP_HOURS: Readonly<Partial<Record<DemoStatus, readonly [number, number]>>> = {
  triaged: [0.2, 3],
  contained: [0.4, 16],
  eradicated: [2, 36],
  recovered: [1, 26],
  'false-alarm': [1, 20],
};

/** All actions of one incident in time order, each at least a minute after the one before, none after now. */
export function courseOf(incident: PlannedIncident, context: CourseContext): DemoAction[] {
  const duties = dutyActions(incident, context);
  const statuses = incident.story.open
    ? openStatuses(incident, context)
    : closedStatuses(incident, context, duties.at(-1)?.at ?? incident.reportedAt);
  const end = incident.story.open
    ? plusMinutes(context.now, -10)
    : (closing(statuses)?.at ?? incident.reportedAt);
  const decidedAt = duties.find((duty) => 'ruleId' in duty && duty.ruleId === 'gdpr-art-33')?.at ?? null;
  const actions = [...statuses, ...duties, ...timelineActions(incident, context, decidedAt, end)];
  return spaced([reportAction(incident, context), ...actions.sort(byTime)]);
}

/** Order of actions; the sort is stable, so equal times keep the order of making. */
export function byTime(a: DemoAction, b: DemoAction): number {
  return a.at.getTime() - b.at.getTime();
}

function reportAction(incident: PlannedIncident, { texts }: CourseContext): DemoReportAction {
  const { story, key, detectedAt, occurredAt, awareAt, reportedAt } = incident;
  const body: DemoIncidentBody = {
    title: story.title,
    category: story.category,
    severity: story.severity,
    personalData: story.personalData,
    detectedAt: detectedAt.toISOString(),
    ...(occurredAt && { occurredAt: occurredAt.toISOString() }),
    ...(awareAt && { awareAt: awareAt.toISOString() }),
    description: story.text,
    ...(story.social && { socialData: true }),
    ...(story.vehicle && { vehicleRegistration: true }),
    ...(story.countyOnly && { visibility: 'county-only' as const }),
  };
  const entity = entityKeyOf(story);
  return {
    kind: 'report',
    at: reportedAt,
    actor: reporterOf(texts.random, story, reportedAt),
    tenant: TENANT_BY_CODE[story.tenant].slug,
    key,
    body,
    ...(entity && { legalEntityKey: entity }),
  };
}

function statusAction(
  incident: PlannedIncident,
  { texts }: CourseContext,
  at: Date,
  status: DemoStatus,
  reason?: string,
): DemoStatusAction {
  const { story, key } = incident;
  const byOffice = !story.countyOnly && status === 'triaged' && !reason && texts.random.chance(0.12);
  return {
    kind: 'status',
    at,
    actor: byOffice ? speaker(story, 'officer', at) : teamOf(story).coordinator,
    tenant: TENANT_BY_CODE[story.tenant].slug,
    key,
    status,
    ...(reason && { reason }),
  };
}

function closedStatuses(
  incident: PlannedIncident,
  context: CourseContext,
  lastDutyAt: Date,
): DemoStatusAction[] {
  const { story } = incident;
  const { random } = context.texts;
  const group = groupOf(story);
  const falseAlarm = story.outcome === 'false-alarm';
  const path: readonly DemoStatus[] = falseAlarm
    ? random.pick([['triaged', 'false-alarm'], ['false-alarm']] as const)
    : random.pick(PATHS[group]);
  // Before today, so that the same day always gives the same closed incidents.
  const latest = plusHours(startOfDay(context.now), -7 - random.between(0, 9));
  // A false alarm ends a clock that runs as a precaution, so it is declared in time.
  const clockEnd = plusHours(incident.awareAt ?? incident.detectedAt, 64);
  const limit = falseAlarm && startsArticle33(story) ? earlier(latest, clockEnd) : latest;
  let at = incident.reportedAt;
  const steps = path.map((status) => {
    const [least, most] = STEP_HOURS[status] ?? [1, 24];
    at = earlier(workingAfter(random, at, least, story.severity === 'high' ? most / 3 : most), limit);
    return statusAction(
      incident,
      context,
      at,
      status,
      status === 'false-alarm' ? context.texts.falseAlarm.draw() : undefined,
    );
  });
  if (falseAlarm) return steps;
  const settled = plusMinutes(later(at, lastDutyAt), 15);
  const least = story.severity === 'high' ? 4 * 24 : 2;
  const wanted = workingAfter(random, settled, least, CLOSING_DAYS[group] * 24);
  const closedAt = wanted < limit ? wanted : workingWithin(random, settled, later(settled, limit));
  const closed = statusAction(incident, context, closedAt, 'closed', context.texts.closing(group));
  return [...steps, closed, ...reopening(incident, context, closedAt)];
}

/** The rare case that something was closed too early. */
function reopening(incident: PlannedIncident, context: CourseContext, closedAt: Date): DemoStatusAction[] {
  const { story } = incident;
  if (!story.reopened) return [];
  const { random } = context.texts;
  const reopenedAt = workingAfter(random, closedAt, 60, 120);
  const closedAgainAt = workingAfter(random, reopenedAt, 20, 70);
  return [
    statusAction(incident, context, reopenedAt, 'triaged', story.reopened),
    statusAction(incident, context, closedAgainAt, 'closed', 'Nachbesserung geprüft, jetzt ohne Befund.'),
  ];
}

/** What is open at now has gone its steps in the first day and a half, serious matters in the first hours. */
function openStatuses(incident: PlannedIncident, context: CourseContext): DemoStatusAction[] {
  const { story, reportedAt } = incident;
  const path = story.open?.path ?? [];
  const from = plusMinutes(reportedAt, 12);
  const until = earlier(
    plusHours(reportedAt, story.severity === 'critical' ? 4 : 30),
    plusMinutes(context.now, -30),
  );
  const share = Math.max(0, hoursBetween(from, until)) / Math.max(1, path.length);
  return path.map((status, index) => {
    const start = plusHours(from, index * share);
    return statusAction(
      incident,
      context,
      workingWithin(context.texts.random, start, plusHours(start, share)),
      status,
    );
  });
}

function closing(statuses: readonly DemoStatusAction[]): DemoStatusAction | undefined {
  return statuses.find(({ status }) => status === 'closed' || status === 'false-alarm');
}

/** Pushes actions apart that fall on the same minute; the order stays. */
function spaced(actions: readonly DemoAction[]): DemoAction[] {
  let last: Date | null = null;
  return actions.map((action) => {
    const at: Date = last && action.at <= last ? plusMinutes(last, 1) : action.at;
    last = at;
    return { ...action, at };
  });
}
