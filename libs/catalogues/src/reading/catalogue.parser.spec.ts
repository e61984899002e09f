import { Readable } from 'node:stream';
import { decodeJson } from '../oscal/decode.js';
import { readCatalogue } from '../oscal/read.js';
import { CatalogueRefusal, type RefusalCode } from '../oscal/refusal.js';
import { CatalogueParser, ReadingInterrupted } from './catalogue.parser.js';
import { READING_LIMITS } from './limits.js';

const parser = new CatalogueParser();
afterAll(() => parser.onApplicationShutdown());

const catalogue = (number: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      catalog: {
        metadata: { title: 'Prüfung Ł 💾', 'last-modified': '2026-06-30T08:00:00Z' },
        groups: [
          {
            id: 'ORG',
            title: 'Organisation',
            controls: Array.from({ length: number }, (_, index) => ({
              id: `ORG.${String(index)}`,
              title: 'Anforderung',
              parts: [{ name: 'statement', prose: `Nach {{ p }} prüfen.\u2028${String(index)}` }],
            })),
          },
        ],
        params: [{ id: 'p', label: 'einer Frist' }],
      },
    }),
  );

/** Arrives in pieces, as from a store. */
function content(bytes: Buffer, piece = 50_000): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  );
  return Readable.from(pieces);
}

async function refusalOf(reading: Promise<unknown>): Promise<RefusalCode | 'none'> {
  try {
    await reading;
    return 'none';
  } catch (error) {
    if (error instanceof CatalogueRefusal) return error.code;
    throw error;
  }
}

describe('reading in a process of its own', () => {
  it('gives exactly what reading here would give', async () => {
    const bytes = catalogue(1234);
    const parsed = await parser.parse(content(bytes));
    expect(parsed).toEqual(readCatalogue(decodeJson(bytes)));
    expect(parsed.requirements).toHaveLength(1234);
  });

  it('leaves this thread free meanwhile', async () => {
    const bytes = catalogue(15_000);
    let longest = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const started = performance.now();
    await parser.parse(content(bytes));
    clearInterval(ticking);
    expect(longest).toBeLessThan(Math.max(500, (performance.now() - started) / 3));
  });

  it.each<[RefusalCode, Buffer]>([
    ['not-json', Buffer.from('')],
    ['truncated', catalogue(100).subarray(0, 2000)],
    ['other-model', Buffer.from('{"profile": {}}')],
    ['encoding', Buffer.from('{"title": "für"}', 'latin1')],
  ])('passes on why a file is refused: %s', async (code, bytes) => {
    expect(await refusalOf(parser.parse(content(bytes)))).toBe(code);
  });

  it('refuses what takes more than its time', async () => {
    const reading = parser.parse(content(catalogue(2000)), { ...READING_LIMITS, cpuMs: 1 });
    await expect(reading).rejects.toEqual(new CatalogueRefusal('too-slow', { max: 1 }));
  });

  it.each([
    ['of the heap', 140],
    ['of the process', 30],
  ])('refuses what takes more than its memory: %s', async (_what, memoryMb) => {
    const bytes = Buffer.from(`{"catalog": {"back-matter": [${'[{}],'.repeat(2_500_000)}[]]}}`);
    expect(await refusalOf(parser.parse(content(bytes), { ...READING_LIMITS, memoryMb }))).toBe('too-heavy');
  });

  it('holds the fullest file that may be sent within its limits, or refuses it', async () => {
    const worst = Buffer.from(`{"catalog": {"back-matter": [${'{},'.repeat(6_900_000)}{}]}}`);
    expect(['too-heavy', 'no-requirements']).toContain(await refusalOf(parser.parse(content(worst))));
  });

  it('tells of a store that fails midway, and of nothing else', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('{"catalog": ');
        throw new Error('the store is gone');
      })(),
    );
    await expect(parser.parse(broken)).rejects.toThrow('the store is gone');
  });

  it('is interrupted by the clock when nothing comes', async () => {
    const silent = new Readable({ read: () => undefined });
    await expect(parser.parse(silent, { ...READING_LIMITS, clockMs: 300 })).rejects.toThrow(
      ReadingInterrupted,
    );
    expect(silent.destroyed).toBe(true);
  });

  it('ends with the worker, and begins nothing new', async () => {
    const stopping = new CatalogueParser();
    const running = stopping.parse(content(catalogue(15_000)));
    stopping.onApplicationShutdown();
    await expect(running).rejects.toThrow(ReadingInterrupted);
    await expect(stopping.parse(content(catalogue(1)))).rejects.toThrow(ReadingInterrupted);
  });
});
