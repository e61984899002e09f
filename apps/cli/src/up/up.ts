import { join } from 'node:path';
import { startEmbeddedPostgres, type Config } from '@bergfried/platform';
import { finishExchange } from '../backup/exchange.js';
import { backupBeforeUpgrade } from '../commands/backup.js';
import { databaseUrls, rolePasswords, type DatabaseUrls } from '../database/accounts.js';
import { operatedUrls } from '../database/operated.js';
import { databaseName, migrateDatabase, prepareDatabase } from '../database/prepare.js';
import type { SeedOptions } from '../demo/index.js';
import type { Printer } from '../printer.js';
import { chooseDemoPassword, demoLogins, demoPasswordOf, seedOptions } from './demo-access.js';
import { serviceEnvironment, workerSettings } from './environment.js';
import { offerFounding } from './founding-offer.js';
import { holdDataDir } from './hold.js';
import { requireFreePort } from './ports.js';
import { PostgresKeeper } from './postgres-keeper.js';
import { localUrl, waitUntilReady } from './readiness.js';
import { Service } from './service.js';
import { aborted, isAborted, listenForStop } from './stop-signal.js';
import { welcome } from './welcome.js';

/** Everything `up` works with; tests put stand-ins for the services and the demonstration. */
export interface UpOptions {
  readonly config: Config;
  readonly printer: Printer;
  readonly migrationsDir: string;
  readonly services: { readonly api: string; readonly worker: string };
  readonly seed: (options: SeedOptions) => Promise<unknown>;
}

/** Milliseconds an occupied port may take to become free after a crash: the orphaned api is ending. */
const orphanPatienceMs = 15_000;

/**
 * Runs the product until it is told to stop: PostgreSQL, the database, api and worker.
 * @returns when everything it started has ended
 * @throws UserError, ConfigError, EmbeddedPostgresError with German messages; then too everything has ended
 */
export async function up(options: UpOptions): Promise<void> {
  const { config, printer } = options;
  const operated = operatedUrls(config);
  const stop = listenForStop();
  try {
    const lock = await holdDataDir(config, printer, stop.signal);
    try {
      await requireFreePort(config, lock.afterCrash ? orphanPatienceMs : 0, stop.signal);
      await run(options, operated, stop.signal);
      if (stop.fault() !== undefined) throw stop.fault();
    } finally {
      lock.release();
    }
  } finally {
    stop.forget();
  }
}

async function run(
  options: UpOptions,
  operated: DatabaseUrls | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { printer } = options;
  const cleanUp: (() => Promise<void>)[] = [];
  const running = bringUp(options, operated, signal, cleanUp);
  try {
    await Promise.race([running.then(() => aborted(signal)), aborted(signal)]);
    printer.line('Bergfried wird beendet …');
  } finally {
    running.catch(() => undefined); // what it was doing when we stopped fails now, and nobody minds
    for (const end of cleanUp.reverse()) await end();
  }
  printer.line('Bergfried ist beendet.');
}

/** Each thing that is started first says how it ends, so that a stop at any moment finds all of them. */
async function bringUp(
  options: UpOptions,
  operated: DatabaseUrls | undefined,
  signal: AbortSignal,
  cleanUp: (() => Promise<void>)[],
): Promise<void> {
  const { config, printer } = options;
  const startedAt = Date.now();
  const database =
    operated === undefined ? await embedded(options, cleanUp) : await external(options, operated);
  if (isAborted(signal)) return;
  // Operated installations get their first people from the command line (docs/adr/0020).
  const foundingCode = operated === undefined ? await offerFounding(database.urls().system) : undefined;

  const services = [
    new Service(
      {
        title: 'Anwendung',
        entry: options.services.api,
        environment: () => serviceEnvironment(config, { DATABASE_URL: database.urls().app }),
        logFile: join(config.dataDir, 'log/api.log'),
      },
      printer,
    ),
    new Service(
      {
        title: 'Hintergrunddienst',
        entry: options.services.worker,
        environment: () =>
          serviceEnvironment(config, {
            DATABASE_SYSTEM_URL: database.urls().system,
            ...workerSettings(config),
          }),
        logFile: join(config.dataDir, 'log/worker.log'),
      },
      printer,
    ),
  ];
  cleanUp.push(async () => {
    await Promise.all(services.map((service) => service.stop()));
  });
  for (const service of services) service.start();
  database.watch(async () => {
    await Promise.all(services.map((service) => service.restart()));
  });

  await waitUntilReady(localUrl(config), services, signal);
  if (isAborted(signal)) return;
  greet(config, printer, Date.now() - startedAt, operated === undefined, foundingCode);
}

interface Database {
  /** Addresses as of now; the port may change when PostgreSQL had to be restarted. */
  readonly urls: () => DatabaseUrls;
  readonly watch: (onMoved: () => Promise<void>) => void;
}

async function embedded(options: UpOptions, cleanUp: (() => Promise<void>)[]): Promise<Database> {
  const { config, printer, migrationsDir, seed } = options;
  if (finishExchange(config.dataDir)) printer.line('Ein unterbrochenes Zurückspielen wurde abgeschlossen.');
  const starting = startEmbeddedPostgres({ dataDir: config.dataDir, log: (line) => printer.line(line) });
  const keeping = starting.then((postgres) => new PostgresKeeper(postgres, printer));
  cleanUp.push(() => keeping.then((keeper) => keeper.stop()).catch(() => undefined));
  const keeper = await keeping;
  if ((await starting).adopted) printer.line('PostgreSQL lief noch vom letzten Mal und wird weiter benutzt.');

  const passwords = rolePasswords(config.dataDir);
  await prepareDatabase({
    superuserUrl: keeper.superuserUrl,
    passwords,
    migrationsDir,
    beforeUpgrade: (pending) => backupBeforeUpgrade(config, keeper.superuserUrl, pending, printer),
    fill: async (urls) => {
      if (!config.demo) return;
      printer.line('Die Vorführung wird angelegt; das dauert beim ersten Start einen Augenblick …');
      const password = chooseDemoPassword(config);
      await seed(seedOptions(config, urls, password, printer));
    },
  });
  return {
    urls: () => databaseUrls(keeper.superuserUrl, databaseName, passwords),
    watch: (onMoved) => keeper.watch(onMoved),
  };
}

async function external({ migrationsDir, printer }: UpOptions, urls: DatabaseUrls): Promise<Database> {
  await migrateDatabase(urls, migrationsDir, printer);
  return { urls: () => urls, watch: () => undefined };
}

function greet(
  config: Config,
  printer: Printer,
  tookMs: number,
  isEmbedded: boolean,
  foundingCode: string | undefined,
): void {
  const password = isEmbedded && config.demo ? demoPasswordOf(config) : undefined;
  const demo = password === undefined ? {} : { demo: { password, logins: demoLogins(new Date()) } };
  printer.line(welcome({ url: config.publicUrl, tookMs, dataDir: config.dataDir, foundingCode, ...demo }));
  if (password !== undefined && config.demoPassword !== undefined && config.demoPassword !== password) {
    printer.line(
      'BERGFRIED_DEMO_PASSWORD gilt nur beim ersten Start; die Vorführung hat ihr Passwort schon.',
    );
  }
}
