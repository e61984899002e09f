import {
  FIRST_STATUS,
  isClosed,
  nextStatuses,
  OPEN_STATUSES,
  STATUSES,
  transitionFaults,
} from './incident.status.js';

describe('states of an incident', () => {
  it('are all reached, all left, and only lead to states', () => {
    const table = Object.fromEntries(STATUSES.map((status) => [status, nextStatuses(status)])) as Record<
      (typeof STATUSES)[number],
      (typeof STATUSES)[number][]
    >;
    expect(transitionFaults(FIRST_STATUS, table)).toEqual([]);
  });

  it('are open or closed', () => {
    expect(STATUSES.filter(isClosed)).toEqual(['closed', 'false-alarm']);
    expect([...OPEN_STATUSES, 'closed', 'false-alarm']).toEqual([...STATUSES]);
  });

  it('lead from every open one to the end, and from the end only back to triage', () => {
    for (const status of OPEN_STATUSES) expect(nextStatuses(status)).toContain('closed');
    for (const status of STATUSES.filter(isClosed)) expect(nextStatuses(status)).toEqual(['triaged']);
  });

  it('never stay where they are', () => {
    for (const status of STATUSES) expect(nextStatuses(status)).not.toContain(status);
  });
});

describe('faults of a table of transitions', () => {
  it.each([
    ['sound', { a: ['b'], b: ['a'] }, []],
    ['a state nobody reaches', { a: ['b'], b: ['a'], c: ['a'] }, ['c is never reached']],
    [
      'two that only reach each other',
      { a: ['a'], b: ['c'], c: ['b'] },
      ['b is never reached', 'c is never reached'],
    ],
    ['a state nobody leaves', { a: ['b'], b: [] }, ['b is never left']],
  ] as const)('%s', (_, table: Readonly<Record<string, readonly string[]>>, faults) => {
    expect(transitionFaults('a', table)).toEqual(faults);
  });

  it('a way to something that is no state', () => {
    const table = { a: ['b', 'typo'], b: ['a'] } as Record<string, string[]>;
    expect(transitionFaults('a', table)).toEqual(['typo is no state']);
  });
});
