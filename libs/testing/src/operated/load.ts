import { setTimeout as sleep } from 'node:timers/promises';
import { ACTORS, PASSWORD, TENANTS, type ActorName } from '../fixture.js';

type Member = keyof typeof TENANTS;

/** Who works under load: whose members he may see, and where he writes. */
interface Person {
  readonly actor: ActorName;
  readonly sees: readonly Member[];
  readonly list: string;
  readonly member: Member | null;
}

const ofMember = (actor: ActorName, member: Member): Person => ({
  actor,
  member,
  sees: [member],
  list: `/api/v1/tenants/${TENANTS[member]}/incidents`,
});
const PEOPLE: readonly Person[] = [
  ofMember('coordinator', 'ost'),
  ofMember('coordinatorWest', 'west'),
  ofMember('coordinatorFern', 'fern'),
  ofMember('headWest', 'west'),
  ofMember('head', 'ost'),
];
const WRITERS = PEOPLE.slice(0, 2);
const CLIENTS = { writers: 10, readers: 40 } as const;
/** Milliseconds between two requests of a client: about seven incidents and seventy reads a second. */
const PAUSE_MS = { write: 1500, read: 1200 } as const;
/** What a browser would call broken. */
const REQUEST_PATIENCE_MS = 30_000;

/** One answer, or none. */
interface Call {
  readonly begin: number;
  readonly end: number;
  readonly ok: boolean;
  readonly write: boolean;
  readonly what: string;
}

/** What fifty people saw. */
export interface Load {
  /** Incidents whose 201 arrived: id to title. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Rows of a member that the asker may not see, described. */
  readonly foreign: readonly string[];
  /** Rows that were looked at. */
  readonly rowsSeen: () => number;
  readonly calls: readonly Call[];
  /** Seconds from `since` to the end of the last request that failed after it; 0 when none did. */
  unavailableSince(since: number): number;
  /** Requests that failed since. */
  failedSince(since: number): readonly string[];
  /** Waits until requests have been succeeding for some time. @throws Error after 40 s */
  calm(): Promise<void>;
  stop(): Promise<void>;
}

/** Signs people in and starts fifty clients through an address. */
export async function startLoad(url: string): Promise<Load> {
  const acknowledged = new Map<string, string>();
  const foreign: string[] = [];
  const calls: Call[] = [];
  const cookies = new Map<ActorName, string>();
  for (const { actor } of PEOPLE) cookies.set(actor, await signIn(url, actor));
  let running = true;
  let rowsSeen = 0;
  let number = 0;

  const call = async (
    person: Person,
    path: string,
    body?: object,
  ): Promise<Record<string, unknown> | null> => {
    const begin = Date.now();
    let status: string;
    let answer: Record<string, unknown> | null = null;
    try {
      const response = await fetch(url + path, {
        method: body ? 'POST' : 'GET',
        headers: { cookie: cookies.get(person.actor) ?? '', 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(REQUEST_PATIENCE_MS),
      });
      status = String(response.status);
      const text = await response.text();
      if (response.ok) answer = JSON.parse(text) as Record<string, unknown>;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      status = `${String(error)} ${cause instanceof Error ? cause.message : ''}`;
    }
    const what = `${body ? 'POST' : 'GET'} ${person.actor}: ${status}`;
    calls.push({ begin, end: Date.now(), ok: answer !== null, write: body !== undefined, what });
    return answer;
  };
  const look = (person: Person, row: Record<string, unknown>): void => {
    rowsSeen += 1;
    const own = person.sees.some(
      (member) => row['tenantId'] === TENANTS[member] && String(row['title']).startsWith(member),
    );
    if (!own) foreign.push(`${person.actor} saw ${JSON.stringify(row)}`);
  };
  const write = async (person: Person): Promise<void> => {
    number += 1;
    const title = `${person.member ?? ''} Vorfall ${String(number)}`;
    const made = await call(person, person.list, {
      title,
      category: 'malware',
      detectedAt: new Date().toISOString(),
      severity: 'medium',
      personalData: 'no',
    });
    if (!made) return;
    look(person, made);
    acknowledged.set(String(made['id']), title);
  };
  const read = async (person: Person): Promise<void> => {
    const page = await call(person, `${person.list}?limit=20`);
    const items = (page?.['items'] ?? []) as Record<string, unknown>[];
    for (const item of items) look(person, item);
    const some = items[Math.floor(Math.random() * items.length)];
    if (!some) return;
    const one = await call(person, `${person.list}/${String(some['id'])}`);
    if (one) look(person, one);
  };
  const client = async (people: readonly Person[], index: number, isWriter: boolean): Promise<void> => {
    const person = people[index % people.length];
    const pause = isWriter ? PAUSE_MS.write : PAUSE_MS.read;
    await sleep((pause * index) / 40); // not all at once
    while (running && person) {
      await (isWriter ? write(person) : read(person));
      await sleep(pause * (0.75 + Math.random() / 2));
    }
  };
  const clients = [
    ...Array.from({ length: CLIENTS.writers }, (_, index) => client(WRITERS, index, true)),
    ...Array.from({ length: CLIENTS.readers }, (_, index) => client(PEOPLE, index, false)),
  ];
  const failed = (since: number): Call[] => calls.filter(({ ok, end }) => !ok && end >= since);
  return {
    acknowledged,
    foreign,
    rowsSeen: () => rowsSeen,
    calls,
    unavailableSince: (since) => Math.max(0, ...failed(since).map(({ end }) => end - since)) / 1000,
    failedSince: (since) => failed(since).map(({ what }) => what),
    async calm() {
      const begin = Date.now();
      for (;;) {
        await sleep(250);
        const from = Date.now() - CALM_MS;
        const recent = calls.filter(({ end }) => end >= from);
        const isCalm = recent.every(({ ok }) => ok) && recent.some(({ write: isWrite }) => isWrite);
        if (isCalm && from >= begin) return;
        if (Date.now() - begin > CALM_PATIENCE_MS)
          throw new Error(
            `requests still fail: ${[...new Set(failed(from).map(({ what }) => what))].join(', ')}`,
          );
      }
    },
    async stop() {
      running = false;
      await Promise.all(clients);
    },
  };
}

const CALM_MS = 1500;
const CALM_PATIENCE_MS = 40_000;

async function signIn(url: string, actor: ActorName): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ACTORS[actor].email, password: PASSWORD }),
  });
  if (!response.ok)
    throw new Error(`sign-in of ${actor}: ${String(response.status)} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
