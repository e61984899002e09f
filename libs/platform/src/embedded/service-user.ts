import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './errors.js';

/** Who PostgreSQL runs as; empty = whoever runs us. Fits the options of `spawn`. */
export interface ServiceUser {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to the owner of an existing cluster, else to
 * `postgres`, else to `nobody` (always there). A made-up user id does not do: initdb looks its name up.
 * @param dataDir data directory of the cluster, which need not exist
 * @throws EmbeddedPostgresError when root finds nobody to hand over to
 */
export function chooseServiceUser(dataDir: string): ServiceUser {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf(name, '-u'), idOf(name, '-g')];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new EmbeddedPostgresError(
    'unsupported-platform',
    'PostgreSQL läuft nicht als root, und es gibt weder den Benutzer „postgres“ noch „nobody“. Bitte als gewöhnlicher Benutzer starten.',
  );
}

function idOf(name: string, flag: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  const id = Number(stdout);
  return status === 0 && Number.isInteger(id) && id > 0 ? id : undefined;
}

/** Whether the service user can enter the folder (asked of the system, so that parents, groups and ACLs count). */
export function canEnter(user: ServiceUser, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...user, cwd: '/' }).status === 0;
}
