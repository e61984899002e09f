import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const LOOK_EVERY_MS = 250;

/** Tells an outage of the database from a fault of a job. */
@Injectable()
export class DatabaseWatch {
  private stopped = false;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Waits while the database is away; nothing of a job could be read, written or counted meanwhile.
   * @returns true when it was away and is back; false when it is there (or was back faster than we looked), or we stop
   */
  async outlived(): Promise<boolean> {
    let wasAway = false;
    while (!this.stopped && !(await this.answers())) {
      wasAway = true;
      await sleep(LOOK_EVERY_MS);
    }
    return wasAway && !this.stopped;
  }

  /** Lets go of everybody who waits: this process ends. */
  stop(): void {
    this.stopped = true;
  }

  /** Whether it is there now. */
  async answers(): Promise<boolean> {
    try {
      await this.dataSource.query('select 1');
      return true;
    } catch {
      return false;
    }
  }
}
