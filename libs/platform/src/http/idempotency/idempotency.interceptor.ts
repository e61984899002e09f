import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { UnitOfWork } from '../../persistence/unit-of-work.js';
import { Problem } from '../../problems/problem.js';
import type { Access } from '../access.js';
import { openAnswer, sealAnswer, type KeptAnswer } from './kept-answer.js';

/** Header that makes a POST have one effect however often it is sent. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';
const PRINTABLE = /^[\x20-\x7e]{1,200}$/;

/**
 * A POST of a member with an Idempotency-Key has one effect: its answer is kept for a day in the transaction of the effect
 * (ADR 0018). Runs inside of the unit of work; a request without the header passes by.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = request.method === 'POST' ? request.get(IDEMPOTENCY_KEY) : undefined;
    const { access } = request;
    if (key === undefined || access?.scope !== 'tenant') return next.handle();
    return from(this.once(key, access, context, next));
  }

  private async once(
    key: string,
    access: Access,
    context: ExecutionContext,
    next: CallHandler<unknown>,
  ): Promise<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    // The content of a file is not read yet, so it could not be told from another one.
    if (!PRINTABLE.test(key) || request.is('multipart/form-data'))
      throw new Problem('idempotency-key-invalid');
    const owner = { tenantId: access.theTenantId, userId: access.userId, key };
    const row = [owner.tenantId, owner.userId, sha256(key)] as const;
    const asked = requestHash(request);
    const known = await this.known(row);
    if (known) {
      if (!known.request_hash.equals(asked)) throw new Problem('idempotency-key-used');
      return replay(response, openAnswer(owner, known.answer));
    }
    const body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    const location = response.getHeader('Location');
    const answer: KeptAnswer = {
      status: response.statusCode,
      location: typeof location === 'string' ? location : null,
      body,
    };
    await this.unitOfWork.query(
      `insert into app.idempotency_key (tenant_id, user_id, key_hash, request_hash, answer) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, user_id, key_hash) do update
         set request_hash = excluded.request_hash, answer = excluded.answer, created_at = app.now(), version = idempotency_key.version + 1`,
      [...row, asked, sealAnswer(owner, answer)],
    );
    return body;
  }

  /** Takes the key until the end of the transaction and reads what it stands for. @throws Problem 409 while another has it */
  private async known(
    row: readonly [string, string, Buffer],
  ): Promise<{ request_hash: Buffer; answer: Buffer } | undefined> {
    const [lock] = await this.unitOfWork.query<{ taken: boolean }>(
      'select pg_try_advisory_xact_lock($1::bigint) as taken',
      [
        sha256(Buffer.concat([Buffer.from(row[0] + row[1]), row[2]]))
          .readBigInt64BE()
          .toString(),
      ],
    );
    if (!lock?.taken) throw new Problem('idempotency-in-flight');
    // A statement of its own: its view of the data must begin after the lock was taken.
    const [found] = await this.unitOfWork.query<{ request_hash: Buffer; answer: Buffer }>(
      `select request_hash, answer from app.idempotency_key
       where tenant_id = $1 and user_id = $2 and key_hash = $3 and created_at > app.now() - interval '24 hours'`,
      row,
    );
    return found;
  }
}

function replay(response: Response, { status, location, body }: KeptAnswer): unknown {
  response.status(status).setHeader('Idempotency-Replayed', 'true');
  if (location !== null) response.setHeader('Location', location);
  return body ?? undefined;
}

/** What makes two requests the same: address, read version and body as it was sent. */
function requestHash(request: Request): Buffer {
  const { path } = request;
  return sha256(JSON.stringify([path, request.get('if-match') ?? null, (request.body as unknown) ?? null]));
}

const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();
