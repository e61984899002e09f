import { fill, germanLabels, label, reportPrint as texts } from '@bergfried/texts';
import type { PrintBlock, PrintDocument } from '../print/document.js';
import { quarterOf } from '../report.period.js';
import { annexBlocks } from './document.annex.js';
import { incidentBlocks } from './document.incidents.js';
import { situationBlocks } from './document.situation.js';
import { cells, counterparts, heading, table } from './document.parts.js';
import type { CountyQuarterSnapshot, QuarterFigures } from './snapshot.js';
import { longDayText, quarterName, timeText } from './words.js';

/** The paper of a frozen snapshot; pure, so the same snapshot is always the same paper. */
export function countyQuarterDocument(snapshot: CountyQuarterSnapshot): PrintDocument {
  const { tenant, period, office, interim } = snapshot;
  const quarter = quarterName(period);
  const title = interim ? texts.titleInterim : texts.title;
  return {
    title: `${title}, ${tenant.name}, ${quarter}`,
    author: office.name,
    createdAt: Math.floor(Date.parse(snapshot.collectedAt) / 1000),
    header: fill(texts.header, { title, tenant: tenant.name, quarter }),
    mark: label('de', 'tlp', snapshot.tlp),
    demo: office.demo ? texts.demo : null,
    pageText: texts.page,
    cover: { kicker: title, title: tenant.name, subtitle: quarter, table: coverTable(snapshot) },
    blocks: [
      ...onePageBlocks(snapshot),
      ...situationBlocks(snapshot),
      ...incidentBlocks(snapshot),
      ...annexBlocks(snapshot),
    ],
  };
}

function coverTable(snapshot: CountyQuarterSnapshot): PrintDocument['cover']['table'] {
  const { cover } = texts;
  const { period, revision, interim, office, tenant, cutOff, collectedAt, tlp } = snapshot;
  const quarter = quarterOf(period);
  const span = quarter
    ? { from: longDayText(quarter.start), to: longDayText(new Date(quarter.end.getTime() - 1)) }
    : { from: '', to: '' };
  const rows = [
    [cover.tenant, tenant.name],
    [cover.period, fill(cover.periodValue, { quarter: quarterName(period), ...span })],
    [cover.cutOff, fill(texts.oClock, { time: timeText(cutOff) })],
    [cover.collected, fill(texts.oClock, { time: timeText(collectedAt) })],
    [cover.author, fill(cover.authorValue, { office: office.name })],
    [cover.recipient, cover.recipientValue],
    [cover.tlp, counterparts(texts.tlp, tlp)],
    [cover.version, fill(interim ? cover.versionInterim : cover.versionValue, { revision })],
  ];
  return table(
    cover.caption,
    [
      { head: cover.field, width: 3 },
      { head: cover.value, width: 7 },
    ],
    rows.map(cells),
  );
}

function onePageBlocks({ current, previous, summary }: CountyQuarterSnapshot): PrintBlock[] {
  const decisions: PrintBlock[] =
    summary.decisions.length === 0
      ? [{ type: 'paragraph', text: texts.decisionsNone }]
      : [
          { type: 'paragraph', text: texts.decisionsIntro },
          { type: 'tasks', items: summary.decisions },
        ];
  return [
    heading(1, texts.onePage),
    {
      type: 'level',
      title: texts.levelTitle,
      words: Object.values(germanLabels.level),
      current: current.level,
      text: fill(texts.levelText, { number: current.level + 1 }),
    },
    { type: 'lead', text: summary.headline },
    figuresAtAGlance({ current, previous }),
    heading(2, texts.messages),
    { type: 'list', items: summary.messages, numbered: true },
    heading(2, texts.decisions),
    ...decisions,
    heading(2, texts.notes),
    { type: 'list', items: summary.notes, numbered: false },
  ];
}

function figuresAtAGlance({
  current,
  previous,
}: Pick<CountyQuarterSnapshot, 'current' | 'previous'>): PrintBlock {
  const { glance } = texts;
  const number = (
    label: string,
    pick: (figures: QuarterFigures) => number,
  ): { value: string; label: string; change: string } => ({
    value: String(pick(current)),
    label,
    change: fill(glance.before, { value: pick(previous) }),
  });
  const kept = ({ flows: { dutiesKept } }: QuarterFigures): string =>
    dutiesKept.denominator === 0 ? glance.noneDue : fill(glance.share, { ...dutiesKept });
  return {
    type: 'figures',
    items: [
      number(glance.reported, ({ flows }) => flows.reported),
      number(glance.closed, ({ flows }) => flows.closed),
      number(glance.open, ({ stock }) => stock.openIncidents),
      { value: kept(current), label: glance.kept, change: fill(glance.before, { value: kept(previous) }) },
    ],
  };
}
