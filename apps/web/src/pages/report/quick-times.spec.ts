import { quickTimes } from './quick-times.js';

const at = (now: string): Record<string, string> =>
  Object.fromEntries(quickTimes(Date.parse(now)).map((quick) => [quick.key, quick.at]));

describe('quickTimes', () => {
  it('mean local times, in winter and in summer', () => {
    expect(at('2026-11-22T12:00:00Z')).toMatchObject({
      quickHour: '2026-11-22T11:00:00.000Z',
      quickMorning: '2026-11-22T07:00:00.000Z',
      quickEvening: '2026-11-21T17:00:00.000Z',
    });
    expect(at('2026-07-02T12:00:00Z')['quickMorning']).toBe('2026-07-02T06:00:00.000Z');
  });

  it('offer no morning that has not been', () => {
    expect(at('2026-11-22T06:00:00Z')).not.toHaveProperty('quickMorning');
  });
});
