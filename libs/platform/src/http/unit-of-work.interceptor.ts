import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { takeUnit } from './access.guard.js';

/** Runs the handler inside the transaction of the guard and answers only after COMMIT; sets the ETag of single rows. */
@Injectable()
export class UnitOfWorkInterceptor implements NestInterceptor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const unit = takeUnit(context.switchToHttp().getRequest<Request>());
    if (!unit) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return from(
      this.unitOfWork
        .settle(unit, () => lastValueFrom(next.handle(), { defaultValue: undefined }))
        .then((body) => {
          if (hasVersion(body)) response.setHeader('ETag', `"${String(body.version)}"`);
          return body;
        }),
    );
  }
}

function hasVersion(body: unknown): body is { version: number } {
  return typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number';
}
