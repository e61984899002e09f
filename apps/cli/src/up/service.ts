import { fork, type ChildProcess } from 'node:child_process';
import type { Printer } from '../printer.js';
import { ServiceLog } from './service-log.js';

/** A process of the product that runs beside this one. */
export interface ServiceOptions {
  /** German name for the terminal, for example „Weboberfläche und Schnittstelle“. */
  readonly title: string;
  /** JavaScript file to run. */
  readonly entry: string;
  /** The whole environment of the process; asked anew at each start. */
  readonly environment: () => NodeJS.ProcessEnv;
  readonly logFile: string;
}

const leash = new URL('leash.js', import.meta.url).href;
const waitsMs = [500, 1000, 2000, 4000, 8000, 16_000, 30_000] as const;
/** Milliseconds after which a run counts as steady, and the next failure as the first. */
const steadyMs = 60_000;
const patienceMs = 10_000;

/**
 * Runs a service as child with an IPC channel (its closing tells the child that we are gone), starts it again
 * when it ends unexpectedly, later each time, and stops it on request.
 */
export class Service {
  readonly #options: ServiceOptions;
  readonly #printer: Printer;
  readonly #log: ServiceLog;
  #child: ChildProcess | undefined;
  #again: NodeJS.Timeout | undefined;
  #isStopping = false;
  #failures = 0;

  constructor(options: ServiceOptions, printer: Printer) {
    this.#options = options;
    this.#printer = printer;
    this.#log = new ServiceLog(options.logFile, (line) => printer.problem(`${options.title}: ${line}`));
  }

  get title(): string {
    return this.#options.title;
  }

  get logFile(): string {
    return this.#options.logFile;
  }

  /** Process id while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How often it ended unexpectedly in a row. */
  get failures(): number {
    return this.#failures;
  }

  start(): void {
    this.#isStopping = false;
    const startedAt = Date.now();
    const child = fork(this.#options.entry, [], {
      env: this.#options.environment(),
      execArgv: [...process.execArgv, '--import', leash],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true, // Ctrl-C reaches us only: we stop it in good order
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) this.#log.follow(stream);
    let reason = '';
    child.once('error', (error) => (reason = error.message)); // could not even be started
    child.once('exit', (code, signal) => (reason = signal ?? `Code ${code ?? '?'}`));
    child.once('close', () => {
      this.#child = undefined;
      if (!this.#isStopping) this.#startAgain(Date.now() - startedAt, reason);
    });
  }

  /** Ends it: asks, and after ten seconds insists. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#again);
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(insist);
  }

  /** Stops and starts it, for example because its environment changed. */
  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  #startAgain(ranMs: number, reason: string): void {
    this.#failures = ranMs > steadyMs ? 1 : this.#failures + 1;
    const waitMs = waitsMs[Math.min(this.#failures, waitsMs.length) - 1] ?? 500;
    const lastWords = this.#log.takeLastWords();
    this.#printer.problem(
      `${this.#options.title}: unerwartet beendet (${reason}), Neustart in ${(waitMs / 1000).toLocaleString('de-DE')} s.` +
        (lastWords === '' ? '' : ` Letzte Meldung: ${lastWords}.`) +
        ` Protokoll: ${this.#log.path}`,
    );
    this.#again = setTimeout(() => this.start(), waitMs);
  }
}
