import fc from 'fast-check';
import { quarterAt, quarterOf, type Quarter } from '../report.period.js';
import { incident } from '../testing/sample-snapshot.js';
import { correctionsOf, type EarlierReport } from './corrections.js';
import { incidentsOf, type IncidentFact } from './figures.js';
import type { Correction } from './snapshot.js';

function quarter(period: string): Quarter {
  const found = quarterOf(period);
  if (!found) throw new Error(period);
  return found;
}
const Q3 = quarter('2026-Q3');
const Q4 = quarter('2026-Q4');
const Q1 = quarter('2027-Q1');
const late = incident(1, '2026-09-20T08:00:00Z', { recordedAt: new Date('2026-10-20T08:00:00Z') });

/** The report of a quarter as it is written when these incidents are known, after those before it. */
function reportOf(
  at: Quarter,
  incidents: readonly IncidentFact[],
  earlier: readonly EarlierReport[],
): EarlierReport {
  return {
    period: at.period,
    collectedAt: new Date(at.end.getTime() + 10 * 86_400_000),
    incidents: incidentsOf(at, incidents),
    corrections: correctionsOf(at, incidents, earlier).flatMap(({ period, incidents: corrected }) =>
      corrected.map((one) => ({ ...one, period })),
    ),
  };
}

const brief = (corrections: readonly Correction[]): string[] =>
  corrections.flatMap(({ period, incidents }) =>
    incidents.map(({ kind, reference }) => `${period} ${kind} ${reference}`),
  );

describe('an incident that came too late for the report of its quarter', () => {
  it('is named once, by the next report', () => {
    const third = reportOf(Q3, [], []);
    expect(correctionsOf(Q4, [late], [third])).toMatchObject([
      {
        period: '2026-Q3',
        closedAt: third.collectedAt.toISOString(),
        incidents: [{ kind: 'added', reference: late.reference }],
      },
    ]);
    const fourth = reportOf(Q4, [late], [third]);
    expect(correctionsOf(Q1, [late], [third, fourth])).toEqual([]);
  });

  it('is not lost when its time is before the collection that could not see it', () => {
    const unseen = incident(2, '2026-09-20T08:00:00Z', { recordedAt: new Date('2026-10-10T07:59:59.990Z') });
    expect(correctionsOf(Q4, [unseen], [reportOf(Q3, [], [])])).toHaveLength(1);
  });

  it('counts from the end of a quarter that has no report', () => {
    expect(correctionsOf(Q4, [late], [])).toMatchObject([
      { period: '2026-Q3', closedAt: Q3.end.toISOString() },
    ]);
    expect(correctionsOf(Q1, [late], [])).toEqual([]);
  });
});

describe('an incident whose time was corrected', () => {
  const listed = incident(3, '2026-09-29T08:00:00Z');
  const third = reportOf(Q3, [listed], []);

  it('is taken out of the quarter that listed it; the one it belongs to lists it', () => {
    const moved = { ...listed, detectedAt: new Date('2026-10-02T08:00:00Z') };
    expect(brief(correctionsOf(Q4, [moved], [third]))).toEqual(['2026-Q3 removed OS-V2026-003']);
    expect(incidentsOf(Q4, [moved])).toHaveLength(1);
    const fourth = reportOf(Q4, [moved], [third]);
    expect(correctionsOf(Q1, [moved], [third, fourth])).toEqual([]);
  });

  it('is moved between two quarters that both have their report', () => {
    const earlier = { ...listed, detectedAt: new Date('2026-06-02T08:00:00Z') };
    expect(brief(correctionsOf(Q4, [earlier], [third]))).toEqual([
      '2026-Q3 removed OS-V2026-003',
      '2026-Q2 added OS-V2026-003',
    ]);
    const fourth = reportOf(Q4, [earlier], [third]);
    expect(correctionsOf(Q1, [earlier], [third, fourth])).toEqual([]);
  });
});

describe('an incident that turned out to be a false alarm', () => {
  it('is named once, and not when its own report knew it already', () => {
    const listed = incident(4, '2026-08-01T08:00:00Z', { status: 'reported' });
    const third = reportOf(Q3, [listed], []);
    const alarm = { ...listed, status: 'false-alarm' };
    expect(brief(correctionsOf(Q4, [alarm], [third]))).toEqual(['2026-Q3 false-alarm OS-V2026-004']);
    expect(correctionsOf(Q1, [alarm], [third, reportOf(Q4, [alarm], [third])])).toEqual([]);
    expect(correctionsOf(Q4, [alarm], [reportOf(Q3, [alarm], [])])).toEqual([]);
  });
});

const day = fc.date({
  min: new Date('2025-07-01T00:00:00Z'),
  max: new Date('2026-12-31T00:00:00Z'),
  noInvalidDate: true,
});

it('lists and corrections together count every incident in its present quarter, exactly once, whenever it was moved', () => {
  const life = fc.record({ at: day, movedTo: day, recordedAfter: fc.nat(120), movedAfter: fc.nat(400) });
  fc.assert(
    fc.property(fc.array(life, { maxLength: 25 }), (lives) => {
      const earlier: EarlierReport[] = [];
      const known = (until: Date): IncidentFact[] =>
        lives.flatMap(({ at, movedTo, recordedAfter, movedAfter }, index) => {
          const recordedAt = new Date(at.getTime() + recordedAfter * 86_400_000);
          const isMoved = new Date(recordedAt.getTime() + movedAfter * 86_400_000) <= until;
          const detectedAt = (isMoved ? movedTo : at).toISOString();
          return recordedAt <= until ? [incident(index, detectedAt, { recordedAt })] : [];
        });
      for (let at = quarter('2025-Q3'); at.period <= '2028-Q4'; at = quarterAt(at.end)) {
        const collectedAt = new Date(at.end.getTime() + 5 * 86_400_000);
        earlier.push({ ...reportOf(at, known(collectedAt), earlier), collectedAt });
      }
      // what a reader of all reports counts per quarter, incident by incident
      const counts = new Map<string, number>();
      const add = (key: string, step: number): unknown => counts.set(key, (counts.get(key) ?? 0) + step);
      for (const { period, incidents, corrections } of earlier) {
        for (const { reference } of incidents) add(`${period} ${reference}`, 1);
        for (const { period: corrected, reference, kind } of corrections)
          if (kind !== 'false-alarm') add(`${corrected} ${reference}`, kind === 'added' ? 1 : -1);
      }
      const counted = [...counts].filter(([, number]) => number !== 0).sort();
      const expected = known(new Date('2029-01-01T00:00:00Z'))
        .map(({ reference, detectedAt }): [string, number] => [
          `${quarterAt(detectedAt).period} ${reference}`,
          1,
        ])
        .sort();
      expect(counted).toEqual(expected);
    }),
  );
});
