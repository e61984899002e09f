import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataSource, FileRegister, UnitOfWork } from '@bergfried/platform';
import {
  betweenContextAndCommit,
  createTestDatabase,
  createTestUnits,
  OFFICES,
  recordStatements,
  type ActorName,
  type TestDatabase,
  type TestUnits,
} from '@bergfried/testing';
import type { DataSource } from 'typeorm';
import './catalogue.permissions.js';
import { CatalogueReader } from './catalogue.reader.js';
import { CatalogueWriter } from './catalogue.writer.js';
import { decodeJson } from './oscal/decode.js';
import { readCatalogue } from './oscal/read.js';
import { RequirementReader } from './requirement.reader.js';

const OFFICIAL = join(
  __dirname,
  '../../../../shared/data/bsi-stand-der-technik/2026-06-30_313aa87/Anwenderkataloge/Grundschutz++/Grundschutz++-catalog.json',
);

let database: TestDatabase;
let units: TestUnits;
let system: DataSource;
let systemUnits: UnitOfWork;
let requirements: RequirementReader;
let catalogues: CatalogueReader;

beforeAll(async () => {
  database = await createTestDatabase();
  units = await createTestUnits(database, []);
  system = createDataSource({ url: database.systemUrl, applicationName: 'test', max: 2, entities: [] });
  await system.initialize();
  systemUnits = new UnitOfWork(system);
  requirements = new RequirementReader(units.unitOfWork);
  catalogues = new CatalogueReader(units.unitOfWork, new FileRegister(units.unitOfWork));
});
afterAll(async () => {
  await units.close();
  await system.destroy();
  await database.drop();
});

/** Writes a catalogue as the job does. @returns its id */
function write(office: keyof typeof OFFICES, content: string | Buffer, sha256: string): Promise<string> {
  const officeId = OFFICES[office];
  const open = (
    query: <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>,
  ): Promise<void> =>
    query('select app.open_system_office($1, $2, $3)', [officeId, 'system:test', 'test']).then(
      () => undefined,
    );
  return systemUnits.run({ readOnly: false, open }, async () => {
    const file = { name: 'k.json', mediaType: 'application/json', size: 1, sha256: sha256.repeat(64) };
    const id = await new FileRegister(systemUnits).add(
      { kind: 'office', id: officeId },
      { ...file, createdBy: null },
    );
    const written = await new CatalogueWriter(systemUnits).write(
      officeId,
      { id, ...file },
      readCatalogue(decodeJson(Buffer.from(content))),
    );
    return written.id;
  });
}

const as = <T>(who: ActorName, work: Parameters<typeof units.as<T>>[3]): Promise<T> =>
  units.as(who, null, 'catalogue:read', work);

describe('searching', () => {
  it('takes words as words: no pattern, all of them, in any of the texts', async () => {
    const control = (index: number): object => ({
      id: `ORG.${String(index)}`,
      title: `Anforderung ${String(index)}`,
      props: [{ name: 'sec_level', value: index === 1 ? 'erhöht' : 'normal-SdT' }],
      parts: [
        {
          name: 'statement',
          prose: `Die Stelle MUSS 100 %_${String(index)} erfüllen.`,
          props: [{ name: 'modal_verb', value: 'MUSS' }],
        },
        { name: 'guidance', prose: index === 3 ? 'Łódź 💾' : 'Siehe dort.' },
      ],
    });
    const groups = [{ id: 'ORG', title: 'Organisation', controls: [1, 2, 3].map(control) }];
    const id = await write(
      'beta',
      JSON.stringify({ catalog: { metadata: { title: 'Suche' }, groups } }),
      'b',
    );
    const found = async (query: object): Promise<string[]> =>
      as('officerBeta', async (access) =>
        (await requirements.findAll(access, id, query)).items.map(({ controlId }) => controlId),
      );
    expect(await found({})).toEqual(['ORG.1', 'ORG.2', 'ORG.3']);
    expect(await found({ q: '%_2' })).toEqual(['ORG.2']);
    expect(await found({ q: 'stelle anforderung łódź' })).toEqual(['ORG.3']);
    expect(await found({ q: 'org.1' })).toEqual(['ORG.1']);
    expect(await found({ q: `' or 1=1 --` })).toEqual([]);
    expect(await found({ level: 'erhöht' })).toEqual(['ORG.1']);
    expect(await found({ modalVerb: 'KANN' })).toEqual([]);
    expect(await found({ practice: 'ORG', q: 'org.2' })).toEqual(['ORG.2']);
    expect(await found({ practice: 'XYZ' })).toEqual([]);
  });
});

const officially = existsSync(OFFICIAL) ? describe : describe.skip;

officially('Grundschutz++ (official file; skipped without ../shared/data)', () => {
  let id: string;

  beforeAll(async () => {
    id = await write('alpha', readFileSync(OFFICIAL), 'a');
  });

  it('is paged and filtered by practice', async () => {
    const all: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<RequirementReader['findAll']>> = await as('coordinator', (access) =>
        requirements.findAll(access, id, { limit: 200, ...(cursor === null ? {} : { cursor }) }),
      );
      expect(page.total).toBe(989);
      all.push(...page.items.map(({ controlId }) => controlId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(all).size).toBe(989);
    const { groups } = await as('coordinator', (access) => catalogues.findOne(access, id));
    for (const { code, requirementCount } of groups.filter(({ parentCode }) => parentCode === null)) {
      const { total } = await as('coordinator', (access) =>
        requirements.findAll(access, id, { practice: code, limit: 1 }),
      );
      expect([code, total]).toEqual([code, requirementCount]);
    }
  });

  it('costs at most two statements a list, one a requirement, one a catalogue', async () => {
    const cost = async (work: Parameters<typeof units.as>[3]): Promise<number> =>
      betweenContextAndCommit(await recordStatements(() => units.as('officer', null, 'catalogue:read', work)))
        .length;
    expect(await cost((access) => requirements.findAll(access, id, { q: 'Zugang', level: 'erhöht' }))).toBe(
      2,
    );
    expect(await cost((access) => catalogues.findAll(access, {}))).toBe(2);
    expect(await cost((access) => catalogues.findOne(access, id))).toBe(1);
    const [first] = (
      await units.as('officer', null, 'catalogue:read', (access) =>
        requirements.findAll(access, id, { q: 'GC.1.1' }),
      )
    ).items;
    expect(await cost((access) => requirements.findOne(access, id, first?.id ?? ''))).toBe(1);
  });
});
