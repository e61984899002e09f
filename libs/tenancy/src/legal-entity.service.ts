import { notFound, Problem, UnitOfWork, type Access } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LegalEntity } from './legal-entity.entity.js';
import type { CreateLegalEntityRequest, UpdateLegalEntityRequest } from './tenancy.dto.js';

/** Organisations inside a member: to whom each of them reports. */
@Injectable()
export class LegalEntityService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Organisations of the member, the default one first. */
  findAll(access: Access): Promise<LegalEntity[]> {
    return this.unitOfWork.manager.find(LegalEntity, {
      where: { tenantId: access.theTenantId },
      order: { isDefault: 'DESC', name: 'ASC' },
      take: 200,
    });
  }

  /** Adds one; the core administration came with the member and stays the default. */
  async create(access: Access, body: CreateLegalEntityRequest): Promise<LegalEntity> {
    const id = uuidv7();
    await this.unitOfWork.manager.insert(LegalEntity, {
      tenantId: access.theTenantId,
      id,
      name: body.name,
      kind: body.kind,
      isDefault: false,
      dataProtectionAuthority: body.dataProtectionAuthority,
      socialSupervision: body.socialSupervision ?? null,
      version: 1,
    });
    return this.findOne(access, id);
  }

  /** Running deadlines keep the recipient they began with. @throws Problem 404, 412 */
  async update(
    access: Access,
    id: string,
    version: number,
    patch: UpdateLegalEntityRequest,
  ): Promise<LegalEntity> {
    await this.findOne(access, id);
    const { affected } = await this.unitOfWork.manager.update(
      LegalEntity,
      { tenantId: access.theTenantId, id, version },
      { ...patch, version: version + 1 },
    );
    if (affected !== 1) throw new Problem('version-stale');
    return this.findOne(access, id);
  }

  private async findOne(access: Access, id: string): Promise<LegalEntity> {
    const entity = await this.unitOfWork.manager.findOneBy(LegalEntity, {
      tenantId: access.theTenantId,
      id,
    });
    if (!entity) throw notFound();
    return entity;
  }
}
