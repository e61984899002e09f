import { HEADS_FILE, KEY_FILE } from '@bergfried/platform';

/** Parts of the data folder that make up an installation, beside its cluster. Logs and backups are not among them. */
export const installationFiles: readonly string[] = [
  HEADS_FILE,
  KEY_FILE,
  'database-passwords.json',
  'demo-password',
];

/** Folders of the data folder that make up an installation. */
export const installationFolders = ['files', 'mail'] as const;

/** Where the cluster lies, or where that is written. */
export const clusterEntries = ['postgres', 'postgres.path'] as const;

/** Addresses inside of an archive. */
export const archivePaths = {
  /** First entry: what this is, so that a foreign archive is told at once. */
  mark: 'bergfried.json',
  /** Last entry: what has to be there. Without it the archive is not complete. */
  manifest: 'manifest.json',
  password: 'cluster/superuser-password',
  data: 'cluster/data',
  folder: 'data-folder',
} as const;

/** What an entry of an archive is; null: nothing that belongs there. */
export function classify(path: string): 'mark' | 'manifest' | 'password' | 'data' | 'folder' | null {
  if (path === archivePaths.mark) return 'mark';
  if (path === archivePaths.manifest) return 'manifest';
  if (path === archivePaths.password) return 'password';
  const segments = path.split('/');
  // Backslash and NUL: a path that means something else elsewhere.
  if (
    segments.some(
      (segment) => segment === '' || segment === '.' || segment === '..' || /[\\\0]/.test(segment),
    )
  )
    return null;
  const [first, second = '', third] = segments;
  if (first === 'cluster' && second === 'data' && third !== undefined) return 'data';
  if (first !== archivePaths.folder) return null;
  const isFile = third === undefined && installationFiles.includes(second);
  const isInFolder = third !== undefined && installationFolders.some((name) => name === second);
  return isFile || isInFolder ? 'folder' : null;
}
