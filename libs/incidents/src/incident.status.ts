/** States of an incident and the ways between them; a mistaken report ends as false-alarm, nothing is deleted. */
export const STATUSES = [
  'reported',
  'triaged',
  'contained',
  'eradicated',
  'recovered',
  'closed',
  'false-alarm',
] as const;
export type Status = (typeof STATUSES)[number];

export const FIRST_STATUS: Status = 'reported';
/** Open means: somebody still works on it. */
export const OPEN_STATUSES: readonly Status[] = [
  'reported',
  'triaged',
  'contained',
  'eradicated',
  'recovered',
];

const TRANSITIONS: Readonly<Record<Status, readonly Status[]>> = {
  reported: ['triaged', 'contained', 'recovered', 'closed', 'false-alarm'],
  triaged: ['contained', 'eradicated', 'recovered', 'closed', 'false-alarm'],
  contained: ['eradicated', 'recovered', 'closed', 'false-alarm'],
  eradicated: ['recovered', 'closed'],
  recovered: ['closed'],
  closed: ['triaged'],
  'false-alarm': ['triaged'],
};

/** States that can follow. */
export function nextStatuses(from: Status): readonly Status[] {
  return TRANSITIONS[from];
}

/** Whether work on the incident has ended. */
export function isClosed(status: Status): boolean {
  return !OPEN_STATUSES.includes(status);
}

/** Faults of a transition table: states nobody reaches, states nobody leaves. Empty when sound. */
export function transitionFaults<S extends string>(
  first: S,
  table: Readonly<Record<S, readonly S[]>>,
): string[] {
  const reached = new Set<S>([first]);
  const ways = new Map(Object.entries<readonly S[]>(table));
  for (const state of reached) for (const next of ways.get(state) ?? []) reached.add(next); // a Set visits what is added meanwhile
  const states = Object.keys(table) as S[];
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} is never reached`),
    ...states.filter((state) => table[state].length === 0).map((state) => `${state} is never left`),
    ...[...reached].filter((state) => !states.includes(state)).map((state) => `${state} is no state`),
  ];
}

const faults = transitionFaults(FIRST_STATUS, TRANSITIONS);
if (faults.length > 0) throw new Error(`incident states: ${faults.join('; ')}`);
