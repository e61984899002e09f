import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { UnitOfWork } from '../persistence/unit-of-work.js';

/** Ids that a job needs to find its work again; never content. */
export type EventPayload = Readonly<Record<string, string>>;

/** Whose event it is; an Access fits. */
export interface EventScope {
  readonly officeId: string;
  /** null: the office's own. */
  readonly tenantId: string | null;
}

/** Events leave with the transaction that caused them, or not at all. While history is replayed nothing leaves. */
@Injectable()
export class Outbox {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Adds an event to the open unit of work; it is written with the next statement or COMMIT.
   * @param options countyOnly: about a record the office must not learn of; failures and mails of its jobs are hidden too
   * @returns its id
   */
  async add(
    event: string,
    scope: EventScope,
    payload: EventPayload,
    options: { readonly countyOnly?: boolean } = {},
  ): Promise<string> {
    const id = uuidv7();
    this.unitOfWork.defer(
      'insert into app.outbox (id, office_id, for_tenant_id, is_county_only, event, payload) values ($1, $2, $3, $4, $5, $6)',
      [id, scope.officeId, scope.tenantId, options.countyOnly ?? false, event, payload],
    );
    return id;
  }
}
