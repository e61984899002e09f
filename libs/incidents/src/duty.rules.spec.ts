import fc from 'fast-check';
import { DateTime } from 'luxon';
import { toPreview } from './duty.preview.js';
import { deadline, holds, startedDuties, ZONE, type DutyFacts, type DutyRule } from './duty.rules.js';
import { CATEGORIES, PERSONAL_DATA, SEVERITIES } from './incident.values.js';

const HOUR = 3_600_000;
const berlin = (at: Date): string =>
  DateTime.fromJSDate(at, { zone: ZONE }).toFormat('yyyy-MM-dd HH:mm:ss.SSS');
const instant = fc.date({
  min: new Date('2018-05-25T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

const FACTS: DutyFacts = {
  category: 'misdirected-mail',
  severity: 'medium',
  personalData: 'yes',
  socialData: false,
  vehicleRegistration: false,
  detectedAt: new Date('2026-11-20T08:00:00Z'),
  awareAt: new Date('2026-11-20T09:00:00Z'),
};
const facts = fc.record<DutyFacts>({
  category: fc.option(fc.constantFrom(...CATEGORIES), { nil: undefined }),
  severity: fc.option(fc.constantFrom(...SEVERITIES), { nil: undefined }),
  personalData: fc.constantFrom(...PERSONAL_DATA),
  socialData: fc.boolean(),
  vehicleRegistration: fc.boolean(),
  detectedAt: instant,
  awareAt: instant,
});
const rule = (change: Partial<DutyRule> = {}): DutyRule => ({
  id: 'art-33',
  version: 1,
  title: 'Meldung',
  legalBasis: 'Art. 33',
  kind: 'statutory',
  condition: { personalData: ['yes', 'unclear'] },
  startsWith: 'awareAt',
  duration: 'PT72H',
  recipient: { legalEntity: 'dataProtectionAuthority' },
  note: '',
  sourceUrl: 'https://example.org',
  checkedOn: '2026-11-22',
  ...change,
});

describe('the end of a period', () => {
  it('is that many elapsed hours later, whatever the clock on the wall does', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 24 * 60 }), (start, hours) => {
        expect(deadline(start, `PT${String(hours)}H`).getTime()).toBe(start.getTime() + hours * HOUR);
      }),
    );
  });

  it.each([
    ['into winter time', '2026-10-24T10:00:00.000Z', '2026-10-24 12:00:00.000', '2026-10-27 11:00:00.000'],
    ['into summer time', '2026-03-28T11:00:00.000Z', '2026-03-28 12:00:00.000', '2026-03-31 13:00:00.000'],
    [
      'from the hour that comes twice',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25 02:30:00.000',
      '2026-10-28 01:30:00.000',
    ],
    [
      'from its second time',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25 02:30:00.000',
      '2026-10-28 02:30:00.000',
    ],
  ])('is 72 hours %s', (_, start, wallStart, wallEnd) => {
    expect(berlin(new Date(start))).toBe(wallStart);
    expect(berlin(deadline(new Date(start), 'PT72H'))).toBe(wallEnd);
  });

  it('is 24:00 of the last day where days, weeks, months or years are counted', () => {
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom('P1D', 'P14D', 'P2W', 'P1M', 'P3M', 'P1Y', 'P1M2D'),
        (start, duration) => {
          const end = DateTime.fromJSDate(deadline(start, duration), { zone: ZONE });
          expect(end.toFormat('HH:mm:ss.SSS')).toBe('00:00:00.000');
          // however late on its day it began, the same day ends it (§ 187: the day of the event does not count)
          const day = DateTime.fromJSDate(start, { zone: ZONE });
          expect(deadline(day.startOf('day').toJSDate(), duration)).toEqual(end.toJSDate());
          expect(deadline(day.endOf('day').toJSDate(), duration)).toEqual(end.toJSDate());
        },
      ),
    );
  });

  it.each([
    ['2026-01-31T09:00:00Z', 'P1M', '2026-03-01 00:00:00.000'], // 28 February, 24:00
    ['2024-01-31T09:00:00Z', 'P1M', '2024-03-01 00:00:00.000'], // 29 February in a leap year
    ['2026-03-31T09:00:00Z', 'P1M', '2026-05-01 00:00:00.000'], // 30 April
    ['2024-02-29T09:00:00Z', 'P1Y', '2025-03-01 00:00:00.000'],
    ['2026-12-31T23:30:00Z', 'P1M', '2027-02-02 00:00:00.000'], // 1 January in Berlin already
    ['2026-10-24T09:00:00Z', 'P1D', '2026-10-26 00:00:00.000'], // the day of 25 hours
    ['2026-03-28T09:00:00Z', 'P1D', '2026-03-30 00:00:00.000'], // the day of 23 hours
  ])('of %s + %s is %s in Berlin', (start, duration, end) => {
    expect(berlin(deadline(new Date(start), duration))).toBe(end);
  });

  it('never lies before its start, and a longer period never ends earlier', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 36 }), (start, months) => {
        const end = deadline(start, `P${String(months)}M`);
        expect(end.getTime()).toBeGreaterThan(start.getTime());
        expect(deadline(start, `P${String(months + 1)}M`).getTime()).toBeGreaterThan(end.getTime());
      }),
    );
  });

  it.each(['72 hours', '', 'P', 'PT'])('is not guessed from %j', (duration) => {
    expect(() => deadline(new Date(), duration)).toThrow('not an ISO 8601 duration');
  });
});

describe('a condition', () => {
  it.each([
    ['one of the values', { category: ['phishing', 'misdirected-mail'] }, true],
    ['none of the values', { category: ['phishing'] }, false],
    ['all fields', { category: ['misdirected-mail'], severity: ['medium'] }, true],
    ['one field of two', { category: ['misdirected-mail'], severity: ['high'] }, false],
    ['any of several', { anyOf: [{ category: ['phishing'] }, { severity: ['medium'] }] }, true],
    ['none of several', { anyOf: [{ category: ['phishing'] }, { severity: ['high'] }] }, false],
    ['a truth value', { socialData: [false] }, true],
    ['text instead of a truth value', { socialData: ['false'] }, false],
    ['a misspelt field', { personaldata: ['yes'] }, false],
    ['a name that every object inherits', { constructor: ['yes'] }, false],
    ['no field at all', {}, true],
  ] as const)('of %s', (_, condition, expected) => {
    expect(holds(condition, FACTS)).toBe(expected);
  });

  it('does not hold over a fact that is not known yet', () => {
    const unknown = { ...FACTS, category: undefined, severity: undefined };
    expect(holds({ category: [...CATEGORIES] }, unknown)).toBe(false);
    expect(holds({ anyOf: [{ severity: [...SEVERITIES] }] }, unknown)).toBe(false);
  });

  it('with more values or another way to hold never holds less', () => {
    fc.assert(
      fc.property(facts, fc.subarray([...CATEGORIES]), fc.subarray([...CATEGORIES]), (fact, some, more) => {
        const narrow = holds({ category: some }, fact);
        expect(!narrow || holds({ category: [...some, ...more] }, fact)).toBe(true);
        expect(!narrow || holds({ anyOf: [{ category: some }, { category: more }] }, fact)).toBe(true);
      }),
    );
  });
});

describe('the clocks that facts start', () => {
  it('run from the fact that the rule names, to the recipient that it names', () => {
    const [ofEntity, ofText] = startedDuties(
      [rule(), rule({ startsWith: 'detectedAt', recipient: { text: 'Hessen3C' }, duration: 'PT24H' })],
      FACTS,
      'HBDI',
    );
    expect(ofEntity).toMatchObject({
      recipient: 'HBDI',
      startsAt: FACTS.awareAt,
      dueAt: new Date('2026-11-23T09:00:00Z'),
    });
    expect(ofText).toMatchObject({
      recipient: 'Hessen3C',
      startsAt: FACTS.detectedAt,
      dueAt: new Date('2026-11-21T08:00:00Z'),
    });
  });

  it('may have no number of hours', () => {
    expect(startedDuties([rule({ duration: null })], FACTS, 'HBDI')).toMatchObject([{ dueAt: null }]);
  });

  it('run as a precaution exactly while it is unclear whether personal data are affected, where the rule asks for them', () => {
    fc.assert(
      fc.property(facts, (fact) => {
        const nested = rule({ condition: { anyOf: [{ anyOf: [{ personalData: ['yes', 'unclear'] }] }] } });
        const other = rule({
          condition: { anyOf: [{ severity: [...SEVERITIES] }, { category: [...CATEGORIES] }] },
        });
        for (const { rule: by, precautionary } of startedDuties([rule(), nested, other], fact, 'HBDI')) {
          expect(precautionary).toBe(by !== other && fact.personalData === 'unclear');
        }
        expect(startedDuties([rule()], fact, 'HBDI')).toHaveLength(fact.personalData === 'no' ? 0 : 1);
      }),
    );
  });

  it('are shown with statutory ones first', () => {
    const kinds = ['voluntary', 'statutory', 'contractual'] as const;
    const started = startedDuties(
      kinds.map((kind) => rule({ kind, condition: {} })),
      FACTS,
      'HBDI',
    );
    expect(toPreview(started).duties.map(({ kind }) => kind)).toEqual([
      'statutory',
      'contractual',
      'voluntary',
    ]);
  });
});
