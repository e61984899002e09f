import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FileRegister, FolderStore, JOB_RUN_ID, JobRuns, Outbox, type FileScope } from '@bergfried/platform';
import {
  createKillPlace,
  createTestUnits,
  eventually,
  findRedis,
  forkHaltable,
  OFFICES,
  type HaltableProcess,
  type KillPlace,
  type TestRedis,
  type TestUnits,
} from '@bergfried/testing';
import { CATALOGUE_UPLOADED, FILE_ID } from './catalogue.events.js';
import './catalogue.permissions.js';

jest.setTimeout(90_000);

/** Every place at which the worker may die: before, between the parts of a catalogue, before and after the commit. */
const STEPS = [
  'begun',
  'parsed',
  'catalogue_group',
  'requirement',
  'requirement_link',
  'written',
  'finished',
] as const;
/** More than fit into one statement. */
const REQUIREMENTS = 600;
/** Short, because a killed worker is replaced after one to three times this. */
const LOCK_MS = 1000;
const SCOPE: FileScope = { kind: 'office', id: OFFICES.alpha };

interface World {
  readonly place: KillPlace;
  readonly units: TestUnits;
  readonly workers: HaltableProcess[];
}

let redis: TestRedis | null;
let worlds: World[] = [];

beforeAll(async () => {
  redis = await findRedis();
  worlds = await Promise.all(
    [null, ...(redis ? [redis] : [])].map(async (backend) => {
      const place = await createKillPlace({ redis: backend });
      const units = await createTestUnits(place.database, []);
      return { place, units, workers: [await startWorker(place)] };
    }),
  );
});
afterAll(async () => {
  for (const { place, units, workers } of worlds) {
    await Promise.all(workers.map((worker) => worker.kill()));
    await units.close();
    await place.close();
  }
  await redis?.stop();
});

const startWorker = ({ database, dataDir, redis: backend }: KillPlace): Promise<HaltableProcess> =>
  forkHaltable(join(__dirname, 'testing/catalogue-worker.mjs'), {
    TEST_SYSTEM_URL: database.systemUrl,
    TEST_DATA_DIR: dataDir,
    TEST_LOCK_MS: String(LOCK_MS),
    TEST_QUEUE_REDIS_URL: backend?.url,
    TEST_QUEUE_PREFIX: backend?.prefix,
  });

/** A catalogue whose requirements each have a link. */
function catalogue(title: string): string {
  const controls = Array.from({ length: REQUIREMENTS }, (_, index) => ({
    id: `ORG.${String(index + 1)}`,
    title: `Anforderung ${String(index + 1)}`,
    links: [{ href: '#ORG.1', rel: 'required' }],
    parts: [{ name: 'statement', prose: 'Die Stelle MUSS sie erfüllen.' }],
  }));
  const metadata = {
    title,
    version: '1',
    'last-modified': '2026-06-30T08:00:00Z',
    'oscal-version': '1.1.3',
  };
  return JSON.stringify({
    catalog: { uuid: randomUUID(), metadata, groups: [{ id: 'ORG', title: 'Organisation', controls }] },
  });
}

/** Stores the file and orders the import in one transaction, as the api does. @returns id of the run that the page watches */
async function upload({ place, units }: World, content: string): Promise<string> {
  const store = new FolderStore(place.dataDir);
  const staged = await store.staging.stage(
    [Buffer.from(content)] as unknown as AsyncIterable<Uint8Array>,
    1e7,
  );
  await store.put(SCOPE, staged);
  const { size, sha256 } = staged;
  return units.as('officer', null, 'catalogue:import', async (access) => {
    const fileId = await new FileRegister(units.unitOfWork).add(SCOPE, {
      name: 'katalog.json',
      mediaType: 'application/json',
      size,
      sha256,
      createdBy: access.userId,
    });
    const runId = await new JobRuns(units.unitOfWork).queue(access, 'catalogue-import');
    const event = { [FILE_ID]: fileId, [JOB_RUN_ID]: runId };
    await new Outbox(units.unitOfWork).add(
      CATALOGUE_UPLOADED,
      { officeId: OFFICES.alpha, tenantId: null },
      event,
    );
    return runId;
  });
}

/** What a reader sees of catalogues of this title, and how far the run is. */
async function look({ place }: World, title: string, runId: string): Promise<object[]> {
  const parts = ['catalogue_group', 'requirement', 'requirement_link'].map(
    (table) => `(select count(*)::int from app.${table} x where x.catalogue_id = c.id) as ${table}`,
  );
  return [
    ...(await place.rows(`select ${parts.join(', ')} from app.catalogue c where title = $1`, title)),
    ...(await place.rows('select state, progress::float8 from app.office_job_run where id = $1', runId)),
  ];
}

describe('a worker killed with SIGKILL during an import, jobs on PostgreSQL and on Redis', () => {
  it.each(STEPS)(
    'at "%s" leaves one whole catalogue when the next one has taken over, and none before',
    (step) =>
      Promise.all(
        worlds.map(async (world) => {
          const { place, workers } = world;
          const whole = { catalogue_group: 1, requirement: REQUIREMENTS, requirement_link: REQUIREMENTS };
          const done = [whole, { state: 'done', progress: 1 }];
          const worker = workers.at(-1) ?? (await startWorker(place));
          const { reached } = worker.pauseAt(step);
          const runId = await upload(world, catalogue(step));
          await reached;
          expect(await look(world, step, runId)).toEqual(
            step === 'finished' ? done : [{ state: 'running', progress: step === 'begun' ? 0.1 : 0.6 }],
          );
          await worker.kill();
          workers.push(await startWorker(place));
          await eventually('the end of the import', async () => {
            const rows = await place.rows(
              `select from app.office_job_run where id = $1 and state in ('done', 'failed')`,
              runId,
            );
            return rows.length === 1;
          });
          await place.quiet();
          expect(await look(world, step, runId)).toEqual(done);
          expect(await place.rows('select error from app.dead_letter')).toEqual([]);
        }),
      ),
  );
});
