import { earlier, hoursBetween, later, plusHours, plusMinutes, workingWithin } from './calendar.js';
import { speaker, teamOf } from './cast.js';
import { TENANT_BY_CODE } from './offices.js';
import { groupOf } from './phrases.js';
import type { PlannedIncident } from './plan.js';
import type { DemoEntryAction, DemoSeverity } from './scenario.js';
import { startsArticle33, type StoryVoice } from './story.js';
import type { CourseContext } from './texts.js';

type Note = readonly [StoryVoice, string];

type Part = 'early' | 'late';

/** How many entries an incident gets that brings no notes of its own, [least, most]. */
const ENTRY_COUNT: Readonly<Record<DemoSeverity, readonly [number, number]>> = {
  low: [0, 2],
  medium: [1, 3],
  high: [2, 4],
  critical: [3, 5],
};

/** First steps are written down the same day or the next morning. */
const EARLY_HOURS = 9;

/** Notes of an open incident were written in its first days, not all over its life. */
const OPEN_NOTES_HOURS = 130;

/** The timeline entries between the record and `end`; advice stands before the decision at `decidedAt`. */
export function timelineActions(
  incident: PlannedIncident,
  context: CourseContext,
  decidedAt: Date | null,
  end: Date,
): DemoEntryAction[] {
  const { story, reportedAt } = incident;
  const from = plusMinutes(reportedAt, 10);
  const last = story.open ? plusHours(from, OPEN_NOTES_HOURS) : end;
  const until = later(from, earlier(plusMinutes(end, -5), last));
  const soon = earlier(until, plusHours(from, EARLY_HOURS));
  if (!story.notes) {
    const drawn = drawNotes(incident, context);
    return [
      ...spread(incident, context, drawn.early, from, soon),
      ...spread(incident, context, drawn.late, soon, until),
    ];
  }
  const decision = decidedAt && earlier(until, later(from, plusMinutes(decidedAt, -15)));
  const before = decision ? (story.notesBefore ?? lastAdvice(story.notes) + 1) : 0;
  return [
    ...spread(incident, context, story.notes.slice(0, 1), from, earlier(soon, decision ?? soon)),
    ...spread(
      incident,
      context,
      story.notes.slice(1, before),
      earlier(soon, decision ?? soon),
      decision ?? soon,
    ),
    ...spread(incident, context, story.notes.slice(Math.max(1, before)), decision ?? soon, until),
  ];
}

function lastAdvice(notes: readonly Note[]): number {
  return notes.findLastIndex(([voice]) => voice === 'dpo');
}

/** One entry in each equal part of the span, so that the notes keep their order. */
function spread(
  incident: PlannedIncident,
  context: CourseContext,
  notes: readonly Note[],
  from: Date,
  until: Date,
): DemoEntryAction[] {
  const share = hoursBetween(from, until) / Math.max(1, notes.length);
  return notes.map(([voice, text], index) => {
    const start = plusHours(from, index * share);
    const at = workingWithin(context.texts.random, start, plusHours(start, share));
    return entry(incident, context, voice, text, at);
  });
}

function entry(
  incident: PlannedIncident,
  { texts }: CourseContext,
  voice: StoryVoice,
  text: string,
  at: Date,
): DemoEntryAction {
  const { story, key } = incident;
  // What is written down happened somewhat earlier; only some people bother to enter that.
  const happenedAt = later(incident.detectedAt, plusMinutes(at, -texts.random.int(5, 90)));
  const tellsWhen = voice === 'coordinator' && texts.random.chance(0.2);
  return {
    kind: 'entry',
    at,
    actor: speaker(story, voice, at),
    tenant: TENANT_BY_CODE[story.tenant].slug,
    key,
    text,
    ...(tellsWhen && { happenedAt: happenedAt.toISOString() }),
  };
}

/** Notes from the pools, the first one always by the coordinator; an open incident has only early ones. */
function drawNotes(incident: PlannedIncident, { texts }: CourseContext): Readonly<Record<Part, Note[]>> {
  const { story } = incident;
  const [least, most] = ENTRY_COUNT[story.severity];
  const count = Math.min(texts.random.int(least, most), story.open ? 2 : most);
  const notes: Record<Part, Note[]> = { early: [], late: [] };
  for (let index = 0; index < count; index += 1) {
    const part = story.open || index < count / 2 ? 'early' : 'late';
    const voice = index === 0 ? 'coordinator' : drawVoice(incident, texts.random.next());
    notes[part].push([voice, drawText(incident, texts, voice, part)]);
  }
  return notes;
}

function drawVoice({ story }: PlannedIncident, dice: number): StoryVoice {
  const team = teamOf(story);
  if (dice < 0.3 && !story.countyOnly) return 'officer';
  if (dice < 0.5 && team.dataProtectionOfficer && startsArticle33(story)) return 'dpo';
  if (dice < 0.6 && team.itManagement && story.category !== 'misdirected-mail') return 'it';
  return 'coordinator';
}

function drawText(
  { story }: PlannedIncident,
  texts: CourseContext['texts'],
  voice: StoryVoice,
  part: Part,
): string {
  const breach = startsArticle33(story);
  if (voice === 'officer') return (breach && part === 'early' ? texts.officerBreach : texts.officer).draw();
  if (voice === 'dpo') return texts.dpo.draw();
  if (voice === 'it') return texts.it.draw();
  return breach && texts.random.chance(0.25) ? texts.breach(part) : texts.coordinator(groupOf(story), part);
}
