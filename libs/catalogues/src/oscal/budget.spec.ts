import { decodeJson } from './decode.js';
import { readCatalogue } from './read.js';
import { CatalogueRefusal } from './refusal.js';

/** Time of the processor that a refusal may take. */
const MOST_MS = 3000;

const control = (number: number, over: object): object => ({
  id: `ORG.${String(number)}`,
  title: `Anforderung ${String(number)}`,
  ...over,
});

describe('a small file that multiplies itself', () => {
  const refusalOf = (content: object): string => {
    const bytes = Buffer.from(JSON.stringify({ catalog: { metadata: { title: 'x' }, ...content } }));
    const before = process.cpuUsage();
    try {
      readCatalogue(decodeJson(bytes));
      return 'none';
    } catch (error) {
      if (error instanceof CatalogueRefusal) return error.code;
      throw error;
    } finally {
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(MOST_MS);
    }
  };
  /** Five levels of parameters within one another. */
  const levels = (times: number, last: object): object[] =>
    Array.from({ length: 5 }, (_, level) =>
      level === 4
        ? { id: 'n4', ...last }
        : { id: `n${String(level)}`, label: `{{n${String(level + 1)}}}`.repeat(times) },
    );
  const start = [{ name: 'statement', prose: '{{n0}}' }];

  it.each([
    ['many words', levels(20, { label: 'w'.repeat(200) })],
    ['one letter', levels(400, { label: 'w' })],
    ['no letter at all', levels(400, { values: [''] })],
  ])('by parameters of %s is refused at once', (_what, params) => {
    expect(refusalOf({ params, controls: [control(1, { parts: start })] })).toBe('text-too-long');
  });

  it('in a part that is only shown, not searched, is refused as well', () => {
    const parts = [{ name: 'sonst', parts: [{ name: 'item', prose: '{{n0}}' }] }];
    expect(refusalOf({ params: levels(400, {}), controls: [control(1, { parts })] })).toBe('text-too-long');
  });

  it('by one long parameter that every requirement names is refused', () => {
    const params = [{ id: 'n0', label: 'w'.repeat(100_000) }];
    const controls = Array.from({ length: 1000 }, (_, index) => control(index, { params: [], parts: start }));
    expect(refusalOf({ params, controls })).toBe('texts-too-long');
  });

  it('by a chain of parameters that every requirement reaches is refused', () => {
    const params = Array.from({ length: 4000 }, (_, index) => ({
      id: `n${String(index)}`,
      label: `{{n${String(index + 1)}}}`,
    }));
    const controls = Array.from({ length: 3000 }, (_, index) => control(index, { params: [], parts: start }));
    expect(refusalOf({ params, controls })).toBe('texts-too-long');
  });

  it('by the long title of a source that many links name is refused', () => {
    const uuid = '6f4c7c5e-0000-4000-8000-000000000009';
    const links = Array.from({ length: 20_000 }, () => ({ href: `#${uuid}` }));
    expect(
      refusalOf({
        controls: [control(1, { links })],
        'back-matter': { resources: [{ uuid, title: 't'.repeat(100_000) }] },
      }),
    ).toBe('texts-too-long');
  });

  it('is taken as long as it stays within: every requirement names the same hundred parameters', () => {
    const params = Array.from({ length: 100 }, (_, index) => ({
      id: `n${String(index)}`,
      label: 'einer Frist',
    }));
    const prose = params.map(({ id }) => `{{ insert: param, ${id} }}`).join(' ');
    const controls = Array.from({ length: 1000 }, (_, index) =>
      control(index, { parts: [{ name: 'statement', prose }] }),
    );
    expect(refusalOf({ params, controls })).toBe('none');
  });
});
