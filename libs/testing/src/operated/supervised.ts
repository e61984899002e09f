import { spawn, type ChildProcess } from 'node:child_process';
import { eventually } from '../eventually.js';

/** Milliseconds after which a supervisor starts again what has ended: systemd's RestartSec in deploy/systemd. */
const RESTART_MS = 1000;

/** How a process is started and known to work. */
export interface SupervisedOptions {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it can do its work now. */
  readonly ready: (process: Supervised) => Promise<boolean>;
}

/** A process that is started again when it ends, as a service manager does. */
export class Supervised {
  /** What it wrote, all its lives together. */
  log = '';
  /** What it wrote in this life. */
  thisLife = '';
  private child: ChildProcess | undefined;
  private again: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(readonly options: SupervisedOptions) {
    this.start();
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Waits until it works. @throws Error with the end of its log */
  async ready(patienceMs = 150_000): Promise<void> {
    await eventually(`${this.options.name} to be ready`, () => this.options.ready(this), patienceMs).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}\n${this.log.slice(-4000)}`);
      },
    );
  }

  /** `kill -9`; it comes again by itself. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child) throw new Error(`${this.options.name} does not run`);
    const gone = new Promise((resolve) => child.once('close', resolve));
    this.thisLife = ''; // nobody shall take its old words for those of the next
    child.kill('SIGKILL');
    await gone;
  }

  /** Asks it to end, for good. @returns exit code */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.stopping = true;
    clearTimeout(this.again);
    const { child } = this;
    if (!child) return null;
    const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill(signal);
    return gone;
  }

  private start(): void {
    const [program, ...args] = this.options.command;
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', TZ: 'UTC', ...this.options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.thisLife = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.log += chunk.toString();
        this.thisLife += chunk.toString();
      });
    child.once('error', (error) => (this.log += String(error)));
    child.once('close', () => {
      this.child = undefined;
      if (!this.stopping) this.again = setTimeout(() => this.start(), RESTART_MS);
    });
  }
}
