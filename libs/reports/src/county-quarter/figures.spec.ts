import fc from 'fast-check';
import { previousQuarter, quarterOf, type Quarter } from '../report.period.js';
import { duty, incident, sampleSnapshot } from '../testing/sample-snapshot.js';
import {
  categoriesOf,
  dutyState,
  flowsOf,
  incidentsOf,
  monthsOf,
  tlpOf,
  type IncidentFact,
} from './figures.js';

function quarter(period: string): Quarter {
  const found = quarterOf(period);
  if (!found) throw new Error(period);
  return found;
}
const Q3 = quarter('2026-Q3');
const Q4 = quarter('2026-Q4');
const cutOff = new Date(Q3.end.getTime() - 1);
const day = fc.date({
  min: new Date('2025-07-01T00:00:00Z'),
  max: new Date('2026-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const anyIncidents: fc.Arbitrary<IncidentFact[]> = fc
  .array(
    fc.record({
      at: day,
      later: fc.integer({ min: 0, max: 120 }),
      category: fc.constantFrom('phishing', 'outage', 'other'),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ at, later, category }, index) =>
      incident(index, at.toISOString(), {
        recordedAt: new Date(at.getTime() + later * 86_400_000),
        category,
      }),
    ),
  );

describe('flows', () => {
  it('agree with the list, the kinds and the months, for any incidents', () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const { reported, late } = flowsOf(Q3, incidents, [], cutOff);
        expect(incidentsOf(Q3, incidents)).toHaveLength(reported);
        expect(incidentsOf(Q3, incidents).filter((one) => one.late)).toHaveLength(late);
        expect(categoriesOf(Q3, incidents).reduce((sum, one) => sum + one.current, 0)).toBe(reported);
        const months = monthsOf(incidents, cutOff);
        expect(months).toHaveLength(12);
        expect(months.slice(-3).reduce((sum, one) => sum + one.reported, 0)).toBe(reported);
      }),
    );
  });

  it('count a notification by its due date, and as kept only when it was sent in time', () => {
    const due = '2026-08-05T08:00:00Z';
    const duties = [
      duty('A', due, { state: 'submitted', submittedAt: new Date('2026-08-05T08:00:00Z') }),
      duty('B', due, { state: 'submitted', submittedAt: new Date('2026-08-05T08:00:01Z') }),
      duty('C', due),
      duty('D', due, { state: 'not-required' }),
      duty('E', '2026-10-02T08:00:00Z'),
      duty('F', due, { kind: 'voluntary' }),
    ];
    expect(duties.map((one) => dutyState(one, cutOff))).toEqual([
      'kept',
      'late',
      'overdue',
      'not-required',
      'running',
      'overdue',
    ]);
    expect(flowsOf(Q3, [], duties, cutOff)).toMatchObject({
      dutiesKept: { numerator: 1, denominator: 3 },
      notRequired: 1,
    });
  });
});

describe('the page for the head', () => {
  it('speaks plainly when nothing happened', () => {
    const { summary } = sampleSnapshot();
    expect(summary.headline).toBe('Unauffällig: Am Stichtag war kein Vorfall offen.');
    expect(summary.messages).toEqual([
      'Im 3. Quartal 2026 wurde kein Vorfall bemerkt, so viele wie im Vorquartal.',
      'Es war keine gesetzliche Meldung an eine Aufsicht fällig.',
      'Am Stichtag war kein Vorfall offen.',
    ]);
    expect(summary.decisions).toEqual([]);
  });

  it('names numbers, change, late ones and what is to be decided', () => {
    const incidents = [
      incident(1, '2026-05-04T08:00:00Z'),
      incident(2, '2026-07-04T08:00:00Z', { severity: 'high', status: 'contained' }),
      incident(3, '2026-09-30T08:00:00Z', { recordedAt: new Date('2026-10-02T08:00:00Z') }),
    ];
    const { summary, current } = sampleSnapshot({
      incidents,
      duties: [
        duty('OS-V2026-003', '2026-10-03T08:00:00Z'),
        duty('OS-V2026-002', '2026-07-07T08:00:00Z', {
          state: 'submitted',
          submittedAt: new Date('2026-07-06T08:00:00Z'),
        }),
      ],
    });
    expect(current.level).toBe(3);
    expect(summary.messages[0]).toBe(
      'Im 3. Quartal 2026 wurden 2 Vorfälle bemerkt, 1 mehr als im Vorquartal (1). Einer davon war von hoher oder kritischer Schwere. Einer davon wurde erst nach Quartalsende erfasst (nachgetragen).',
    );
    expect(summary.messages[1]).toBe('Die einzige fällige gesetzliche Meldung ging rechtzeitig ab.');
    expect(summary.decisions).toEqual([
      {
        title: 'Meldung an die Datenschutzaufsicht zu OS-V2026-003',
        detail: expect.stringContaining('spätestens 03.10.2026, 10:00 Uhr') as string,
      },
    ]);
  });

  it('does not call a quarter that still runs a better one', () => {
    const { summary } = sampleSnapshot({
      period: '2026-Q4',
      interim: true,
      cutOff: '2026-11-22T08:00:00Z',
      incidents: [incident(1, '2026-08-04T08:00:00Z')],
    });
    expect(summary.messages[0]).toContain('bisher kein Vorfall bemerkt; im ganzen Vorquartal waren es 1.');
    expect(summary.notes[0]).toMatch(/^Zwischenstand/);
  });

  it('names a most frequent kind only when there is one', () => {
    const at = '2026-08-03T08:00:00Z';
    const kinds = (...names: string[]): string =>
      sampleSnapshot({ incidents: names.map((category, index) => incident(index, at, { category })) }).summary
        .messages[2] ?? '';
    expect(kinds('phishing', 'phishing', 'outage')).toContain('Phishing (2 von 3)');
    expect(kinds('phishing', 'phishing', 'outage', 'outage')).not.toContain('häufigsten');
    expect(kinds('phishing')).not.toContain('häufigsten');
  });

  it('carries the strictest mark of what it names', () => {
    expect(tlpOf([{ tlp: 'clear' }])).toBe('amber-strict');
    expect(tlpOf([{ tlp: 'green' }, { tlp: 'red' }])).toBe('red');
    expect(previousQuarter(Q4).period).toBe('2026-Q3');
  });
});
