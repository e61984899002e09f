import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running PostgreSQL says of itself in `postmaster.pid` (src/include/utils/pidfile.h). */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `stopping`, `ready` or `standby`; empty while it is not written yet. */
  readonly status: string;
}

/** Path of the file in a data directory. */
export function postmasterFilePath(dataDir: string): string {
  return join(dataDir, 'postmaster.pid');
}

/** Reads `postmaster.pid`; undefined when there is none or it is not complete. */
export function readPostmasterFile(dataDir: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(postmasterFilePath(dataDir), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim() ?? ''];
  return Number.isInteger(pid) && pid > 0 ? { pid, port, status } : undefined;
}
