import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';

/**
 * The folder outside the project that an unprivileged PostgreSQL of root can reach when the project lies below
 * a closed one (for example /root, mode 0700). /var/lib comes first: systems clean /var/tmp of files that were
 * not read for 30 days (systemd-tmpfiles), and of a database that must not happen.
 * @throws EmbeddedPostgresError when neither is writable, or what is there belongs to somebody else
 */
export function openShelter(): string {
  for (const parent of ['/var/lib', '/var/tmp']) {
    const folder = join(parent, 'bergfried');
    try {
      mkdirSync(folder, { recursive: true, mode: 0o711 });
      const found = lstatSync(folder);
      // in /var/tmp anybody may have made it first
      if (!found.isDirectory() || found.uid !== process.getuid?.()) continue;
      chmodSync(folder, 0o711);
      return folder;
    } catch {
      // read-only or forbidden: try the next
    }
  }
  throw new EmbeddedPostgresError(
    'folder-unusable',
    'PostgreSQL erreicht das Projekt nicht, und weder /var/lib noch /var/tmp lassen sich dafür nutzen. ' +
      'Bitte das Projekt in einen Ordner legen, den auch andere Benutzer betreten dürfen, oder nicht als root starten.',
  );
}
