import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { Schedules } from '../queue/schedules.js';
import { FileRegister } from './file-register.js';
import { FileStore, type FileScope, type StoredContent } from './file-store.js';

/** Content gets its row within seconds; what has none after a day belongs to a process that died between the two. */
const GRACE_MS = 24 * 60 * 60_000;
/** Contents that are looked up in one transaction. */
const PAGE = 500;
const LOOK_EVERY_MS = 10_000;

/** What a sweep did. */
export interface Swept {
  /** Without a row for a day: taken from their address, still readable. */
  readonly setAside: number;
  /** A row had come after all. */
  readonly takenBack: number;
  /** Without a row a day later still. */
  readonly forgotten: number;
}

/**
 * Removes content without a row. In two steps a day apart, because the same content may be uploaded again at any moment of a
 * sweep: what is set aside can still be read, and comes back when a row has appeared. Rows are never touched.
 */
@Injectable()
export class FileSweep implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('files');
  private timer: NodeJS.Timeout | null = null;
  private isDue = false;
  private isStopping = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly schedules: Schedules,
    private readonly register: FileRegister,
    private readonly store: FileStore,
  ) {}

  /** The schedule says which of several workers goes; it runs in a transaction, where no store may be touched. */
  onModuleInit(): void {
    this.schedules.add({
      id: 'sweep-files',
      cron: '40 3 * * *',
      run: async () => {
        this.isDue = true;
      },
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (!this.isDue) return;
      this.isDue = false;
      this.running = this.sweepAll().catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.logger.warn({ event: 'files-sweep-failed', message }); // tomorrow again
      });
    }, LOOK_EVERY_MS);
  }

  /** A sweep that runs ends after the member it is at. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.isStopping = true;
    await this.running;
  }

  /** Goes through all offices and members; may be repeated, and run twice at a time. */
  async sweepAll(now = new Date()): Promise<Swept> {
    const scopes = await this.unitOfWork.run({ readOnly: true, open: async () => undefined }, () =>
      this.unitOfWork.query<{ office_id: string; tenant_id: string | null }>(
        'select * from app.all_scopes()',
      ),
    );
    const total = { setAside: 0, takenBack: 0, forgotten: 0 };
    for (const { office_id: officeId, tenant_id: tenantId } of scopes) {
      if (this.isStopping) break;
      const scope: FileScope =
        tenantId === null ? { kind: 'office', id: officeId } : { kind: 'tenant', id: tenantId };
      const swept = await this.sweep(scope, now);
      total.setAside += swept.setAside;
      total.takenBack += swept.takenBack;
      total.forgotten += swept.forgotten;
    }
    if (total.setAside + total.takenBack + total.forgotten > 0)
      this.logger.log({ event: 'files-swept', ...total });
    return total;
  }

  private async sweep(scope: FileScope, now: Date): Promise<Swept> {
    const total = { setAside: 0, takenBack: 0, forgotten: 0 };
    for await (const page of pages(this.store.listAside(scope))) {
      const known = await this.knownOf(scope, page);
      for (const { sha256, storedAt } of page) {
        if (known.has(sha256)) {
          await this.store.takeBack(scope, sha256);
          total.takenBack += 1;
        } else if (isOld(storedAt, now)) {
          await this.store.forget(scope, sha256);
          total.forgotten += 1;
        }
      }
    }
    for await (const page of pages(this.store.list(scope))) {
      const old = page.filter(({ storedAt }) => isOld(storedAt, now));
      if (old.length === 0) continue;
      const known = await this.knownOf(scope, old);
      for (const { sha256 } of old.filter((one) => !known.has(one.sha256))) {
        await this.store.setAside(scope, sha256);
        total.setAside += 1;
      }
    }
    return total;
  }

  private knownOf(scope: FileScope, page: readonly StoredContent[]): Promise<ReadonlySet<string>> {
    const open = scope.kind === 'office' ? 'app.open_system_office' : 'app.open_system';
    return this.unitOfWork.run(
      {
        readOnly: true,
        open: async (query) => {
          await query(`select ${open}($1, $2, $3)`, [scope.id, 'system:files', 'file:sweep']);
        },
      },
      () =>
        this.register.known(
          scope,
          page.map(({ sha256 }) => sha256),
        ),
    );
  }
}

function isOld(time: Date, now: Date): boolean {
  return now.getTime() - time.getTime() > GRACE_MS;
}

async function* pages(contents: AsyncIterable<StoredContent>): AsyncGenerator<StoredContent[]> {
  let page: StoredContent[] = [];
  for await (const content of contents) {
    page.push(content);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
