import { openFileStore, type FileSettings } from '@bergfried/platform';
import pg from 'pg';
import { buildDemo } from './actions.js';
import { foundOffices } from './founding.js';
import { replayActions } from './replay.js';

/** What seeding needs: the owner marks the database, the system founds the offices, the api's role does the daily work. */
export interface SeedOptions {
  readonly ownerUrl: string;
  readonly systemUrl: string;
  readonly appUrl: string;
  /** Where the files of reports go. */
  readonly files: FileSettings;
  /** One password for all log-ins of the demonstration. */
  readonly password: string;
  readonly log: (line: string) => void;
  /** Point in time at which the demonstration ends; now, unless a test says otherwise. */
  readonly now?: Date;
}

/**
 * Makes the demonstration through the product's own services, in time order and at the times it tells, so that the
 * history and every figure as of a day are real. The database stays marked as seeding until all is there:
 * an interrupted run is recognised by that mark.
 */
export async function seedDemo(options: SeedOptions): Promise<{ offices: number; actions: number }> {
  const scenario = buildDemo(options.now ?? new Date());
  await setMode(options.ownerUrl, 'seeding');
  const ids = await foundOffices(options.systemUrl, scenario, options.password);
  await replayActions({ ...options, fileStore: await openFileStore(options.files) }, scenario, ids);
  await setMode(options.ownerUrl, 'normal');
  return { offices: scenario.offices.length, actions: scenario.actions.length };
}

async function setMode(ownerUrl: string, mode: 'normal' | 'seeding'): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('update app.database_mode set mode = $1', [mode]);
  } finally {
    await client.end();
  }
}
