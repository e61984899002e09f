import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DutyRule } from './duty.rules.js';

/** The rules in force, read once per process: they change by migration only. */
@Injectable()
export class DutyRuleBook implements OnModuleInit {
  private loaded: readonly DutyRule[] = [];

  constructor(private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    this.loaded = await this.dataSource.query<DutyRule[]>(
      `select distinct on (id) id, version, title, legal_basis as "legalBasis", kind, condition, starts_with as "startsWith", duration,
              recipient, note, source_url as "sourceUrl", checked_on::text as "checkedOn"
       from app.duty_rule
       where valid_from <= app.today() and (valid_until is null or valid_until >= app.today())
       order by id, version desc`,
    );
    if (this.loaded.length === 0) throw new Error('no duty rules: has the database been migrated?');
  }

  get rules(): readonly DutyRule[] {
    return this.loaded;
  }
}
