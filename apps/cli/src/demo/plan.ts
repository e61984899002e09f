import type { DateTime } from 'luxon';
import {
  atMinute,
  berlin,
  earlier,
  hoursBetween,
  plusHours,
  plusMinutes,
  startOfDay,
  workdayFrom,
  workingAfter,
  workingMinute,
  workingNear,
  workingWithin,
} from './calendar.js';
import type { Random } from './random.js';
import { startsArticle33, type Story } from './story.js';

/** A story with its place in time. `awareAt` is null where it is the same as `detectedAt`. */
export interface PlannedIncident {
  readonly key: string;
  readonly story: Story;
  readonly detectedAt: Date;
  readonly occurredAt: Date | null;
  readonly awareAt: Date | null;
  readonly reportedAt: Date;
}

type Placed = Omit<PlannedIncident, 'key'>;

type Moments = Pick<Placed, 'detectedAt' | 'awareAt' | 'reportedAt'>;

/** Oldest and youngest detection of what is closed at now, in days; 18 months less a margin for the event before the detection. */
const OLDEST = 540;
const YOUNGEST = 8;

/** More hours than this between detection and record would eat up the 72 hours. */
const MAX_RECORDING_DELAY = 40;

const DAY = 24;

/**
 * Gives every story its times: evenly spread over 18 months, in working time unless the story says otherwise.
 * Closed incidents depend on the day of `now` only and come first; open ones follow its minute.
 * Keys are unique (`vb-007`) and count in each tenant.
 */
export function planIncidents(random: Random, stories: readonly Story[], now: Date): PlannedIncident[] {
  const today = startOfDay(now);
  const free = random.shuffle(stories.filter((story) => !story.when && !story.open));
  const step = (OLDEST - YOUNGEST) / Math.max(1, free.length);
  const closed = [
    ...free.map((story, index) => placeFree(random, story, today, OLDEST - (index + random.next()) * step)),
    ...stories.filter((story) => story.when).map((story) => placeFixed(random, story, today)),
  ].sort((a, b) => a.reportedAt.getTime() - b.reportedAt.getTime());
  const open = stories.filter((story) => story.open).map((story) => placeOpen(random, story, now));
  const counters = new Map<string, number>();
  return [...closed, ...open].map((incident) => {
    const code = incident.story.tenant.toLowerCase();
    const count = (counters.get(code) ?? 0) + 1;
    counters.set(code, count);
    return { ...incident, key: `${code}-${String(count).padStart(3, '0')}` };
  });
}

function placeFree(random: Random, story: Story, today: Date, daysAgo: number): Placed {
  const day = berlin(plusHours(today, -daysAgo * DAY)).startOf('day');
  // Near to today only backwards, else forwards, so that nothing leaves the span.
  const detectedAt = story.offHours
    ? atMinute(day, closedMinute(random, story, day))
    : workingMinute(random, workdayFrom(day, daysAgo > 60 ? 1 : -1));
  return withOccurrence(random, story, recorded(random, story, detectedAt));
}

function placeFixed(random: Random, story: Story, today: Date): Placed {
  if (!story.when) throw new RangeError(`no fixed time: ${story.title}`);
  if ('quarterEndsBack' in story.when) {
    return withOccurrence(random, story, acrossQuarterEnd(random, story, today, story.when.quarterEndsBack));
  }
  const { daysAgo, weekday, minute, occurredHoursBefore } = story.when;
  const week = berlin(plusHours(today, -daysAgo * DAY)).startOf('week');
  const day = week.plus({ days: weekday - 1 });
  const moments = recorded(random, story, atMinute(story.offHours ? day : workdayFrom(day, 1), minute));
  return occurredHoursBefore === undefined
    ? withOccurrence(random, story, moments)
    : { story, ...moments, occurredAt: plusHours(week.toJSDate(), -occurredHoursBefore) };
}

function placeOpen(random: Random, story: Story, now: Date): Placed {
  if (!story.open) throw new RangeError(`not open: ${story.title}`);
  const target = plusHours(now, -story.open.hoursAgo);
  const awareAt = openSince(random, story, target, story.open.toleranceHours ?? 0);
  const detectedAt = startsArticle33(story) ? plusMinutes(awareAt, -random.int(5, 45)) : awareAt;
  const soon = story.severity === 'critical' ? 1 : 14;
  const latest = earlier(plusHours(awareAt, soon), plusMinutes(now, -60));
  const reportedAt = workingWithin(random, plusMinutes(awareAt, 20), latest);
  return withOccurrence(random, story, {
    detectedAt,
    awareAt: detectedAt < awareAt ? awareAt : null,
    reportedAt,
  });
}

/** Where a clock runs, the hour counts; where none does, any minute of the day. */
function openSince(random: Random, story: Story, target: Date, toleranceHours: number): Date {
  const clockRuns = story.outcome === 'running' || story.voluntary === 'running';
  if (!clockRuns) {
    const day = workdayFrom(berlin(target).startOf('day'), -1);
    return story.offHours ? atMinute(day, closedMinute(random, story, day)) : workingMinute(random, day);
  }
  return story.offHours ? target : workingNear(target, toleranceHours);
}

/** Recording follows the detection; some counties need a day, never so long that the clock runs out meanwhile. */
function recorded(random: Random, story: Story, detectedAt: Date): Moments {
  const tooLate = (instant: Date): boolean =>
    startsArticle33(story) && hoursBetween(detectedAt, instant) > MAX_RECORDING_DELAY;
  const serious = story.severity === 'high' || story.severity === 'critical';
  const slow = !serious && !story.when && random.chance(0.12);
  const planned = slow
    ? workingAfter(random, detectedAt, 18, 30)
    : workingAfter(random, detectedAt, 0.2, serious ? 1.5 : 5);
  const atOnce = plusMinutes(detectedAt, random.int(20, 80));
  const reportedAt = (serious && story.offHours) || tooLate(planned) ? atOnce : planned;
  const gap = hoursBetween(detectedAt, reportedAt);
  const recognised = workingWithin(
    random,
    plusHours(detectedAt, gap * 0.1),
    plusHours(detectedAt, gap * 0.7),
  );
  const awareAt = startsArticle33(story) && random.chance(0.35) ? recognised : null;
  return { detectedAt, awareAt: awareAt && awareAt > detectedAt ? awareAt : null, reportedAt };
}

/** Detected in one quarter, recorded in the next (correction of a report, "nachgetragen"). */
function acrossQuarterEnd(random: Random, story: Story, today: Date, back: number): Moments {
  let start = berlin(today).startOf('quarter');
  // The latest quarter counts only when its late record has had time to be closed.
  if (hoursBetween(start.toJSDate(), today) < 21 * DAY) start = start.minus({ quarters: 1 });
  start = start.minus({ quarters: back - 1 });
  const detectedAt = atMinute(workdayFrom(start.minus({ days: 1 }), -1), random.int(9 * 60, 13 * 60));
  const reportedAt = workingMinute(random, workdayFrom(workdayFrom(start, 1).plus({ days: 1 }), 1));
  // Recognised as a breach only when it was recorded, unless the story is about the lateness.
  const recognised = startsArticle33(story) && story.outcome !== 'late';
  return { detectedAt, awareAt: recognised ? plusMinutes(reportedAt, -40) : null, reportedAt };
}

/** A minute at which the offices are closed: burglaries come out early, the rest by day at the weekend, else at night. */
function closedMinute(random: Random, story: Story, day: DateTime): number {
  if (story.category === 'physical') return random.int(5 * 60 + 40, 7 * 60);
  if (day.weekday > 5) return random.int(8 * 60, 21 * 60);
  return random.chance(0.5) ? random.int(18 * 60 + 30, 23 * 60 + 30) : random.int(20, 6 * 60);
}

function withOccurrence(random: Random, story: Story, moments: Moments): Placed {
  const known = !random.chance(0.15);
  const occurredAt = earlier(occurrence(random, story, moments.detectedAt), moments.detectedAt);
  return { story, ...moments, occurredAt: known ? occurredAt : null };
}

/** When it happened before it was noticed: letters take days, wrong permissions lie around for weeks. */
function occurrence(random: Random, story: Story, detectedAt: Date): Date {
  const before = (minHours: number, maxHours: number): Date =>
    plusHours(detectedAt, -random.between(minHours, maxHours));
  const atWork = (minHours: number, maxHours: number): Date =>
    workingWithin(random, plusHours(detectedAt, -maxHours), plusHours(detectedAt, -minHours));
  if (story.lastedDays) return atWork(story.lastedDays * DAY - 4, story.lastedDays * DAY + 4);
  switch (story.category) {
    case 'misdirected-mail':
      return atWork(0.5, 90);
    case 'wrong-permissions':
      return story.offHours ? before(0.4, 0.8) : atWork(DAY, 50 * DAY);
    case 'loss-theft':
      return story.offHours ? before(0.5, 12) : atWork(0.5, 26);
    case 'phishing':
      return before(0.1, 6);
    case 'provider-incident':
      return before(2 * DAY, 9 * DAY);
    case 'outage':
      return before(0.03, 0.8);
    case 'physical':
      return story.offHours ? nightBefore(random, detectedAt) : before(0.03, 0.3);
    default:
      return story.offHours ? before(0.1, 3) : atWork(0.1, 8);
  }
}

/** Burglars come in the small hours before. */
function nightBefore(random: Random, detectedAt: Date): Date {
  return atMinute(berlin(detectedAt).startOf('day'), random.int(30, 4 * 60 + 30));
}
