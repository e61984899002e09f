import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadsFile, type SealHead } from './heads-file.js';

const folder = mkdtempSync(join(tmpdir(), 'bergfried-heads-'));
const path = join(folder, 'heads.json');
const file = new HeadsFile(path);
afterEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = (position: number, sign: string): SealHead => ({
  position: String(position),
  hash: sign.repeat(64),
  at: '2026-11-24T08:00:00.000Z',
});

describe('the ends of the chains outside the database', () => {
  it('are none without a file, and afterwards those that were kept', () => {
    expect(file.read().size).toBe(0);
    file.advance(new Map([['a', { from: null, to: head(10, 'a') }]]));
    file.advance(new Map([['b', { from: null, to: head(3, 'b') }]]));
    expect(Object.fromEntries(file.read())).toEqual({ a: head(10, 'a'), b: head(3, 'b') });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toContain('"position": "10"');
    expect(readdirSync(folder)).toEqual(['heads.json']);
  });

  it('move on from what was compared', () => {
    file.advance(new Map([['a', { from: null, to: head(10, 'a') }]]));
    file.advance(new Map([['a', { from: head(10, 'a'), to: head(12, 'c') }]]));
    expect(file.read().get('a')).toEqual(head(12, 'c'));
  });

  it.each([
    { what: 'an end that another worker has written meanwhile', from: head(9, 'b') },
    { what: 'an end of the same place and another hash', from: head(10, 'b') },
    { what: 'an end that was not known', from: null },
  ])('stay with $what, however high the new one is', ({ from }) => {
    file.advance(new Map([['a', { from: null, to: head(10, 'a') }]]));
    file.advance(new Map([['a', { from, to: head(101, 'c') }]]));
    expect(file.read().get('a')).toEqual(head(10, 'a'));
  });

  it.each(['', 'x', '[]', '[1]', '{"a": 1}', '{"a": {"position": "1", "hash": "zz", "at": ""}}'])(
    'are not taken for none when the file is damaged: %s',
    (text) => {
      writeFileSync(path, text);
      expect(() => file.read()).toThrow('keine Liste von Kettenenden');
      expect(() => file.advance(new Map([['a', { from: null, to: head(1, 'a') }]]))).toThrow(
        'keine Liste von Kettenenden',
      );
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );
});
