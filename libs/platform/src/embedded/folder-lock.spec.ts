import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findHolder, isLock, lockFolder } from './folder-lock.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bergfried-lock-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('lockFolder', () => {
  it('gives the folder to one and tells the next who has it', async () => {
    const lock = await lockFolder(folder, 'app', 'http://127.0.0.1:3000');
    expect(isLock(lock)).toBe(true);
    const second = await lockFolder(folder, 'app', 'other');
    expect(second).toMatchObject({ pid: process.pid, note: 'http://127.0.0.1:3000' });
    expect(findHolder(folder, 'app')).toMatchObject({ note: 'http://127.0.0.1:3000' });
  });

  it('is free again after release, without a crash in between', async () => {
    const first = await lockFolder(folder, 'app', '');
    if (isLock(first)) first.release();
    expect(await lockFolder(folder, 'app', '')).toMatchObject({ afterCrash: false });
  });

  it('does not count a process that died, or another one with its number', async () => {
    await lockFolder(folder, 'app', '');
    const [file] = readdirSync(folder);
    const path = join(folder, file ?? '');
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...holder, startTime: '1' }));
    expect(findHolder(folder, 'app')).toBeUndefined();
    expect(await lockFolder(folder, 'app', '')).toMatchObject({ afterCrash: true });
  });

  it('does not hold a copy of the folder', async () => {
    await lockFolder(folder, 'app', '');
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    try {
      expect(isLock(await lockFolder(copy, 'app', ''))).toBe(true);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it('keeps locks of different names apart', async () => {
    await lockFolder(folder, 'app', '');
    expect(isLock(await lockFolder(folder, 'postgres', ''))).toBe(true);
  });

  it('never gives it to two that come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => lockFolder(folder, 'app', '')));
    expect(answers.filter(isLock).length).toBeLessThanOrEqual(1);
  });
});
