import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(180_000);

/** The bench on very few rows: that it runs, that nothing fails in it and that its figures can be true. */
function shortRun() {
  const folder = mkdtempSync(join(tmpdir(), 'bergfried-bench-spec-'));
  const json = join(folder, 'result.json');
  const few = ['--rows', '2000', '--small', '1000', '--seconds', '1', '--connections', '2'];
  try {
    const printed = execFileSync(
      process.execPath,
      ['tools/run.mjs', 'bench', ...few, '--only', 'county-list,report,create', '--json', json],
      { encoding: 'utf8' },
    );
    return { printed, result: JSON.parse(readFileSync(json, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('the bench measures the product beside its SQL and a plain server, without a failed answer', () => {
  const { printed, result } = shortRun();
  expect(result.counts).toMatchObject({ tenants: 10, incidents: 400, duties: 400 });
  // one version for each row, and one more for each that was closed or decided
  expect(result.counts.versions).toBeGreaterThan(result.counts.incidents + result.counts.entries + 400);
  expect(result.measurements.map(({ id, cells }) => [id, Object.keys(cells)])).toEqual([
    ['county-list', ['sql', 'plain', 'api', 'small']],
    ['report', ['sql', 'api', 'small']],
    ['create', ['sql', 'plain', 'api', 'small']],
  ]);
  for (const { cells } of result.measurements) {
    for (const { count, errors, p50, p95, p99 } of Object.values(cells)) {
      expect(errors).toBe(0);
      expect(count).toBeGreaterThan(0);
      expect(p50).toBeGreaterThan(0);
      expect(p95).toBeGreaterThanOrEqual(p50);
      expect(p99).toBeGreaterThanOrEqual(p95);
    }
  }
  expect(printed).toContain('| Ablauf | Verb. | /s |');
});
