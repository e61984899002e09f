import { fill, germanReport as texts, label } from '@bergfried/texts';
import type { Correction, CountyQuarterSnapshot, Flows, ReportedDuty, Summary } from './snapshot.js';
import { counted, quarterName, timeText } from './words.js';

/** What the words are made of. */
export type Facts = Omit<CountyQuarterSnapshot, 'summary'>;

/** The page for the head: level, three messages from the figures, open decisions, notes. Pure. */
export function summaryOf(facts: Facts): Summary {
  return {
    headline: texts.headline[facts.current.level],
    messages: [incidentMessage(facts), dutyMessage(facts.current.flows), openMessage(facts)],
    decisions: facts.duties.filter(isOpenStatutory).map(toDecision),
    notes: notesOf(facts),
  };
}

function incidentMessage({ period, interim, current, previous }: Facts): string {
  const { reported, severe, late } = current.flows;
  const before = previous.flows.reported;
  const quarter = quarterName(period);
  const beginning = counted(interim ? texts.reportedInterim : texts.reported, reported, { quarter });
  return (
    beginning +
    comparison(reported, before, interim) +
    (reported > 0 ? counted(texts.severe, severe) : '') +
    counted(texts.late, late)
  );
}

/** A quarter that still runs is not said to have fewer incidents than a whole one. */
function comparison(current: number, previous: number, interim: boolean): string {
  if (interim) return fill(texts.wholePrevious, { previous });
  if (current === previous) return texts.same;
  return fill(current > previous ? texts.more : texts.fewer, {
    count: Math.abs(current - previous),
    previous,
  });
}

function dutyMessage({ dutiesKept, notRequired }: Flows): string {
  const { numerator: kept, denominator: due } = dutiesKept;
  const missed = due - kept;
  const text = (): string => {
    if (due === 0) return texts.dutiesNone;
    if (missed === 0) return due === 1 ? texts.dutiesAllOne : fill(texts.dutiesAll, { due });
    if (due === 1) return texts.dutiesNoneKept;
    return fill(missed === 1 ? texts.dutiesSome : texts.dutiesSomeOther, { due, kept, missed });
  };
  return text() + counted(texts.notRequired, notRequired);
}

function openMessage({ current, categories }: Facts): string {
  const { openIncidents, openCritical, openHigh } = current.stock;
  const [most, next] = categories;
  // Of two that are equally frequent neither is "the most frequent".
  const leads = most !== undefined && most.current > 1 && most.current > (next?.current ?? 0);
  const cause = leads
    ? fill(texts.cause, {
        category: label('de', 'category', most.category),
        count: most.current,
        all: current.flows.reported,
      })
    : '';
  return counted(texts.open, openIncidents) + counted(texts.openSevere, openCritical + openHigh) + cause;
}

function isOpenStatutory({ kind, state }: ReportedDuty): boolean {
  return kind === 'statutory' && (state === 'running' || state === 'overdue');
}

function toDecision({
  title,
  incidentReference,
  dueAt,
  state,
  recipient,
  legalBasis,
}: ReportedDuty): Summary['decisions'][number] {
  const params = { recipient, legalBasis, due: dueAt === null ? '' : timeText(dueAt) };
  const text =
    dueAt === null
      ? texts.decisionNoEnd
      : state === 'overdue'
        ? texts.decisionOverdue
        : texts.decisionRunning;
  return { title: fill(texts.decision, { title, reference: incidentReference }), detail: fill(text, params) };
}

function notesOf({ interim, corrections }: Facts): string[] {
  return [...(interim ? [texts.noteInterim] : []), ...corrections.map(correctionNote), texts.noteCountyOnly];
}

function correctionNote({ period, incidents }: Correction): string {
  const changes = (['added', 'removed', 'false-alarm'] as const)
    .map((kind) => counted(texts.corrected[kind], incidents.filter((one) => one.kind === kind).length))
    .filter((text) => text !== '');
  return fill(texts.noteCorrection, { quarter: quarterName(period), changes: changes.join(', ') });
}
