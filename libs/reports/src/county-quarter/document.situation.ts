import { fill, label, reportPrint as texts } from '@bergfried/texts';
import type { PrintBlock, PrintCell, PrintColumn } from '../print/document.js';
import { cells, heading, table } from './document.parts.js';
import type { CountyQuarterSnapshot, ReportedIncident, Stock } from './snapshot.js';
import { change, dayText, monthText, monthYearText, shortMonthText } from './words.js';

/** Chapter "Lage": what was open, against the previous quarter, and twelve months as picture, text and table. */
export function situationBlocks(snapshot: CountyQuarterSnapshot): PrintBlock[] {
  const { openIncidents } = snapshot;
  return [
    heading(1, texts.situation),
    { type: 'paragraph', text: texts.situationText },
    stockTable(snapshot),
    ...(openIncidents.length === 0 ? [] : [openTable(openIncidents)]),
    ...twelveMonths(snapshot),
    { type: 'paragraph', text: texts.notCollected, muted: true },
  ];
}

function stockTable({ current, previous }: CountyQuarterSnapshot): PrintBlock {
  const { stock } = texts;
  const row = (name: string, pick: (stock: Stock) => number): PrintCell[] => {
    const [now, before] = [pick(current.stock), pick(previous.stock)];
    return cells([name, now, before, change(now, before)]);
  };
  return table(
    stock.caption,
    [
      { head: stock.figure, width: 5 },
      { head: fill(stock.now, { day: dayText(current.cutOff) }), width: 2, align: 'end' },
      { head: fill(stock.before, { day: dayText(previous.cutOff) }), width: 2, align: 'end' },
      { head: stock.change, width: 'auto', align: 'end' },
    ],
    [
      cells([
        stock.level,
        label('de', 'level', current.level),
        label('de', 'level', previous.level),
        levelChange(current.level, previous.level),
      ]),
      row(stock.openIncidents, ({ openIncidents }) => openIncidents),
      row(stock.openSevere, ({ openCritical, openHigh }) => openCritical + openHigh),
      row(stock.personalDataOpen, ({ personalDataOpen }) => personalDataOpen),
      row(stock.runningStatutory, ({ runningStatutory }) => runningStatutory),
      row(stock.overdueStatutory, ({ overdueStatutory }) => overdueStatutory),
    ],
  );
}

/** The level in words: a difference of steps says little. */
function levelChange(current: number, previous: number): string {
  const { better, worse, same } = texts.stock.levelChange;
  return current === previous ? same : current < previous ? better : worse;
}

function openTable(incidents: readonly ReportedIncident[]): PrintBlock {
  const { list } = texts;
  return table(
    texts.openCaption,
    [
      { head: list.reference, width: 'auto' },
      { head: list.title, width: 1 },
      { head: list.severity, width: 'auto' },
      { head: list.status, width: 'auto' },
      { head: list.detected, width: 'auto' },
    ],
    incidents.map(({ reference, title, severity, status, detectedAt }) =>
      cells([
        reference,
        title,
        label('de', 'severity', severity),
        label('de', 'status', status),
        dayText(detectedAt),
      ]),
    ),
  );
}

function twelveMonths({ months, interim }: CountyQuarterSnapshot): PrintBlock[] {
  const { chart } = texts;
  const sum = (pick: (month: (typeof months)[number]) => number): number =>
    months.reduce((all, month) => all + pick(month), 0);
  const reported = sum((month) => month.reported);
  const peak = months.reduce<(typeof months)[number] | null>(
    (best, month) => (best && best.reported >= month.reported ? best : month),
    null,
  );
  const text =
    reported === 0 || !peak
      ? chart.textNone
      : fill(chart.text, {
          reported,
          closed: sum((month) => month.closed),
          peak: monthText(peak.month),
          most: peak.reported,
        });
  const [from, to] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  return [
    heading(2, chart.heading),
    { type: 'paragraph', text },
    {
      type: 'chart',
      caption: chart.caption,
      alt: fill(chart.alt, { from: monthText(from), to: monthText(to), text }),
      points: months.map((month) => ({
        key: month.month,
        label: shortMonthText(month.month),
        bar: month.reported,
        line: month.closed,
      })),
      barName: chart.bar,
      lineName: chart.line,
      lastIsPartial: interim,
    },
    table(
      chart.table,
      [
        { head: chart.month, width: 'auto' },
        ...months.map(({ month }): PrintColumn => ({ head: monthYearText(month), width: 1, align: 'end' })),
      ],
      [
        cells([chart.bar, ...months.map((month) => month.reported)]),
        cells([chart.line, ...months.map((month) => month.closed)]),
      ],
    ),
  ];
}
