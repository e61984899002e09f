import { EventEmitter } from 'node:events';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';

/** One committed change as the history trigger announces it; ids only, never content. */
export interface Change {
  readonly table: string;
  /** I(nsert), U(pdate), D(elete) or O(verdue). */
  readonly op: string;
  readonly officeId: string | null;
  readonly tenantId: string | null;
  readonly id: string;
  readonly version: number | null;
  readonly countyOnly: boolean;
}

const CHANNEL = 'bergfried_change';
const RETRY_MS = 1000;

/** Listens to the changes of all committed transactions (LISTEN/NOTIFY) on one connection of its own; reconnects for ever. */
@Injectable()
export class ChangeFeed implements OnModuleDestroy {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly logger = new Logger('change-feed');
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly databaseUrl: string) {}

  /** Connects; rejects when the first connection fails. */
  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'bergfried-listen',
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => {
      if (payload) this.emitter.emit('change', JSON.parse(payload) as Change);
    });
    client.on('error', () => undefined); // 'end' follows and reconnects
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    client.once('end', () => this.reconnectLater());
    this.client = client;
  }

  /** Calls back for every change, and for `resync` after a gap; returns how to stop. */
  subscribe(onChange: (change: Change) => void, onGap: () => void): () => void {
    this.emitter.on('change', onChange).on('gap', onGap);
    return () => this.emitter.off('change', onChange).off('gap', onGap);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private reconnectLater(): void {
    this.client = null;
    if (this.stopped) return;
    this.retry = setTimeout(() => {
      this.start().then(
        () => this.emitter.emit('gap'),
        () => {
          this.logger.warn('database not reachable, listening again soon');
          this.reconnectLater();
        },
      );
    }, RETRY_MS);
  }
}
