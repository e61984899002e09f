import { hashPassword } from '@bergfried/identity';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { DemoLegalEntity, DemoMandate, DemoMembership, DemoScenario, DemoTenant } from './scenario.js';

/** Ids given to what the scenario names by slug, e-mail or key. */
export interface DemoIds {
  readonly tenants: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  readonly legalEntities: ReadonlyMap<string, string>;
}

const ENTITY_KIND: Record<DemoLegalEntity['kind'], string> = {
  'core-administration': 'core-administration',
  'jobcenter-municipal': 'jobcenter',
  'jobcenter-joint': 'jobcenter',
  'municipal-enterprise': 'municipal-enterprise',
};

const ACTOR = 'system:demo';

/** Offices, members, organisations, people, roles and mandates, each from the day on which it began. */
export async function foundOffices(
  systemUrl: string,
  scenario: DemoScenario,
  password: string,
): Promise<DemoIds> {
  const client = new pg.Client({ connectionString: systemUrl });
  await client.connect();
  try {
    await client.query('begin');
    const ids = await new Founding(client, scenario).run(await hashPassword(password));
    await client.query('commit');
    return ids;
  } finally {
    await client.end();
  }
}

class Founding {
  private readonly offices = new Map<string, string>();
  private readonly tenants = new Map<string, string>();
  private readonly people = new Map<string, string>();
  private readonly legalEntities = new Map<string, string>();

  constructor(
    private readonly client: pg.Client,
    private readonly scenario: DemoScenario,
  ) {}

  async run(passwordHash: string): Promise<DemoIds> {
    for (const person of this.scenario.people) {
      const id = this.given(this.people, person.email);
      await this.client.query('select auth.create_person($1, $2, $3, $4)', [
        id,
        person.email,
        person.name,
        passwordHash,
      ]);
    }
    for (const office of this.scenario.offices) {
      const id = this.given(this.offices, office.slug);
      await this.open(id, null, office.since);
      await this.client.query(
        'insert into app.office (office_id, name, short_name, slug, is_demo) values ($1, $2, $3, $4, $5)',
        [id, office.name, office.shortName, office.slug, office.isDemo],
      );
    }
    for (const tenant of this.scenario.tenants) await this.foundTenant(tenant);
    for (const entity of this.scenario.legalEntities) await this.foundLegalEntity(entity);
    for (const membership of this.scenario.memberships) await this.foundMembership(membership);
    for (const mandate of this.scenario.mandates) await this.foundMandate(mandate);
    return { tenants: this.tenants, people: this.people, legalEntities: this.legalEntities };
  }

  private async foundTenant(tenant: DemoTenant): Promise<void> {
    const officeId = known(this.offices, tenant.officeSlug);
    const id = this.given(this.tenants, tenant.slug);
    await this.open(officeId, id, tenant.since);
    await this.client.query(
      `insert into app.tenant (tenant_id, office_id, name, short_name, slug, plate, ags, kind, member_since)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        officeId,
        tenant.name,
        tenant.shortName,
        tenant.slug,
        tenant.plate,
        tenant.ags,
        tenant.kind,
        tenant.since,
      ],
    );
  }

  private async foundLegalEntity(entity: DemoLegalEntity): Promise<void> {
    const id = this.given(this.legalEntities, entity.key);
    const tenantId = await this.openTenant(entity.tenantSlug);
    await this.client.query(
      `insert into app.legal_entity (tenant_id, id, name, kind, is_default, data_protection_authority, social_supervision)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tenantId,
        id,
        entity.name,
        ENTITY_KIND[entity.kind],
        entity.isDefault,
        AUTHORITIES[entity.dataProtectionAuthority],
        entity.socialSupervision,
      ],
    );
  }

  private async foundMembership(membership: DemoMembership): Promise<void> {
    const values = [
      uuidv7(),
      known(this.people, membership.email),
      membership.role,
      membership.validFrom,
      membership.validUntil,
    ];
    const columns = 'id, user_id, role, valid_from, valid_until, accepted_at';
    if (membership.tenantSlug === null) {
      const officeId = known(this.offices, membership.officeSlug);
      await this.open(officeId, null, membership.validFrom);
      await this.client.query(
        `insert into app.office_member (office_id, ${columns}) values ($1, $2, $3, $4, $5, $6, app.now())`,
        [officeId, ...values],
      );
    } else {
      const tenantId = await this.openTenant(membership.tenantSlug, membership.validFrom);
      await this.client.query(
        `insert into app.tenant_member (tenant_id, ${columns}) values ($1, $2, $3, $4, $5, $6, app.now())`,
        [tenantId, ...values],
      );
    }
  }

  private async foundMandate(mandate: DemoMandate): Promise<void> {
    const tenantId = await this.openTenant(mandate.tenantSlug, mandate.validFrom);
    await this.client.query(
      'insert into app.mandate (tenant_id, id, user_id, kind, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6)',
      [
        tenantId,
        uuidv7(),
        known(this.people, mandate.email),
        mandate.kind,
        mandate.validFrom,
        mandate.validUntil,
      ],
    );
  }

  private async openTenant(slug: string, day?: string): Promise<string> {
    const tenant = this.scenario.tenants.find((one) => one.slug === slug);
    if (!tenant) throw new Error(`unknown tenant ${slug}`);
    const id = known(this.tenants, slug);
    await this.open(known(this.offices, tenant.officeSlug), id, day ?? tenant.since);
    return id;
  }

  /** Context of the founding, at eight in the morning of the day on which it happened. */
  private async open(officeId: string, tenantId: string | null, day: string): Promise<void> {
    await this.client.query(`select set_config('app.now', $1, true), app.open_founding($2, $3, $4)`, [
      `${day}T08:00:00+02:00`,
      officeId,
      tenantId,
      ACTOR,
    ]);
  }

  private given(ids: Map<string, string>, name: string): string {
    const id = uuidv7();
    ids.set(name, id);
    return id;
  }
}

const AUTHORITIES: Record<DemoLegalEntity['dataProtectionAuthority'], string> = {
  HBDI: 'Hessischer Beauftragter für Datenschutz und Informationsfreiheit (HBDI)',
  BfDI: 'Bundesbeauftragte für den Datenschutz und die Informationsfreiheit (BfDI)',
};

/** The id of a name given before. @throws Error when the scenario names what it did not define */
export function known(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the demonstration names an unknown ${name}`);
  return id;
}
