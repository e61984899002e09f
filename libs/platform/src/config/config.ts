import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { s3PlaceOf } from '../files/s3-place.js';

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
  /** Sender of the mails; undefined: bergfried@ and the host of the public address. */
  readonly mailFrom: string | undefined;
  /** Secret outside the database that seals the history; undefined: a file of the data folder. */
  readonly key: string | undefined;
  /** S3-compatible store of files; undefined: a folder below the data folder. */
  readonly s3Url: string | undefined;
  readonly demo: boolean;
  readonly demoPassword: string | undefined;
  /** Address under which people reach the product; https turns on secure cookies and HSTS. */
  readonly publicUrl: string;
  /** Where the process tells its figures; undefined: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
}

/** A setting that cannot be used; the message is German and says what to do. */
export class ConfigError extends Error {}

const KNOWN_BERGFRIED_NAMES = new Set([
  'BERGFRIED_DATA_DIR',
  'BERGFRIED_DEMO',
  'BERGFRIED_DEMO_PASSWORD',
  'BERGFRIED_KEY',
  'BERGFRIED_KEY_FILE',
  'BERGFRIED_MAIL_FROM',
  'BERGFRIED_METRICS_HOST',
  'BERGFRIED_METRICS_PORT',
  'BERGFRIED_PUBLIC_URL',
]);

/** Settings that hold a secret; each may be given as a file instead, by its name and `_FILE`. */
const SECRETS = new Set([
  'BERGFRIED_KEY',
  'DATABASE_BACKUP_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_SUPERUSER_URL',
  'DATABASE_SYSTEM_URL',
  'DATABASE_URL',
  'REDIS_URL',
  'S3_URL',
  'SMTP_URL',
]);

/**
 * One setting, from the environment or, for a secret, from the file that `<NAME>_FILE` names. An empty value counts as unset.
 * @throws ConfigError when both are set, or the file cannot be read
 */
export function settingOf(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  const value = env[name]?.trim() || undefined;
  const file = SECRETS.has(name) ? env[`${name}_FILE`]?.trim() || undefined : undefined;
  if (file === undefined) return value;
  if (value !== undefined)
    throw new ConfigError(`${name} und ${name}_FILE sind beide gesetzt; bitte nur eines davon.`);
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    throw new ConfigError(`${name}_FILE nennt „${file}“; diese Datei lässt sich nicht lesen.`);
  }
}

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
  const value = (name: string): string | undefined => settingOf(env, name);
  const port = portOf('PORT', value('PORT') ?? '3000');
  const metricsPort = value('BERGFRIED_METRICS_PORT');
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
    mailFrom: mailFromOf(value('BERGFRIED_MAIL_FROM')),
    key: keyOf(value('BERGFRIED_KEY')),
    s3Url: s3UrlOf(value('S3_URL')),
    demo: switchOf('BERGFRIED_DEMO', value('BERGFRIED_DEMO') ?? 'on'),
    demoPassword: passwordOf(value('BERGFRIED_DEMO_PASSWORD')),
    publicUrl: publicUrlOf(
      value('BERGFRIED_PUBLIC_URL') ?? `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`,
    ),
    metrics:
      metricsPort === undefined
        ? undefined
        : {
            host: value('BERGFRIED_METRICS_HOST') ?? '127.0.0.1',
            port: portOf('BERGFRIED_METRICS_PORT', metricsPort),
          },
  };
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) {
    throw new ConfigError(`${name} ist „${text}“; erlaubt ist eine Zahl von 1 bis 65535.`);
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

function mailFromOf(text: string | undefined): string | undefined {
  if (text !== undefined && !/^[^\s@<>"]+@[^\s@<>"]+$/.test(text)) {
    throw new ConfigError(`BERGFRIED_MAIL_FROM ist „${text}“; nötig ist eine Mailadresse ohne Namen.`);
  }
  return text;
}

function keyOf(text: string | undefined): string | undefined {
  if (text !== undefined && text.length < 32) {
    throw new ConfigError('BERGFRIED_KEY ist zu kurz; nötig sind mindestens 32 Zeichen.');
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

function s3UrlOf(text: string | undefined): string | undefined {
  const url = urlOf('S3_URL', text, ['https:', 'http:']);
  if (url !== undefined && !s3PlaceOf(url)) {
    throw new ConfigError(
      'S3_URL ist unvollständig; nötig ist https://SCHLÜSSEL:GEHEIMNIS@HOST/BUCKET, dahinter nach Bedarf ?region=….',
    );
  }
  return url;
}

function publicUrlOf(text: string): string {
  if (!URL.canParse(text) || !['http:', 'https:'].includes(new URL(text).protocol)) {
    throw new ConfigError(
      `BERGFRIED_PUBLIC_URL ist „${text}“; nötig ist eine Adresse mit http:// oder https://.`,
    );
  }
  return new URL(text).origin;
}
