import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { FileDamaged, FileMissing, type FileScope, type FileStore } from './file-store.js';
import { FolderStore } from './folder-store.js';
import { s3PlaceOf } from './s3-place.js';
import { S3Store } from './s3-store.js';
import { FileTooLarge, Staging, type Staged } from './staging.js';

const ost: FileScope = { kind: 'tenant', id: '0195f000-0000-7002-8000-000000000001' };
const west: FileScope = { kind: 'tenant', id: '0195f000-0000-7002-8000-000000000002' };
const office: FileScope = { kind: 'office', id: '0195f000-0000-7001-8000-000000000001' };
const MB = 1024 * 1024;

/** The part of s3rver that we need; it brings no types. */
interface S3Double {
  run(): Promise<{ readonly port: number }>;
  close(): Promise<void>;
}
type S3DoubleClass = new (options: Readonly<Record<string, unknown>>) => S3Double;
const S3rver = jest.requireActual<S3DoubleClass>('s3rver');

let dir: string;
let double: S3Double;
let doubleUrl: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'bergfried-files-'));
  const configureBuckets = [{ name: 'bergfried', configs: [] }];
  double = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(dir, 's3'),
    configureBuckets,
  });
  doubleUrl = `http://S3RVER:S3RVER@127.0.0.1:${String((await double.run()).port)}/bergfried/test?region=us-east-1`;
});
afterAll(async () => {
  await double.close();
  rmSync(dir, { recursive: true, force: true });
});

const STORES: readonly (readonly [string, () => FileStore])[] = [
  ['a folder', () => new FolderStore(join(dir, 'folder'))],
  ['an S3-compatible store', () => new S3Store(s3PlaceOf(doubleUrl) ?? fail('place'), join(dir, 'staging'))],
];

describe.each(STORES)('files in %s', (_name, open) => {
  let store: FileStore;
  const stage = (content: string | Buffer, max = MB): Promise<Staged> =>
    store.staging.stage(Readable.from([Buffer.from(content)]), max);
  const listed = async (scope: FileScope): Promise<string[]> => {
    const found: string[] = [];
    for await (const { sha256 } of store.list(scope)) found.push(sha256);
    return found.sort();
  };

  beforeEach(() => {
    store = open();
  });

  it('keeps what is set aside readable, apart, and gives it back', async () => {
    const staged = await stage('set aside');
    const { sha256 } = staged;
    await store.put(ost, staged);
    const aside = async (scope: FileScope): Promise<string[]> => {
      const found: string[] = [];
      for await (const content of store.listAside(scope)) {
        expect(Date.now() - content.storedAt.getTime()).toBeLessThan(60_000); // since when it is aside
        found.push(content.sha256);
      }
      return found;
    };
    await store.setAside(ost, sha256);
    await store.setAside(ost, sha256); // by a second worker
    expect([await listed(ost), await aside(ost), await aside(west)]).toEqual([[], [sha256], []]);
    expect(await text(await store.open(ost, sha256))).toBe('set aside');
    await store.takeBack(ost, sha256);
    await store.takeBack(ost, sha256);
    expect([await listed(ost), await aside(ost)]).toEqual([[sha256], []]);
    await store.setAside(ost, sha256);
    await store.forget(ost, sha256);
    await store.forget(ost, sha256);
    expect(await aside(ost)).toEqual([]);
    await expect(store.open(ost, sha256)).rejects.toThrow(FileMissing);
  });

  it('come back as they were', async () => {
    const content = Buffer.alloc(3 * MB, 'Bergfried ä 💾');
    const staged = await stage(content, 4 * MB);
    await store.put(office, staged);
    expect((await buffer(await store.open(office, staged.sha256))).equals(content)).toBe(true);
    expect(staged.size).toBe(3 * MB);
  });

  it('are one for the same content in the same place', async () => {
    const first = await stage('gleich');
    await store.put(west, first);
    const again = await stage('gleich');
    await store.put(west, again);
    expect(again.sha256).toBe(first.sha256);
    expect(await listed(west)).toEqual([first.sha256]);
  });

  it('of two members share nothing, even when they are equal', async () => {
    const mine = await stage('geheim und gleich');
    await store.put(ost, mine);
    await expect(store.open(west, mine.sha256)).rejects.toBeInstanceOf(FileMissing);
    const theirs = await stage('geheim und gleich');
    await store.put(west, theirs);
    await store.remove(ost, mine.sha256);
    await expect(store.open(ost, mine.sha256)).rejects.toBeInstanceOf(FileMissing);
    expect(await text(await store.open(west, theirs.sha256))).toBe('geheim und gleich');
    expect(await listed(ost)).toEqual([]);
  });

  it('of nothing are files too', async () => {
    const staged = await stage('');
    await store.put(ost, staged);
    expect(await text(await store.open(ost, staged.sha256))).toBe('');
    await store.remove(ost, staged.sha256);
  });

  it('that are missing are told before the first byte', async () => {
    await expect(store.open(ost, 'a'.repeat(64))).rejects.toBeInstanceOf(FileMissing);
    await expect(store.remove(ost, 'a'.repeat(64))).resolves.toBeUndefined();
  });

  it.each(['../../etc/passwd', 'A'.repeat(64), ''])(
    'have no address but their SHA-256: %j',
    async (address) => {
      await expect(store.open(ost, address)).rejects.toThrow('SHA-256');
      await expect(store.open({ kind: 'tenant', id: '../x' }, 'a'.repeat(64))).rejects.toThrow('UUID');
    },
  );

  it('leave nothing in the staging area once they are stored or thrown away', async () => {
    const kept = await stage('eins');
    await store.put(ost, kept);
    await kept.discard();
    await (await stage('zwei')).discard();
    expect(await text(await store.open(ost, kept.sha256))).toBe('eins');
    expect(partsIn(dir)).toEqual([]);
  });
});

describe('a folder', () => {
  it('notices that content was changed behind its back', async () => {
    const root = join(dir, 'changed');
    const store = new FolderStore(root);
    const staged = await store.staging.stage(Readable.from([Buffer.from('wahr')]), MB);
    await store.put(ost, staged);
    writeFileSync(join(root, 'tenants', ost.id, staged.sha256.slice(0, 2), staged.sha256), 'lüge');
    await expect(buffer(await store.open(ost, staged.sha256))).rejects.toBeInstanceOf(FileDamaged);
  });
});

describe('the staging area', () => {
  it('keeps nothing of what is too large', async () => {
    const staging = new Staging(join(dir, 'large'));
    await expect(staging.stage(endless(), 3 * MB)).rejects.toBeInstanceOf(FileTooLarge);
    expect(partsIn(join(dir, 'large'))).toEqual([]);
  });

  it('keeps nothing of a source that breaks off', async () => {
    const staging = new Staging(join(dir, 'broken'));
    await expect(staging.stage(breaking(), 3 * MB)).rejects.toThrow('connection lost');
    expect(partsIn(join(dir, 'broken'))).toEqual([]);
  });

  it('removes what a killed process left, and nothing younger', async () => {
    const place = join(dir, 'abandoned');
    const staging = new Staging(place);
    const fresh = await staging.stage(Readable.from([Buffer.from('x')]), MB);
    writeFileSync(join(place, 'old.part'), 'x');
    utimesSync(join(place, 'old.part'), new Date(0), new Date(0));
    await staging.clean();
    expect(partsIn(place)).toEqual([fresh.path.split(/[/\\]/).at(-1)]);
  });
});

describe('the address of an S3-compatible store', () => {
  it('names host, bucket, prefix, region and keys', () => {
    expect(s3PlaceOf('https://KEY:a%2Fb@minio.example:9000/bergfried/pro%20d/x?region=eu-west-1')).toEqual({
      endpoint: 'https://minio.example:9000',
      region: 'eu-west-1',
      bucket: 'bergfried',
      prefix: 'pro d/x',
      accessKeyId: 'KEY',
      secretAccessKey: 'a/b',
    });
  });

  it.each([
    'https://minio.example/bucket',
    'https://KEY:x@minio.example/',
    'https://KEY@minio.example/bucket',
  ])('is incomplete: %s', (url) => {
    expect(s3PlaceOf(url)).toBeUndefined();
  });
});

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(MB);
}

async function* breaking(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(MB);
  throw new Error('connection lost');
}

function partsIn(place: string): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'));
}

function fail(message: string): never {
  throw new Error(message);
}
