import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDataSource,
  FileMissing,
  FileRegister,
  FolderStore,
  HopelessJob,
  JOB_RUN_ID,
  SystemJob,
  UnitOfWork,
  type FileScope,
  type JobData,
} from '@bergfried/platform';
import {
  createTestDatabase,
  createTestUnits,
  OFFICES,
  recordStatements,
  type TestDatabase,
  type TestUnits,
} from '@bergfried/testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { FILE_ID, IMPORT_CATALOGUE } from './catalogue.events.js';
import { CatalogueImport } from './catalogue.import.js';
import './catalogue.permissions.js';
import { CatalogueReader } from './catalogue.reader.js';
import { CatalogueWriter } from './catalogue.writer.js';
import { RequirementReader } from './requirement.reader.js';

const OFFICIAL = join(
  __dirname,
  '../../../../shared/data/bsi-stand-der-technik/2026-06-30_313aa87/Anwenderkataloge/Grundschutz++/Grundschutz++-catalog.json',
);
const TABLES = [
  'catalogue',
  'catalogue_group',
  'requirement',
  'requirement_link',
  'catalogue_finding',
] as const;

type Office = keyof typeof OFFICES;

let dir: string;
let database: TestDatabase;
let units: TestUnits;
let system: DataSource;
let systemUnits: UnitOfWork;
let store: FolderStore;
let files: FileRegister;
let importer: CatalogueImport;
let superuser: pg.Client;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'bergfried-catalogues-'));
  database = await createTestDatabase();
  units = await createTestUnits(database, []);
  system = createDataSource({ url: database.systemUrl, applicationName: 'test', max: 4, entities: [] });
  await system.initialize();
  systemUnits = new UnitOfWork(system);
  store = new FolderStore(dir);
  files = new FileRegister(systemUnits);
  importer = new CatalogueImport(store, files, new CatalogueWriter(systemUnits));
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await units.close();
  await system.destroy();
  await superuser.end();
  await database.drop();
  rmSync(dir, { recursive: true, force: true });
});

/** A catalogue of our own; each number makes another file. */
const own = (number: number, over: object = {}): string =>
  JSON.stringify({
    catalog: {
      uuid: randomUUID(),
      metadata: {
        title: `Eigener Katalog ${String(number)}`,
        version: '1',
        'last-modified': '2026-06-30T08:00:00Z',
        'oscal-version': '1.1.3',
      },
      groups: [
        {
          id: 'ORG',
          title: 'Organisation',
          controls: Array.from({ length: 3 }, (_, index) => ({
            id: `ORG.${String(index + 1)}`,
            title: `Anforderung ${String(index + 1)}`,
            props: [
              { name: 'alt-identifier', value: `00000000-0000-4000-8000-00000000000${String(index)}` },
              { name: 'sec_level', value: index === 0 ? 'erhöht' : 'normal-SdT' },
            ],
            links: [{ href: '#ORG.1', rel: 'required' }],
            parts: [
              {
                name: 'statement',
                prose: `Die Stelle MUSS 100 %_${String(index)} erfüllen.`,
                props: [{ name: 'modal_verb', value: 'MUSS' }],
              },
            ],
          })),
        },
      ],
      ...over,
    },
  });

/** A small file whose one text would have 400⁴ letters. */
function multiplying(): string {
  const params = Array.from({ length: 5 }, (_, level) => ({
    id: `n${String(level)}`,
    label: level === 4 ? 'w' : `{{n${String(level + 1)}}}`.repeat(400),
  }));
  return own(10, { params }).replace('Die Stelle MUSS', '{{n0}} MUSS');
}

function jobOf(office: Office, payload: Readonly<Record<string, string>>): SystemJob {
  const data: JobData = {
    key: uuidv7(),
    officeId: OFFICES[office],
    tenantId: null,
    countyOnly: false,
    event: 'catalogue.uploaded',
    payload,
    actor: 'test',
  };
  return new SystemJob(IMPORT_CATALOGUE, data, 1, systemUnits);
}

/** Stores a file as the api does, with a run that a page would watch. */
async function upload(office: Office, content: string | Buffer): Promise<SystemJob> {
  const scope: FileScope = { kind: 'office', id: OFFICES[office] };
  const staged = await store.staging.stage(
    [Buffer.from(content)] as unknown as AsyncIterable<Uint8Array>,
    20 * 1024 * 1024,
  );
  await store.put(scope, staged);
  const ids = { [FILE_ID]: '', [JOB_RUN_ID]: uuidv7() };
  await jobOf(office, ids).transact(async () => {
    const { size, sha256 } = staged;
    ids[FILE_ID] = await files.add(scope, {
      name: 'katalog.json',
      mediaType: 'application/json',
      size,
      sha256,
      createdBy: null,
    });
    await systemUnits.query(
      `insert into app.office_job_run (office_id, id, kind) values ($1, $2, 'catalogue-import')`,
      [OFFICES[office], ids[JOB_RUN_ID]],
    );
  });
  return jobOf(office, ids);
}

async function runOf(job: SystemJob): Promise<{
  state: string;
  progress: string;
  problem: string | null;
  result: Record<string, unknown> | null;
}> {
  const { rows } = await superuser.query(
    'select state, progress, problem, result from app.office_job_run where id = $1',
    [job.payload(JOB_RUN_ID)],
  );
  return rows[0] as never;
}

/** Rows of all tables of catalogues, seen past the walls. */
async function rowCounts(): Promise<number[]> {
  const { rows } = await superuser.query(
    `select ${TABLES.map((table) => `(select count(*)::int from app.${table}) as ${table}`).join(', ')}`,
  );
  return TABLES.map((table) => (rows[0] as Record<string, number>)[table] ?? -1);
}

const readers = (): { catalogues: CatalogueReader; requirements: RequirementReader } => ({
  catalogues: new CatalogueReader(units.unitOfWork, new FileRegister(units.unitOfWork)),
  requirements: new RequirementReader(units.unitOfWork),
});

describe('an import', () => {
  it('writes the whole catalogue, and the page that waits hears of it', async () => {
    const job = await upload('alpha', own(1));
    await importer.run(job);
    const run = await runOf(job);
    expect(run).toMatchObject({
      state: 'done',
      progress: '1.000',
      problem: null,
      result: { isNew: true, requirementCount: 3, findingCount: 1 },
    });
    const { catalogues, requirements } = readers();
    const id = String(run.result?.['catalogueId']);
    const catalogue = await units.as('officer', null, 'catalogue:read', (access) =>
      catalogues.findOne(access, id),
    );
    expect(catalogue).toMatchObject({
      title: 'Eigener Katalog 1',
      requirementCount: 3,
      sourceName: 'katalog.json',
      importedBy: null,
      groups: [{ code: 'ORG', parentCode: null, requirementCount: 3 }],
      levels: [
        { value: 'erhöht', count: 1 },
        { value: 'normal-SdT', count: 2 },
      ],
      modalVerbs: [{ value: 'MUSS', count: 3 }],
      findings: [{ code: 'licence-missing', message: expect.stringContaining('keine Lizenz') as string }],
    });
    const page = await units.as('officer', null, 'catalogue:read', (access) =>
      requirements.findAll(access, id, {}),
    );
    expect(page.items.map(({ controlId, practice }) => [controlId, practice?.code])).toEqual([
      ['ORG.1', 'ORG'],
      ['ORG.2', 'ORG'],
      ['ORG.3', 'ORG'],
    ]);
    const second = await units.as('officer', null, 'catalogue:read', (access) =>
      requirements.findOne(access, id, page.items[1]?.id ?? ''),
    );
    expect(second).toMatchObject({
      previous: { controlId: 'ORG.1' },
      next: { controlId: 'ORG.3' },
      path: [{ code: 'ORG' }],
      links: [{ rel: 'required', target: { controlId: 'ORG.1' } }],
      linkedFrom: [],
      attribution: { title: 'Eigener Katalog 1', licence: null },
    });
  });

  it('of the same file again is the same catalogue, also at the same moment', async () => {
    const content = own(2);
    const jobs = [await upload('alpha', content), await upload('alpha', content)];
    await Promise.all(jobs.map((job) => importer.run(job)));
    const again = await upload('alpha', content);
    await importer.run(again);
    const results = [];
    for (const job of [...jobs, again]) results.push((await runOf(job)).result);
    expect(new Set(results.map((result) => result?.['catalogueId'])).size).toBe(1);
    expect(results.map((result) => result?.['isNew']).sort()).toEqual([false, false, true]);
  });

  it('of the same file by two offices makes one for each, and neither sees the other', async () => {
    const content = own(3);
    const mine = await upload('alpha', content);
    const theirs = await upload('beta', content);
    await importer.run(mine);
    await importer.run(theirs);
    const id = async (job: SystemJob): Promise<string> => String((await runOf(job)).result?.['catalogueId']);
    const [alphaId, betaId] = [await id(mine), await id(theirs)];
    expect(alphaId).not.toBe(betaId);
    const { catalogues, requirements } = readers();
    const asAlpha = <T>(work: Parameters<typeof units.as<T>>[3]): Promise<T> =>
      units.as('officer', null, 'catalogue:read', work);
    expect((await asAlpha((access) => catalogues.findOne(access, alphaId))).title).toBe('Eigener Katalog 3'); // it exists for its owner
    await expect(asAlpha((access) => catalogues.findOne(access, betaId))).rejects.toThrow('not-found');
    await expect(asAlpha((access) => requirements.findAll(access, betaId, {}))).rejects.toThrow('not-found');
    const [foreign] = (
      await units.as('officerBeta', null, 'catalogue:read', (access) =>
        requirements.findAll(access, betaId, {}),
      )
    ).items;
    await expect(
      asAlpha((access) => requirements.findOne(access, betaId, foreign?.id ?? '')),
    ).rejects.toThrow('not-found');
    await expect(
      asAlpha((access) => requirements.findOne(access, alphaId, foreign?.id ?? '')),
    ).rejects.toThrow('not-found');
    expect(
      (await asAlpha((access) => catalogues.findAll(access, {}))).items.map((one) => one.id),
    ).not.toContain(betaId);
  });

  it('is read by the members of the office too', async () => {
    const job = await upload('alpha', own(4));
    await importer.run(job);
    const { catalogues } = readers();
    const seen = await units.as('coordinator', 'ost', 'catalogue:read', (access) =>
      catalogues.findAll(access, {}),
    );
    expect(seen.items.map(({ id }) => id)).toContain((await runOf(job)).result?.['catalogueId']);
    expect(
      await units.as('coordinatorFern', 'fern', 'catalogue:read', (access) =>
        catalogues.findAll(access, { limit: 200 }),
      ),
    ).toMatchObject({ total: 1 });
  });

  it.each([
    ['truncated', own(5).slice(0, 300), 'abgeschnitten'],
    ['another model', '{"profile": {}}', 'anderes OSCAL-Dokument'],
    ['doubled ids', own(5).replace('"ORG.2"', '"ORG.1"'), 'kommt zweimal vor'],
    ['UTF-16', Buffer.from(own(5), 'utf16le'), 'unsichtbares Zeichen'],
    ['NUL', own(5).replace('Organisation', 'Orga\\u0000nisation'), 'NUL'],
    ['too deep', `{"catalog": ${'['.repeat(10_000)}`, 'zu tief'],
    ['parameters that multiply themselves', multiplying(), 'sind zu groß: Mit den Parametern'],
  ])('of a bad file (%s) says why, keeps nothing and bothers no operator', async (_what, content, words) => {
    const before = await rowCounts();
    const job = await upload('alpha', content);
    await importer.run(job);
    expect(await runOf(job)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining(words) as string,
      result: null,
    });
    expect(await rowCounts()).toEqual(before);
    const { rows } = await superuser.query('select 1 from app.office_file where id = $1', [
      job.payload(FILE_ID),
    ]);
    expect(rows).toEqual([]);
    expect((await superuser.query('select 1 from app.dead_letter')).rows).toEqual([]);
  });

  it('takes what the database would refuse: halves of characters, cuts within them, years without a place', async () => {
    const content = own(9)
      .replace('Anforderung 1', `${'a'.repeat(998)}💾💾`)
      .replace('"erhöht"', `"${'b'.repeat(98)}💾💾"`)
      .replace('Die Stelle MUSS', '\\ud83d Die Stelle MUSS')
      .replace('"#ORG.1"', '"#\\udcbe"')
      .replace('"rel":"required"', `"rel":"${'c'.repeat(198)}💾💾","\\u0000":1,"\\ud83d":2`)
      .replace('"2026-06-30T08:00:00Z"', '"0000-01-01T00:00:00Z"');
    const job = await upload('alpha', content);
    await importer.run(job);
    const run = await runOf(job);
    expect(run).toMatchObject({ state: 'done', result: { requirementCount: 3 } });
    const { catalogues } = readers();
    const catalogue = await units.as('officer', null, 'catalogue:read', (access) =>
      catalogues.findOne(access, String(run.result?.['catalogueId'])),
    );
    expect(catalogue.lastModifiedAt).toBeNull();
    expect(catalogue.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['date-unusable', 'text-cleaned', 'text-cut', 'link-unresolved', 'schema']),
    );
    expect(JSON.stringify(catalogue)).not.toMatch(/\\u(?:0000|d[89a-f])/);
  });

  it('of a bad file does not take the content from another file that has it too', async () => {
    const content = '{"profile": {"uuid": 1}}';
    const first = await upload('alpha', content);
    const second = await upload('alpha', content);
    await importer.run(first);
    await importer.run(second); // still finds its content, and is refused for what it is
    expect((await runOf(second)).problem).toContain('anderes OSCAL-Dokument');
    const scope: FileScope = { kind: 'office', id: OFFICES.alpha };
    const staged = await store.staging.stage(
      [Buffer.from(content)] as unknown as AsyncIterable<Uint8Array>,
      1000,
    );
    await staged.discard();
    await expect(store.open(scope, staged.sha256)).rejects.toBeInstanceOf(FileMissing);
  });

  it('whose file is gone is hopeless, and says so in German', async () => {
    const job = await upload('alpha', own(6));
    rmSync(join(dir, 'offices', OFFICES.alpha), { recursive: true });
    await expect(importer.run(job)).rejects.toThrow(HopelessJob);
    await expect(importer.run(job)).rejects.toThrow('nicht mehr vorhanden');
  });

  it('killed at any statement leaves nothing, and succeeds when it is tried again', async () => {
    const job = await upload('alpha', own(7));
    const before = await rowCounts();
    const writes =
      /insert into app\.(catalogue|catalogue_group|requirement|requirement_link|catalogue_finding|job_done)\b|set state/;
    for (let stop = 1; ; stop += 1) {
      let seen = 0;
      const died = await interrupted(job, (sql) => writes.test(sql) && (seen += 1) === stop);
      if (!died) break;
      expect(await rowCounts()).toEqual(before);
      expect((await runOf(job)).state).not.toBe('done');
      expect(stop).toBeLessThan(30);
    }
    expect((await runOf(job)).state).toBe('done');
    expect((await rowCounts())[0]).toBe((before[0] ?? 0) + 1);
  });

  it('of a part of a catalogue that the database refuses writes nothing of it', async () => {
    const before = await rowCounts();
    const job = await upload('alpha', own(8));
    await superuser.query(
      `alter table app.requirement_link add constraint planted check (rel <> 'required') not valid`,
    );
    try {
      await expect(importer.run(job)).rejects.toThrow('planted');
    } finally {
      await superuser.query('alter table app.requirement_link drop constraint planted');
    }
    expect(await rowCounts()).toEqual(before);
  });
});

/** Runs the import again; the connection dies before the statement that `at` chooses. @returns whether it came so far */
async function interrupted(job: SystemJob, at: (sql: string) => boolean): Promise<boolean> {
  const original = pg.Client.prototype.query;
  const seen = { death: false };
  pg.Client.prototype.query = function (
    this: pg.Client & { connection: { stream: { destroy(): void } } },
    ...parameters: unknown[]
  ): unknown {
    const sql =
      typeof parameters[0] === 'string'
        ? parameters[0]
        : ((parameters[0] as { text?: string } | undefined)?.text ?? '');
    if (!seen.death && at(sql)) {
      seen.death = true;
      this.connection.stream.destroy();
    }
    return Reflect.apply(original, this, parameters);
  } as typeof original;
  try {
    await importer.run(job);
  } catch (error) {
    if (!seen.death) throw error;
  } finally {
    pg.Client.prototype.query = original;
  }
  return seen.death;
}

const officially = existsSync(OFFICIAL) ? describe : describe.skip;

officially('Grundschutz++ (official file; skipped without ../shared/data)', () => {
  it('is exactly 989 requirements in one transaction of few statements', async () => {
    const job = await upload('alpha', readFileSync(OFFICIAL));
    const statements = await recordStatements(() => importer.run(job));
    const { result } = await runOf(job);
    expect(result).toMatchObject({ isNew: true, requirementCount: 989, findingCount: 0 });
    const { rows } = await superuser.query(
      `select count(*)::int as rows, count(distinct key)::int as keys, count(distinct x.xmin::text)::int as transactions from app.requirement x where catalogue_id = $1`,
      [result?.['catalogueId']],
    );
    expect(rows).toEqual([{ rows: 989, keys: 989, transactions: 1 }]);
    expect(statements.length).toBeLessThan(45);
    expect(statements.filter((sql) => sql.includes('insert into app.requirement ')).length).toBe(4);
  });
});
