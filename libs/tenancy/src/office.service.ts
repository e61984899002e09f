import { notFound, UnitOfWork, type Access } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Office } from './office.entity.js';

/** Reads offices. */
@Injectable()
export class OfficeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSource: DataSource,
  ) {}

  /** The offices of a person, by name; answered by a definer function, no scope is open yet. */
  async findAll(userId: string): Promise<Omit<Office, 'createdAt'>[]> {
    return this.dataSource.query(
      `select distinct on (office_name, office_id) office_id as id, office_name as name, office_short_name as "shortName",
              office_slug as slug, is_demo as "isDemo", office_version as version
       from app.memberships_of($1) order by office_name, office_id`,
      [userId],
    );
  }

  /** @throws Problem 404 */
  async findOne(access: Access): Promise<Office> {
    const office = await this.unitOfWork.manager.findOneBy(Office, { id: access.officeId });
    if (!office) throw notFound();
    return office;
  }
}
