import { existsSync, readFileSync } from 'node:fs';

/** Rows of the tables of SECURITY.md: threat, measure, test. */
const rows = readFileSync('SECURITY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('the threat table of SECURITY.md', () => {
  it('has its rows', () => expect(rows.length).toBeGreaterThan(20));

  it.each(rows)('%s: has a measure, and tests that are there', (threat, measure, tests) => {
    expect(threat).not.toBe('');
    expect(measure).not.toBe('');
    const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, path]) => path);
    expect(named).not.toEqual([]);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
