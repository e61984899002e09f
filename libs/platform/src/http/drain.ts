import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { EventStream } from '../events/event-stream.js';

const LOOK_EVERY_MS = 50;

/** That the process is about to end: the readiness says no, and nothing new should come. */
@Injectable()
export class Drain {
  private begun = false;

  /** Whether the process takes no new work. */
  get isDraining(): boolean {
    return this.begun;
  }

  begin(): void {
    this.begun = true;
  }

  /** Lets clients look for another connection, and with it another process, once the drain has begun. */
  readonly middleware = (_request: Request, response: Response, next: NextFunction): void => {
    if (this.begun) response.setHeader('Connection', 'close');
    next();
  };
}

/**
 * Ends the HTTP side in good order: readiness 503, then, after the proxy had time to see it, no new connections and no event
 * streams, then what is being answered is answered.
 * @param noticeMs milliseconds between the first and the second; @param answersMs at most for the last
 */
export async function drainHttp(
  app: NestExpressApplication,
  { noticeMs, answersMs }: { readonly noticeMs: number; readonly answersMs: number },
): Promise<void> {
  app.get(Drain).begin();
  await sleep(noticeMs);
  const server = app.getHttpServer();
  const closed = new Promise<true>((resolve) => server.close(() => resolve(true)));
  app.get(EventStream).endAll();
  const until = Date.now() + answersMs;
  // A connection that was answering when the server closed stays open afterwards, idle.
  while (!(await Promise.race([closed, sleep(LOOK_EVERY_MS, false)]))) {
    server.closeIdleConnections();
    if (Date.now() > until) server.closeAllConnections();
  }
}
