import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccessResolver, type Access, type ScopeRequest } from '../http/access.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
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

const VERB: Readonly<Record<string, string>> = { I: 'created', U: 'updated', D: 'deleted', O: 'overdue' };
const PING_MS = 15_000;
/** How often an open stream asks again whether the mandate still holds. */
export const RECHECK_MS = 30_000;

/** Server-sent events of one scope: type, member, id and version, never content. Ends when the access ends. */
@Injectable()
export class EventStream implements OnModuleDestroy {
  private readonly open = new Set<Response>();

  constructor(
    private readonly feed: ChangeFeed,
    private readonly unitOfWork: UnitOfWork,
    private readonly resolver: AccessResolver,
  ) {}

  serve(access: Access, request: ScopeRequest, http: { request: Request; response: Response }): void {
    const { response } = http;
    let current = access;
    const send = (event: Readonly<Record<string, unknown>>): void => {
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    const resync = (): void => {
      send({ type: 'resync', tenantId: current.tenantId, id: null, version: null });
    };
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    const unsubscribe = this.feed.subscribe((change) => {
      const event = eventFor(current, change);
      if (event) send(event);
    }, resync);
    const ping = setInterval(() => response.write(': ping\n\n'), PING_MS);
    const recheck = setInterval(() => {
      void this.reopen(request).then((fresh) => {
        if (fresh === null) response.end();
        else current = fresh ?? current;
      });
    }, RECHECK_MS);
    this.open.add(response);
    http.request.once('close', () => {
      unsubscribe();
      clearInterval(ping);
      clearInterval(recheck);
      this.open.delete(response);
    });
    resync();
  }

  onModuleDestroy(): void {
    for (const response of this.open) response.end();
  }

  /** The access as it is now, or null when it ended; a database that is away for a moment ends nothing. */
  private async reopen(request: ScopeRequest): Promise<Access | null | undefined> {
    const now: { access: Access | 'forbidden' | null } = { access: null };
    try {
      await this.unitOfWork.run(
        { readOnly: true, open: async (query) => void (now.access = await this.resolver.open(query, request)) },
        () => Promise.resolve(),
      );
    } catch {
      return undefined;
    }
    return now.access === 'forbidden' ? null : now.access;
  }
}

/** The event a listener may hear of a change, or null. */
export function eventFor(access: Access, change: Change): Readonly<Record<string, unknown>> | null {
  const source = sources.get(change.table);
  if (!source || !access.can(source.permission)) return null;
  const mine = change.tenantId === null ? change.officeId === access.officeId : access.tenantIds.includes(change.tenantId);
  if (!mine) return null;
  if (change.countyOnly && !(change.tenantId !== null && access.ownTenantIds.includes(change.tenantId))) return null;
  return {
    type: `${source.name}.${VERB[change.op] ?? 'updated'}`,
    tenantId: change.tenantId,
    id: change.id,
    version: change.version,
  };
}
