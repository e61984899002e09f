import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedPostgres } from '@bergfried/platform';
import type { Printer } from '../printer.js';
import { isAborted } from './stop-signal.js';

const waitsMs = [0, 1000, 2000, 5000, 10_000, 30_000] as const;

/** Watches the embedded PostgreSQL, starts it again when it ends unexpectedly, and stops it at the end. */
export class PostgresKeeper {
  #postgres: EmbeddedPostgres;
  #isWatched = false;
  #restarting: Promise<boolean> | undefined;
  readonly #stop = new AbortController();

  constructor(
    postgres: EmbeddedPostgres,
    private readonly printer: Printer,
  ) {
    this.#postgres = postgres;
  }

  /** Port on which it answers now. */
  get port(): number {
    return this.#postgres.port;
  }

  /** Address of the superuser as of now. */
  get superuserUrl(): string {
    return this.#postgres.superuserUrl;
  }

  /**
   * Begins to watch.
   * @param onMoved is awaited when a restart had to take another port
   */
  watch(onMoved: () => Promise<void>): void {
    if (this.#isWatched) return;
    this.#isWatched = true;
    void this.#keepRunning(onMoved);
  }

  /** Stops watching, then PostgreSQL, a restart in between included. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#restarting;
    await this.#postgres.stop();
  }

  async #keepRunning(onMoved: () => Promise<void>): Promise<void> {
    for (;;) {
      await this.#postgres.ended;
      if (isAborted(this.#stop.signal)) return;
      this.printer.problem('PostgreSQL wurde unerwartet beendet und wird neu gestartet.');
      const before = this.#postgres.port;
      this.#restarting = this.#restart();
      const isRunning = await this.#restarting;
      if (!isRunning || isAborted(this.#stop.signal)) return;
      this.printer.problem('PostgreSQL läuft wieder.');
      if (this.#postgres.port !== before) await onMoved();
    }
  }

  /** @returns false when asked to stop meanwhile */
  async #restart(): Promise<boolean> {
    for (let attempt = 0; !isAborted(this.#stop.signal); attempt++) {
      const waitMs = waitsMs[Math.min(attempt, waitsMs.length - 1)] ?? 0;
      await sleep(waitMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      try {
        this.#postgres = await this.#postgres.restart();
        return true;
      } catch (error) {
        this.printer.problem(error instanceof Error ? error.message : String(error));
      }
    }
    return false;
  }
}
