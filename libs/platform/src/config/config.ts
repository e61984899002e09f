import { resolve } from 'node:path';

/** Settings of one process, validated. URLs are `postgres://…`; directories absolute. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseOwnerUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly databaseSystemUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly demo: boolean;
  readonly demoPassword: string | undefined;
  /** Address under which people reach the product; https turns on secure cookies and HSTS. */
  readonly publicUrl: string;
}

/** A setting that cannot be used; the message is German and says what to do. */
export class ConfigError extends Error {}

const KNOWN_BERGFRIED_NAMES = new Set([
  'BERGFRIED_DATA_DIR',
  'BERGFRIED_DEMO',
  'BERGFRIED_DEMO_PASSWORD',
  'BERGFRIED_PUBLIC_URL',
]);

/**
 * Reads the settings of docs/operations.md. An empty value counts as unset.
 * @throws ConfigError for an unknown BERGFRIED_ name or a value that cannot be used
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  for (const name of Object.keys(env)) {
    if (name.startsWith('BERGFRIED_') && !KNOWN_BERGFRIED_NAMES.has(name)) {
      throw new ConfigError(
        `Die Einstellung ${name} ist unbekannt. Bekannt sind: ${[...KNOWN_BERGFRIED_NAMES].join(', ')}.`,
      );
    }
  }
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  const port = portOf(value('PORT') ?? '3000');
  const host = value('HOST') ?? '127.0.0.1';
  return {
    port,
    host,
    dataDir: resolve(value('BERGFRIED_DATA_DIR') ?? '.data'),
    databaseOwnerUrl: urlOf('DATABASE_OWNER_URL', value('DATABASE_OWNER_URL'), ['postgres:', 'postgresql:']),
    databaseUrl: urlOf('DATABASE_URL', value('DATABASE_URL'), ['postgres:', 'postgresql:']),
    databaseSystemUrl: urlOf('DATABASE_SYSTEM_URL', value('DATABASE_SYSTEM_URL'), [
      'postgres:',
      'postgresql:',
    ]),
    redisUrl: urlOf('REDIS_URL', value('REDIS_URL'), ['redis:', 'rediss:']),
    smtpUrl: urlOf('SMTP_URL', value('SMTP_URL'), ['smtp:', 'smtps:']),
    demo: switchOf('BERGFRIED_DEMO', value('BERGFRIED_DEMO') ?? 'on'),
    demoPassword: passwordOf(value('BERGFRIED_DEMO_PASSWORD')),
    publicUrl: publicUrlOf(
      value('BERGFRIED_PUBLIC_URL') ?? `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`,
    ),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) {
    throw new ConfigError(`PORT ist „${text}“; erlaubt ist eine Zahl von 1 bis 65535.`);
  }
  return port;
}

function switchOf(name: string, text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new ConfigError(`${name} ist „${text}“; erlaubt ist on oder off.`);
}

function passwordOf(text: string | undefined): string | undefined {
  if (text !== undefined && text.length < 12) {
    throw new ConfigError('BERGFRIED_DEMO_PASSWORD ist zu kurz; nötig sind mindestens 12 Zeichen.');
  }
  return text;
}

function urlOf(name: string, text: string | undefined, protocols: readonly string[]): string | undefined {
  if (text === undefined) return undefined;
  // The value may hold a password, so the message never repeats it.
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new ConfigError(`${name} ist keine gültige Adresse; sie beginnt mit ${protocols[0] ?? ''}//.`);
  }
  return text;
}

function publicUrlOf(text: string): string {
  if (!URL.canParse(text) || !['http:', 'https:'].includes(new URL(text).protocol)) {
    throw new ConfigError(
      `BERGFRIED_PUBLIC_URL ist „${text}“; nötig ist eine Adresse mit http:// oder https://.`,
    );
  }
  return new URL(text).origin;
}
