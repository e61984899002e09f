import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Top folder of the product; source and build output lie equally deep below it. */
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The SQL files of the schema. */
export const migrationsDir = join(root, 'migrations');

/** Entry points of the two services. */
export const serviceEntries = {
  api: join(root, 'apps/api/dist/main.js'),
  worker: join(root, 'apps/worker/dist/main.js'),
} as const;

/** Version of the product, from the top package. */
export function productVersion(): string {
  const value: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof value === 'object' && value !== null && 'version' in value ? String(value.version) : '?';
}
