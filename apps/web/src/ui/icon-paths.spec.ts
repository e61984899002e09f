import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

it('icon-paths.ts is what scripts/icons.mjs makes of the installed package', () => {
  const script = join(__dirname, '../../scripts/icons.mjs');
  const { stdout, status } = spawnSync(process.execPath, [script, '--print'], { encoding: 'utf8' });
  expect(status).toBe(0);
  // Compared as a whole: a difference would print thirty thousand characters of path.
  expect(readFileSync(join(__dirname, 'icon-paths.ts'), 'utf8') === stdout).toBe(true);
});
