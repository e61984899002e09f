import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { UnitOfWork } from '../persistence/unit-of-work.js';

/** Ids that a job needs to find its work again; never content. */
export type EventPayload = Readonly<Record<string, string>>;

/** Events leave with the transaction that caused them, or not at all. */
@Injectable()
export class Outbox {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds an event of one tenant, or (tenantId null) of the office, to the open unit of work. @returns its id */
  async add(event: string, scope: { readonly officeId: string; readonly tenantId: string | null }, payload: EventPayload): Promise<string> {
    const id = uuidv7();
    await this.unitOfWork.query('insert into app.outbox (id, office_id, tenant_id, event, payload) values ($1, $2, $3, $4, $5)', [
      id,
      scope.officeId,
      scope.tenantId,
      event,
      payload,
    ]);
    return id;
  }
}
