import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemErrorCode } from './errors.js';

/** A process that stays the same one: process ids are used again, an id with its start time is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot (Linux); undefined where the system does not tell. */
  readonly startTime?: string;
}

interface ProcessStat {
  readonly state: string;
  readonly startTime: string;
}

// proc(5): the name in brackets may hold anything, so fields are counted from the last bracket.
function readStat(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, startTime] = [fields[0], fields[19]];
    return state === undefined || startTime === undefined ? undefined : { state, startTime };
  } catch {
    return undefined;
  }
}

/** The identity of a process id as of now. */
export function identify(pid: number): ProcessIdentity {
  const startTime = readStat(pid)?.startTime;
  return startTime === undefined ? { pid } : { pid, startTime };
}

/**
 * Whether the process lives. A zombie counts as dead: it still answers signal 0, but holds nothing
 * (in containers nobody may ever collect it).
 */
export function isAlive({ pid, startTime }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemErrorCode(error) !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  const stat = readStat(pid);
  if (stat === undefined || stat.state === 'Z' || stat.state === 'X') return false;
  return startTime === undefined || startTime === stat.startTime;
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}

/**
 * Living PostgreSQL processes of a data directory: each of them stands in it.
 * @returns process ids, or undefined where the system cannot tell (not Linux)
 */
export function postgresProcessesIn(dataDir: string): readonly number[] | undefined {
  if (process.platform !== 'linux') return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => standsIn(pid, dataDir) && isAlive({ pid }));
}

function standsIn(pid: number, folder: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === folder &&
      readFileSync(`/proc/${pid}/comm`, 'utf8') === 'postgres\n' // not somebody's shell
    );
  } catch {
    return false; // gone, or another user's
  }
}

/**
 * Looks again and again until the condition holds.
 * @param timeoutMs milliseconds until it gives up
 * @returns whether it came true in time
 */
export async function eventually(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) return false;
    await sleep(20);
  }
  return true;
}
