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
