import { fill, label, reportFigures, reportPrint as texts } from '@bergfried/texts';
import type { PrintBlock, PrintCell } from '../print/document.js';
import { statusText } from './document.incidents.js';
import { heading, table, cells } from './document.parts.js';
import type { CountyQuarterSnapshot, Flows, QuarterFigures, Share } from './snapshot.js';
import { dayText, quarterName, timeText } from './words.js';

/** The list is printed up to here; a paper of a hundred pages helps nobody, the data file has them all. */
const MOST_PRINTED = 500;
/** A mean of fewer says more about chance than about the office (domain reference, corrections no. 13). */
const FEWEST_FOR_MEAN = 5;

/** Annex: every figure with numerator, denominator and definition; the incidents by reference and title. */
export function annexBlocks(snapshot: CountyQuarterSnapshot): PrintBlock[] {
  const { figures } = texts;
  const note = fill(figures.cutOff, {
    time: timeText(snapshot.cutOff),
    collected: timeText(snapshot.collectedAt),
  });
  return [
    heading(1, texts.annex, { numbered: false }),
    heading(2, figures.heading, { numbered: false }),
    { type: 'paragraph', text: note },
    figureTable(snapshot),
    heading(2, texts.list.heading, { numbered: false }),
    ...incidentTable(snapshot),
    heading(2, texts.seal.heading, { numbered: false }),
    { type: 'paragraph', text: sealText(snapshot) },
  ];
}

type Row = readonly [
  name: keyof typeof reportFigures,
  share: (flows: QuarterFigures) => Share | { readonly count: number },
];

const ROWS: readonly Row[] = [
  ['reported', ({ flows }) => ({ count: flows.reported })],
  ['severe', ofReported(({ severe }) => severe)],
  ['personalData', ofReported(({ personalData }) => personalData)],
  ['falseAlarms', ofReported(({ falseAlarms }) => falseAlarms)],
  ['late', ofReported(({ late }) => late)],
  ['closed', ({ flows }) => ({ count: flows.closed })],
  ['open', ({ stock }) => ({ count: stock.openIncidents })],
  ['dutiesKept', ({ flows }) => flows.dutiesKept],
  ['notRequired', ({ flows }) => ({ count: flows.notRequired })],
];

function ofReported(pick: (flows: Flows) => number): Row[1] {
  return ({ flows }) => ({ numerator: pick(flows), denominator: flows.reported });
}

function figureTable({ current, previous }: CountyQuarterSnapshot): PrintBlock {
  const { figures } = texts;
  const rows = ROWS.map(([name, share]): PrintCell[] => {
    const now = share(current);
    const [numerator, denominator] =
      'count' in now ? [now.count, figures.none] : [now.numerator, now.denominator];
    return [nameCell(name), ...cells([numerator, denominator, valueText(now), valueText(share(previous))])];
  });
  return table(
    figures.caption,
    [
      { head: figures.figure, width: 1 },
      { head: figures.numerator, width: 'auto', align: 'end' },
      { head: figures.denominator, width: 'auto', align: 'end' },
      { head: figures.value, width: 'auto', align: 'end' },
      { head: quarterName(previous.period), width: 'auto', align: 'end' },
    ],
    [...rows, detectionRow(current.flows, previous.flows)],
  );
}

function nameCell(name: keyof typeof reportFigures): PrintCell {
  const [text, small] = reportFigures[name];
  return { text, small };
}

/** A share as percent; nothing to divide by is "–", never 0 or 100 %. */
function valueText(value: Share | { readonly count: number }): string {
  if ('count' in value) return String(value.count);
  return value.denominator === 0
    ? texts.figures.none
    : `${String(Math.round((100 * value.numerator) / value.denominator))} %`;
}

function detectionRow(current: Flows, previous: Flows): PrintCell[] {
  const { figures } = texts;
  const { known, unknown, minutesSum } = current.detection;
  const hours = (minutes: number, digits: number): string =>
    fill(figures.hours, { hours: (minutes / 60).toLocaleString('de-DE', { maximumFractionDigits: digits }) });
  const mean = ({ detection }: Flows): string =>
    detection.known < FEWEST_FOR_MEAN ? figures.notShown : hours(detection.minutesSum / detection.known, 1);
  return [
    nameCell('detection'),
    { text: known < FEWEST_FOR_MEAN ? figures.none : hours(minutesSum, 0) },
    { text: String(known), small: fill(figures.unknown, { count: unknown }) },
    { text: mean(current) },
    { text: mean(previous) },
  ];
}

function incidentTable({ incidents }: CountyQuarterSnapshot): PrintBlock[] {
  const { list } = texts;
  if (incidents.length === 0) return [{ type: 'paragraph', text: list.none }];
  const printed = incidents.slice(0, MOST_PRINTED);
  const more: PrintBlock[] =
    printed.length < incidents.length
      ? [{ type: 'paragraph', text: fill(list.more, { printed: printed.length, all: incidents.length }) }]
      : [];
  return [
    ...more,
    table(
      list.caption,
      [
        { head: list.reference, width: 'auto' },
        { head: list.title, width: 1 },
        { head: list.category, width: 0.42 },
        { head: list.severity, width: 'auto' },
        { head: list.status, width: 0.4 },
        { head: list.detected, width: 'auto' },
      ],
      printed.map(({ reference, title, category, severity, status, recordedAt, late, detectedAt }) =>
        cells([
          reference,
          title,
          label('de', 'category', category),
          label('de', 'severity', severity),
          statusText(status, recordedAt, late),
          dayText(detectedAt),
        ]),
      ),
    ),
  ];
}

/** By this the history behind the figures can be checked later, with `bergfried verify`. */
function sealText({ seal }: CountyQuarterSnapshot): string {
  return seal === null
    ? texts.seal.none
    : fill(texts.seal.text, { position: seal.position, hash: seal.hash.replace(/.{8}(?=.)/g, '$& ') });
}
