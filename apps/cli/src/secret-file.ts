import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { systemErrorCode } from '@bergfried/platform';

/** The content of a file that only its owner may read, or undefined when there is none. */
export function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file that only its owner may read (0600), in one step: after a crash it is old or new, never half. */
export function writeSecret(path: string, content: string): void {
  writeFileSync(`${path}.tmp`, `${content}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.tmp`, path);
}
