/** What kept the embedded PostgreSQL from running; callers branch on it, people read the message. */
export type EmbeddedPostgresErrorCode =
  | 'already-running'
  | 'binaries-unusable'
  | 'disk-full'
  | 'folder-unusable'
  | 'not-answering'
  | 'password-lost'
  | 'port-taken'
  | 'start-failed'
  | 'unsupported-platform'
  | 'wrong-version';

/**
 * Failure of the embedded PostgreSQL starter.
 * `message` is German, complete, and meant for the person at the terminal (what happened, what to do).
 */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

interface Hint {
  readonly pattern: RegExp;
  readonly code: EmbeddedPostgresErrorCode;
  readonly text: string;
}

// PostgreSQL runs with LC_MESSAGES=C, so its English words can be relied on (src/backend, release 18).
const hints: readonly Hint[] = [
  {
    pattern: /no space left on device|could not extend file.*disk/i,
    code: 'disk-full',
    text: 'Der Datenträger ist voll. Bitte Platz schaffen und neu starten; gespeicherte Daten sind unversehrt.',
  },
  {
    pattern: /database files are incompatible with server|initialized by PostgreSQL version/i,
    code: 'wrong-version',
    text: 'Der Datenordner stammt von einer anderen PostgreSQL-Version und kann mit dieser nicht geöffnet werden.',
  },
  {
    pattern: /could not look up effective user ID/i,
    code: 'unsupported-platform',
    text: 'PostgreSQL verlangt, dass der Benutzer, unter dem es läuft, einen Namen hat (/etc/passwd).',
  },
  {
    pattern: /has invalid permissions|has wrong ownership|permission denied|could not access directory/i,
    code: 'folder-unusable',
    text: 'PostgreSQL darf seinen Datenordner nicht öffnen. Bitte Eigentümer und Rechte des Ordners prüfen.',
  },
  {
    pattern: /could not create any TCP\/IP sockets|address already in use/i,
    code: 'port-taken',
    text: 'Der Anschluss (Port) für PostgreSQL ist von einem anderen Programm belegt.',
  },
  {
    pattern: /could not create shared memory segment|could not map anonymous shared memory|out of memory/i,
    code: 'start-failed',
    text: 'Der Arbeitsspeicher reicht für PostgreSQL nicht aus.',
  },
  {
    pattern: /lock file .* already exists|pre-existing shared memory block/i,
    code: 'already-running',
    text: 'Auf diesem Datenordner läuft schon ein anderes PostgreSQL.',
  },
];

/**
 * Turns what PostgreSQL or initdb printed into an error with a German explanation.
 * @param output last lines of the program, English
 * @param logFile where more can be read; named in the message
 */
export function explainFailure(output: string, logFile?: string): EmbeddedPostgresError {
  const lastLines = output.trim().split('\n').slice(-4).join('\n  ');
  const where = logFile === undefined ? '' : `\nProtokoll: ${logFile}`;
  const hint = hints.find(({ pattern }) => pattern.test(output));
  const text = hint?.text ?? 'PostgreSQL ließ sich nicht starten.';
  return new EmbeddedPostgresError(hint?.code ?? 'start-failed', `${text}\n  ${lastLines}${where}`);
}

/**
 * Explains what Node refused in the data folder (full, forbidden, read-only); other errors stay as they are.
 * @param folder the data folder, named in the message
 */
export function explainSystemError(error: unknown, folder: string): unknown {
  const code = systemErrorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const text = `Der Datenträger von ${folder} ist voll. Bitte Platz schaffen und neu starten; gespeicherte Daten sind unversehrt.`;
    return new EmbeddedPostgresError('disk-full', text, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const text = `Im Datenordner ${folder} darf dieser Benutzer nicht schreiben. Gehört er einem anderen, der Bergfried früher gestartet hat?`;
    return new EmbeddedPostgresError('folder-unusable', text, { cause: error });
  }
  return error;
}

/** The `code` of a system or database error (`ENOENT`, `28P01`, …), else undefined. */
export function systemErrorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
