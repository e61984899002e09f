import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstallationKey, installationKey } from './installation-key.js';

const folder = mkdtempSync(join(tmpdir(), 'bergfried-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the secret of the installation is made once, for its owner only, unless a setting names it', () => {
  const file = join(folder, 'installation.key');
  const made = installationKey({ setting: undefined, file });
  expect(installationKey({ setting: undefined, file }).tokenFor('x')).toBe(made.tokenFor('x'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(installationKey({ setting: 'a setting that has thirty-two signs', file }).tokenFor('x')).not.toBe(
    made.tokenFor('x'),
  );
  expect(() => new InstallationKey('short')).toThrow('32');
});
