import { fill, label, reportPrint as texts } from '@bergfried/texts';
import type { PrintBlock, PrintCell } from '../print/document.js';
import { cells, heading, paragraph, table } from './document.parts.js';
import type { Correction, CountyQuarterSnapshot, ReportedDuty } from './snapshot.js';
import { change, counted, dayText, hourText, quarterName } from './words.js';

/** Chapter "Vorfälle und Meldungen": kinds of incidents, duties kept, corrections of earlier quarters. */
export function incidentBlocks(snapshot: CountyQuarterSnapshot): PrintBlock[] {
  const { current, summary, corrections } = snapshot;
  const { personalData, personalDataUnclear, falseAlarms, closed, reported } = current.flows;
  const closing = counted(texts.closed, closed);
  const text =
    reported === 0
      ? closing
      : counted(texts.personalData, personalData) +
        counted(texts.unclear, personalDataUnclear) +
        counted(texts.falseAlarms, falseAlarms) +
        closing;
  const [incidentMessage = '', dutyMessage = ''] = summary.messages;
  return [
    heading(1, texts.incidents),
    ...paragraph(`${incidentMessage} ${text.trim()}`),
    ...categoryTable(snapshot),
    heading(2, texts.duties.heading),
    ...paragraph(dutyMessage),
    ...dutyTable(snapshot.duties),
    ...(corrections.length === 0 ? [] : correctionBlocks(corrections)),
  ];
}

function categoryTable({ categories, current, previous }: CountyQuarterSnapshot): PrintBlock[] {
  const words = texts.byCategory;
  if (categories.length === 0) return paragraph(words.none);
  const rows = categories.map((row) =>
    cells([
      label('de', 'category', row.category),
      row.current,
      row.previous,
      change(row.current, row.previous),
    ]),
  );
  const [now, before] = [current.flows.reported, previous.flows.reported];
  return [
    table(
      words.caption,
      [
        { head: words.category, width: 3 },
        { head: quarterName(current.period), width: 1, align: 'end' },
        { head: quarterName(previous.period), width: 1, align: 'end' },
        { head: words.change, width: 1, align: 'end' },
      ],
      [
        ...rows,
        cells([words.total, now, before, change(now, before)]).map((cell) => ({ ...cell, strong: true })),
      ],
    ),
  ];
}

function dutyTable(duties: readonly ReportedDuty[]): PrintBlock[] {
  const words = texts.duties;
  const shown = duties.filter(({ kind }) => kind !== 'voluntary');
  const voluntary = paragraph(counted(words.voluntary, duties.length - shown.length));
  if (shown.length === 0) return [...paragraph(words.none), ...voluntary];
  const time = (at: string | null, none: string): PrintCell =>
    at === null ? { text: none } : { text: dayText(at), small: fill(texts.oClock, { time: hourText(at) }) };
  return [
    table(
      words.caption,
      [
        { head: words.incident, width: 'auto' },
        { head: words.duty, width: 1 },
        { head: words.due, width: 'auto' },
        { head: words.sent, width: 'auto' },
        { head: words.state, width: 0.38 },
      ],
      shown.map((duty) => [
        { text: duty.incidentReference },
        { text: duty.title, small: `${duty.legalBasis}, ${duty.recipient}` },
        time(duty.dueAt, words.noDue),
        time(duty.submittedAt, texts.figures.none),
        { text: words.states[duty.state], ...(duty.late ? { small: words.late } : {}) },
      ]),
    ),
    ...voluntary,
  ];
}

function correctionBlocks(corrections: readonly Correction[]): PrintBlock[] {
  const words = texts.corrections;
  return [
    heading(2, words.heading),
    { type: 'paragraph', text: words.text },
    table(
      words.caption,
      [
        { head: words.quarter, width: 'auto' },
        { head: texts.list.reference, width: 'auto' },
        { head: texts.list.title, width: 1 },
        { head: texts.list.detected, width: 'auto' },
        { head: words.change, width: 0.7 },
      ],
      corrections.flatMap(({ period, incidents }) =>
        incidents.map(({ kind, reference, title, detectedAt, recordedAt }) =>
          cells([
            quarterName(period),
            reference,
            title,
            dayText(detectedAt),
            fill(words.kinds[kind], { recorded: dayText(recordedAt) }),
          ]),
        ),
      ),
    ),
  ];
}

/** State of an incident with the day of a late record. */
export function statusText(status: string, recordedAt: string, late: boolean): string {
  const word = label('de', 'status', status);
  return late ? fill(texts.list.late, { status: word, day: dayText(recordedAt) }) : word;
}
