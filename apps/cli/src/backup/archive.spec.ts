import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import { readArchive } from './archive-reader.js';
import { ArchiveWriter } from './archive-writer.js';
import { classify } from './contents.js';
import { requireFits, type Manifest } from './manifest.js';

const folder = mkdtempSync(join(tmpdir(), 'bergfried-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = { 'data-folder/installation.key': 'secret', 'cluster/data/global/1': 'x'.repeat(200_000) };
const PASSPHRASE = 'ein langes Kennwort';
const base: Omit<Manifest, 'files'> = {
  format: 1,
  product: '9.9.9',
  upTo: '2026-11-24T18:00:00.000Z',
  postgres: 18,
  platform: 'linux-x64',
  migrations: ['20261122T0700__foundation.sql'],
  filesIncluded: true,
};

async function made(name: string, passphrase?: string): Promise<string> {
  const path = join(folder, name);
  const writer = new ArchiveWriter(path, passphrase);
  await writer.addNote('bergfried.json', JSON.stringify({ bergfried: 1 }));
  writer.addFolder('cluster/data/pg_wal');
  for (const [file, text] of Object.entries(FILES))
    await writer.add(file, Readable.from([Buffer.from(text)]), text.length);
  await writer.addNote('manifest.json', JSON.stringify({ ...base, files: writer.files }));
  await writer.finish();
  return path;
}

/** An archive by another hand. */
async function forged(name: string, fill: (tar: Pack) => void): Promise<string> {
  const tar = pack();
  tar.entry({ name: 'bergfried.json' }, JSON.stringify({ bergfried: 1 }));
  fill(tar);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(tar)) chunks.push(Buffer.from(chunk));
  const path = join(folder, name);
  writeFileSync(path, gzipSync(Buffer.concat(chunks)));
  return path;
}

const manifestOf = (files: readonly object[]): string => JSON.stringify({ ...base, files });

async function contentOf(path: string, passphrase?: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  await readArchive(path, passphrase, {
    folder: async () => undefined,
    file: async (name, content) => {
      let text = '';
      for await (const chunk of content) text += chunk.toString('utf8');
      found[name] = text;
    },
  });
  return found;
}

describe('an archive', () => {
  it.each([undefined, PASSPHRASE])(
    'gives back what was put in, and belongs to its owner only (%s)',
    async (phrase) => {
      const path = await made(`good-${String(phrase)}`, phrase);
      expect(await contentOf(path, phrase)).toEqual(FILES);
      expect((await readArchive(path, phrase)).product).toBe('9.9.9');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(path).includes('installation.key')).toBe(false); // packed, or encrypted
      expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
  );

  it('leaves nothing behind when its source breaks off', async () => {
    const path = join(folder, 'broken');
    const writer = new ArchiveWriter(path, undefined);
    const source = (async function* () {
      yield Buffer.from('abc');
      throw new Error('gone');
    })();
    await expect(writer.add('data-folder/installation.key', source, 10)).rejects.toThrow('gone');
    await writer.discard();
    expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([]);
  });

  it('is refused wherever it was cut off', async () => {
    const path = await made('cut');
    const size = statSync(path).size;
    for (const length of [0, 1, 200, Math.floor(size / 2), size - 9, size - 1]) {
      writeFileSync(path, readFileSync(await made(`cut-${String(length)}`)));
      truncateSync(path, length);
      await expect(readArchive(path, undefined)).rejects.toThrow(/unvollständig|keine Sicherung|beschädigt/);
    }
  });

  it('is refused when cut off between two of its entries and packed anew', async () => {
    const tar = gunzipSync(readFileSync(await made('whole')));
    const path = join(folder, 'repacked');
    writeFileSync(path, gzipSync(tar.subarray(0, tar.indexOf('manifest.json'))));
    await expect(readArchive(path, undefined)).rejects.toThrow('unvollständig');
  });

  it('is refused when a byte of its content was changed and it was packed anew', async () => {
    const tar = gunzipSync(readFileSync(await made('original')));
    tar.write('S', tar.indexOf('secret'));
    const path = join(folder, 'tampered');
    writeFileSync(path, gzipSync(tar));
    await expect(readArchive(path, undefined)).rejects.toThrow(
      'data-folder/installation.key wurde verändert',
    );
  });

  it('is refused when a byte of the file was changed', async () => {
    const path = await made('flipped');
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(readArchive(path, undefined)).rejects.toThrow(/beschädigt|hineingehört/);
  });

  it.each([
    ['a path out of the folder', '../evil'],
    ['a path out of the cluster', 'cluster/data/../../evil'],
    ['an absolute path', '/etc/passwd'],
    ['a file of the data folder that is none of an installation', 'data-folder/postgres.path'],
    ['a lock', 'data-folder/bergfried.lock-1'],
    ['a backslash', 'cluster/data/..\\evil'],
  ])('is refused with %s', async (_, name) => {
    const path = await forged('odd', (tar) => {
      tar.entry({ name }, 'x');
      tar.entry({ name: 'manifest.json' }, manifestOf([{ path: name, size: 1, sha256: '0'.repeat(64) }]));
    });
    const seen: string[] = [];
    const visitor = { folder: async () => undefined, file: async (one: string) => void seen.push(one) };
    await expect(readArchive(path, undefined, visitor)).rejects.toThrow('nicht hineingehört');
    expect(seen).toEqual([]);
  });

  it.each(['symlink', 'link'] as const)('is refused with a %s', async (type) => {
    const path = await forged('linked', (tar) => {
      tar.entry({ name: 'cluster/data/base', type, linkname: '/etc' });
      tar.entry({ name: 'manifest.json' }, manifestOf([]));
    });
    await expect(readArchive(path, undefined)).rejects.toThrow('nicht hineingehört');
  });

  it.each([
    ['more than it lists', [], 'gehört nicht dazu'],
    [
      'less than it lists',
      [{ path: 'cluster/data/x', size: 1, sha256: 'f'.repeat(64) }],
      'cluster/data/x fehlt',
    ],
  ])('is refused with %s', async (_, files, message) => {
    const path = await forged('listed', (tar) => {
      if (files.length === 0) tar.entry({ name: 'cluster/data/PG_VERSION' }, '18');
      tar.entry({ name: 'manifest.json' }, manifestOf(files));
    });
    await expect(readArchive(path, undefined)).rejects.toThrow(message);
  });

  it('of somebody else, or no archive at all, is named so', async () => {
    const foreign = join(folder, 'foreign.tar.gz');
    const tar = pack();
    tar.entry({ name: 'readme.txt' }, 'hello');
    tar.finalize();
    const chunks: Buffer[] = [];
    await pipeline(Readable.from(tar), async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) chunks.push(chunk);
    });
    writeFileSync(foreign, gzipSync(Buffer.concat(chunks)));
    await expect(readArchive(foreign, undefined)).rejects.toThrow('keine Sicherung von Bergfried');
    writeFileSync(foreign, 'plain text that is no archive');
    await expect(readArchive(foreign, undefined)).rejects.toThrow('keine Sicherung von Bergfried');
    await expect(readArchive(join(folder, 'none'), undefined)).rejects.toThrow('gibt es nicht');
    await expect(readArchive(folder, undefined)).rejects.toThrow('ist ein Ordner');
  });

  it('of a later layout asks for the later version', async () => {
    const later = join(folder, 'later');
    const tar = gunzipSync(readFileSync(await made('now')));
    tar.write('{"bergfried":2}', tar.indexOf('{"bergfried":1}'));
    writeFileSync(later, gzipSync(tar));
    await expect(readArchive(later, undefined)).rejects.toThrow('hat die Form 2');
  });

  it('that is encrypted needs its passphrase, and bears no change', async () => {
    const path = await made('secret', PASSPHRASE);
    await expect(readArchive(path, undefined)).rejects.toThrow('ist verschlüsselt');
    await expect(readArchive(path, 'ein anderes Kennwort')).rejects.toThrow('Kennwort passt nicht');
    const bytes = readFileSync(path);
    for (const at of [60, bytes.length - 40]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      await expect(readArchive(path, PASSPHRASE)).rejects.toThrow(
        /verändert|Kennwort passt nicht|abgeschnitten/,
      );
    }
    writeFileSync(path, bytes.subarray(0, bytes.length - 1));
    await expect(readArchive(path, PASSPHRASE)).rejects.toThrow('abgeschnitten');
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('x')]));
    await expect(readArchive(path, PASSPHRASE)).rejects.toThrow('verändert');
  });
});

describe('what a program can restore', () => {
  const here = { platform: 'linux-x64', migrations: base.migrations };
  const manifest: Manifest = { ...base, files: [] };

  it('is its own state and older ones, on the same kind of machine', () => {
    expect(() => requireFits(manifest, here)).not.toThrow();
    expect(() => requireFits({ ...manifest, migrations: [] }, here)).not.toThrow();
    expect(() => requireFits({ ...manifest, migrations: ['20991231T2359__later.sql'] }, here)).toThrow(
      /neueren Version \(9\.9\.9\).*20991231T2359__later\.sql/,
    );
    expect(() => requireFits(manifest, { ...here, platform: 'linux-arm64' })).toThrow(
      'nur auf der gleichen Art',
    );
  });

  it('lies at addresses that are known', () => {
    expect(classify('cluster/data/base/1/2619')).toBe('data');
    expect(classify('data-folder/files/tenants/a/ab/abc')).toBe('folder');
    expect(classify('data-folder/mail/a.eml')).toBe('folder');
    expect(classify('data-folder/files')).toBeNull();
    expect(classify('cluster/data')).toBeNull();
    expect(classify('data-folder//files/x')).toBeNull();
  });
});
