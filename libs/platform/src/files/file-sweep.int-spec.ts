import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createTestDatabase, OFFICES, TENANTS, type TestDatabase } from '@bergfried/testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../persistence/data-source.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { Schedules } from '../queue/schedules.js';
import { FileRegister } from './file-register.js';
import { FileMissing, type FileScope } from './file-store.js';
import { FileSweep } from './file-sweep.js';
import { FolderStore } from './folder-store.js';

const ost: FileScope = { kind: 'tenant', id: TENANTS.ost };
const fern: FileScope = { kind: 'tenant', id: TENANTS.fern };
const office: FileScope = { kind: 'office', id: OFFICES.alpha };
const HOUR = 60 * 60_000;

describe('content without a row', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let units: UnitOfWork;
  let dir: string;
  let store: FolderStore;
  let sweep: FileSweep;
  let register: FileRegister;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = createDataSource({
      url: database.systemUrl,
      applicationName: 'test',
      max: 2,
      entities: [],
    });
    await dataSource.initialize();
    units = new UnitOfWork(dataSource);
    dir = mkdtempSync(join(tmpdir(), 'bergfried-sweep-'));
    store = new FolderStore(dir);
    register = new FileRegister(units);
    sweep = new FileSweep(units, new Schedules(units), register, store);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  });

  const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR);
  async function put(scope: FileScope, content: string): Promise<string> {
    const staged = await store.staging.stage(Readable.from([Buffer.from(content)]), 1000);
    await store.put(scope, staged);
    return staged.sha256;
  }
  async function record(scope: FileScope, sha256: string): Promise<void> {
    const open = scope.kind === 'office' ? 'app.open_system_office' : 'app.open_system';
    await units.run(
      {
        readOnly: false,
        open: async (query) => {
          await query(`select ${open}($1, $2, $3)`, [scope.id, 'system:test', 'test:file']);
        },
      },
      () => register.add(scope, { name: 'a.txt', mediaType: 'text/plain', size: 1, sha256, createdBy: null }),
    );
  }
  const read = async (scope: FileScope, sha256: string): Promise<string> =>
    text(await store.open(scope, sha256));

  it('goes after a day and another one; what has a row stays, for its owner alone', async () => {
    const kept = [await put(ost, 'kept'), await put(office, 'kept'), await put(fern, 'other')];
    const [ofOst = '', ofOffice = '', orphan = ''] = kept;
    await record(ost, ofOst);
    await record(office, ofOffice);
    await record(ost, orphan); // a row of Ost says nothing about what Fern stored

    expect(await sweep.sweepAll(inHours(23))).toEqual({ setAside: 0, takenBack: 0, forgotten: 0 });
    expect(await sweep.sweepAll(inHours(25))).toEqual({ setAside: 1, takenBack: 0, forgotten: 0 });
    expect(await read(fern, orphan)).toBe('other');
    expect(await sweep.sweepAll(inHours(23))).toEqual({ setAside: 0, takenBack: 0, forgotten: 0 });
    expect(await sweep.sweepAll(inHours(25))).toEqual({ setAside: 0, takenBack: 0, forgotten: 1 });
    await expect(store.open(fern, orphan)).rejects.toThrow(FileMissing);
    expect([await read(ost, ofOst), await read(office, ofOffice)]).toEqual(['kept', 'kept']);
  });

  it('that gets a row while it is swept is never lost', async () => {
    // The same content is uploaded again: the store has it, so nothing is written; the sweep takes it; then comes the row.
    const sha256 = await put(ost, 'again');
    expect(await put(ost, 'again')).toBe(sha256);
    expect((await sweep.sweepAll(inHours(25))).setAside).toBe(1);
    await record(ost, sha256);
    expect(await read(ost, sha256)).toBe('again');
    expect(await sweep.sweepAll(inHours(49))).toMatchObject({ takenBack: 1, forgotten: 0 });
    expect(await sweep.sweepAll(inHours(99))).toEqual({ setAside: 0, takenBack: 0, forgotten: 0 });
    expect(await read(ost, sha256)).toBe('again');
  });
});
