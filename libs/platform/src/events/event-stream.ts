import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Gauge } from 'prom-client';
import { AccessResolver, type Access, type ScopeRequest } from '../http/access.js';
import { metrics } from '../metrics/registry.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { notFound } from '../problems/problem.js';
import { ChangeFeed, type Change } from './change-feed.js';

/** Tables whose changes pages want to know, by the name in the event and the permission that may hear it. */
export interface EventSource {
  readonly table: string;
  readonly name: string;
  readonly permission: string;
}

const sources = new Map<string, EventSource>();

/** Declares that changes of a table are told to open pages; called once at import by a lib. */
export function announceChanges(source: EventSource): void {
  sources.set(source.table, source);
}

const streams = new Gauge({
  name: 'bergfried_event_streams',
  help: 'Open streams of server-sent events',
  registers: [metrics],
});

const VERB: Readonly<Record<string, string>> = { I: 'created', U: 'updated', D: 'deleted', O: 'overdue' };
const PING_MS = 15_000;
/** How often an open stream asks again whether session and mandate still hold, in milliseconds. */
export const RECHECK_MS = 30_000;

/** What a stream may hear at present, by permission; null where the right is missing. */
export type Hearing = ReadonlyMap<string, Access | null>;

/** Server-sent events of one scope: type, member, id and version, never content. Ends when the access ends. */
@Injectable()
export class EventStream implements OnModuleDestroy {
  private readonly open = new Set<Response>();
  private ended = false;

  constructor(
    private readonly feed: ChangeFeed,
    private readonly unitOfWork: UnitOfWork,
    private readonly resolver: AccessResolver,
    private readonly recheckMs: number,
  ) {}

  /**
   * Answers with a stream that stays open; `isSignedIn` is asked again with every recheck.
   * @throws Problem 404 when the access ended after the guard
   */
  async serve(
    request: ScopeRequest,
    http: { request: Request; response: Response },
    isSignedIn: () => Promise<boolean>,
  ): Promise<void> {
    const { response } = http;
    let hearing = await this.hear(request);
    const base = hearing.get(request.permission);
    if (!base) throw notFound();
    if (response.destroyed) return; // whoever asked left meanwhile: nothing would ever end what starts below
    const send = (event: Readonly<Record<string, unknown>>): void => {
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    const resync = (): void => {
      send({ type: 'resync', tenantId: base.tenantId, id: null, version: null });
    };
    const recheck = async (): Promise<void> => {
      try {
        const fresh = (await isSignedIn()) ? await this.hear(request) : new Map<string, null>();
        if (fresh.get(request.permission)) hearing = fresh;
        else response.end();
      } catch {
        // A database that is away for a moment ends nothing.
      }
    };
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    const unsubscribe = this.feed.subscribe((change) => {
      const event = eventFor(hearing, change);
      if (event) send(event);
    }, resync);
    const ping = setInterval(() => response.write(': ping\n\n'), PING_MS);
    const rechecks = setInterval(() => void recheck(), this.recheckMs);
    this.open.add(response);
    streams.inc();
    response.once('close', () => {
      unsubscribe();
      clearInterval(ping);
      clearInterval(rechecks);
      this.open.delete(response);
      streams.dec();
    });
    resync();
    if (this.ended) response.end();
  }

  /** Ends all streams, and each that still comes at once: their pages connect again, to a process that stays. */
  endAll(): void {
    this.ended = true;
    for (const response of this.open) response.end();
  }

  onModuleDestroy(): void {
    this.endAll();
  }

  /** Each kind of event has its own permission, and which members it may be heard of differs by permission. */
  private async hear(request: ScopeRequest): Promise<Hearing> {
    const permissions = new Set([
      request.permission,
      ...[...sources.values()].map(({ permission }) => permission),
    ]);
    const hearing = new Map<string, Access | null>();
    await this.unitOfWork.run(
      {
        readOnly: true,
        open: async (query) => {
          for (const permission of permissions) {
            const access = await this.resolver.open(query, { ...request, permission });
            hearing.set(permission, access === 'forbidden' ? null : access);
          }
        },
      },
      () => Promise.resolve(),
    );
    return hearing;
  }
}

/** The event a listener may hear of a change, or null. */
export function eventFor(hearing: Hearing, change: Change): Readonly<Record<string, unknown>> | null {
  const source = sources.get(change.table);
  const access = source && hearing.get(source.permission);
  if (!access) return null;
  const { tenantId } = change;
  if (tenantId === null) {
    if (!access.atOffice || change.officeId !== access.officeId) return null;
  } else {
    if (!access.tenantIds.includes(tenantId)) return null;
    if (change.countyOnly && !access.ownTenantIds.includes(tenantId)) return null;
  }
  return {
    type: `${source.name}.${VERB[change.op] ?? 'updated'}`,
    tenantId,
    id: change.id,
    version: change.version,
  };
}
