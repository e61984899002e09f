import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { notFound, Problem } from '../problems/problem.js';
import { AccessResolver, type Access } from './access.js';

/**
 * Units of work for routes that answer outside of the guard's one (files): the scope is opened anew, so that a right that
 * ended meanwhile has ended here too.
 */
@Injectable()
export class ScopedWork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resolver: AccessResolver,
  ) {}

  /** @throws Problem 403 or 404 when the access has ended */
  async run<T>(
    caller: Access,
    permission: string,
    readOnly: boolean,
    work: (access: Access) => Promise<T>,
  ): Promise<T> {
    const id = caller.scope === 'office' ? caller.officeId : caller.theTenantId;
    const opened: { access: Access | 'forbidden' | null } = { access: null };
    return this.unitOfWork.run(
      {
        readOnly,
        open: async (query) => {
          opened.access = await this.resolver.open(query, {
            userId: caller.userId,
            scope: caller.scope,
            id,
            permission,
          });
        },
      },
      () => {
        if (opened.access === null) throw notFound();
        if (opened.access === 'forbidden') throw new Problem('forbidden');
        return work(opened.access);
      },
    );
  }
}
