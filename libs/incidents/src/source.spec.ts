import { Access, Conditions } from '@bergfried/platform';
import { sourceOf, startOfDay, startOfNextDay } from './source.js';

const at = (now: string): Access =>
  new Access('u', 'tenant', 'o', 't', [], [], ['t'], ['t'], new Date(now), false);
const read = (now: string, asOf?: string) => {
  const conditions = new Conditions();
  const source = sourceOf(at(now), asOf, conditions);
  return {
    at: source.at.toISOString(),
    live: source.live,
    relation: source.relation('incident'),
    parameters: conditions.parameters,
  };
};

describe('where figures are read', () => {
  const now = '2026-10-25T12:00:00.000Z';

  it.each([[undefined], ['2026-10-25'], [now], ['2026-10-25T13:00:00+01:00']])('live for %s', (asOf) => {
    expect(read(now, asOf)).toEqual({ at: now, live: true, relation: 'app.incident', parameters: [] });
  });

  it.each([
    ['2026-10-24', '2026-10-24T21:59:59.999Z'],
    ['2026-03-29', '2026-03-29T21:59:59.999Z'], // the day of 23 hours
    ['2026-03-28', '2026-03-28T22:59:59.999Z'],
    ['2026-10-25T11:59:59.999Z', '2026-10-25T11:59:59.999Z'],
  ])('from the history as of %s', (asOf, end) => {
    expect(read(now, asOf)).toEqual({
      at: end,
      live: false,
      relation: 'as_of.incident($1::timestamptz)',
      parameters: [new Date(end)],
    });
  });

  it.each(['2026-10-26', '2026-10-25T12:00:00.001Z', '2099-01-01'])('never from the future (%s)', (asOf) => {
    expect(() => read(now, asOf)).toThrow(
      expect.objectContaining({
        key: 'invalid',
        errors: [expect.objectContaining({ pointer: '?asOf', code: 'future' })],
      }),
    );
  });

  it('knows what day it is in Berlin', () => {
    expect(read('2026-10-25T22:59:59.999Z', '2026-10-25').live).toBe(true);
    expect(read('2026-10-25T23:00:00.000Z', '2026-10-25')).toMatchObject({
      live: false,
      at: '2026-10-25T22:59:59.999Z',
    });
    expect(read('2026-10-25T23:00:00.000Z', '2026-10-26').live).toBe(true);
  });

  it('counts days of 23, 24 and 25 hours', () => {
    const hours = (day: string): number =>
      (startOfNextDay(day).getTime() - startOfDay(day).getTime()) / 3_600_000;
    expect([hours('2026-03-29'), hours('2026-11-20'), hours('2026-10-25')]).toEqual([23, 24, 25]);
  });
});
