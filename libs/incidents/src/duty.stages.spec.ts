import { dutyAudience } from './duty.mails.js';
import { stagesSince } from './duty.stages.js';

const now = new Date('2026-11-22T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

describe('from when on stages count', () => {
  it.each([
    [1 / 60, 1],
    [1, 1],
    [5, 5],
    [24, 24],
    [300, 24],
  ])('last look %d hours ago: %d hours back', (last, back) => {
    expect(stagesSince({ since: hoursAgo(last), now })).toEqual(hoursAgo(back));
  });
});

describe('who is told', () => {
  it('is the county for its statutory clocks, the office later, the head when they expire', () => {
    const county = ['coordinator', 'authorised-reporter'];
    expect(dutyAudience('statutory', 'half', false)).toEqual(county);
    expect(dutyAudience('contractual', 'most', false)).toEqual([...county, 'officer', 'deputy']);
    expect(dutyAudience('statutory', 'overdue', false)).toEqual([...county, 'officer', 'deputy', 'head']);
  });

  it('is never the office when "nur Kreis"', () => {
    expect(dutyAudience('statutory', 'most', true)).toEqual(['coordinator', 'authorised-reporter']);
    expect(dutyAudience('statutory', 'soon', true)).toEqual(['coordinator', 'authorised-reporter', 'head']);
    expect(dutyAudience('voluntary', 'overdue', true)).toEqual(['coordinator']);
  });

  it('is never the head for contracts and voluntary targets', () => {
    expect(dutyAudience('contractual', 'overdue', true)).toEqual(['coordinator', 'authorised-reporter']);
    expect(dutyAudience('voluntary', 'overdue', false)).toEqual(['coordinator', 'officer', 'deputy']);
  });
});
