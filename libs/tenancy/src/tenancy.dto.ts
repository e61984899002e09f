import { Choice, Day, Id, PageQuery, Text } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';
import { LEGAL_ENTITY_KINDS, type LegalEntity } from './legal-entity.entity.js';
import { MANDATE_KINDS } from './mandate.entity.js';
import type { Office } from './office.entity.js';
import { TENANT_KINDS, type Tenant } from './tenant.entity.js';

/** An office as the interface shows it. */
export class OfficeResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() shortName: string;
  @ApiProperty({ description: 'Erster Teil der Seitenadresse' }) slug: string;
  @ApiProperty({ description: 'true: Musterdaten – frei erfunden' }) demo: boolean;
  @ApiProperty({ type: 'integer' }) version: number;

  static from({ id, name, shortName, slug, isDemo, version }: Omit<Office, 'createdAt'>): OfficeResponse {
    return { id, name, shortName, slug, demo: isDemo, version };
  }
}

/** A member of an office. */
export class TenantResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) officeId: string;
  @ApiProperty() name: string;
  @ApiProperty() shortName: string;
  @ApiProperty() slug: string;
  @ApiProperty({ description: 'Kennzeichen, beginnt jede Nummer' }) plate: string;
  @ApiProperty({ type: String, nullable: true, description: 'Amtlicher Gemeindeschlüssel' }) ags:
    string | null;
  @ApiProperty({ enum: TENANT_KINDS }) kind: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) parentId: string | null;
  @ApiProperty({ type: 'integer' }) version: number;

  static from({
    id,
    officeId,
    name,
    shortName,
    slug,
    plate,
    ags,
    kind,
    parentId,
    version,
  }: Tenant): TenantResponse {
    return { id, officeId, name, shortName, slug, plate, ags, kind, parentId, version };
  }
}

/** Changes the names of a member. */
export class UpdateTenantRequest {
  @Text({ min: 2, max: 200, optional: true, doc: 'Name des Mitglieds' }) name?: string;
  @Text({ min: 2, max: 60, optional: true, doc: 'Kurzer Name für Tabellen und Karten' }) shortName?: string;
}

/** Organisation inside a member. */
export class LegalEntityResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: LEGAL_ENTITY_KINDS }) kind: string;
  @ApiProperty() isDefault: boolean;
  @ApiProperty({ description: 'Empfänger nach Art. 33 DSGVO' }) dataProtectionAuthority: string;

  static from({ id, name, kind, isDefault, dataProtectionAuthority }: LegalEntity): LegalEntityResponse {
    return { id, name, kind, isDefault, dataProtectionAuthority };
  }
}

/** Gives an officer or deputy of the office access to one member. */
export class CreateMandateRequest {
  @Id({ doc: 'Mitglied, für das das Mandat gilt' }) tenantId: string;
  @Id({ doc: 'Person der Gemeinsamen Stelle' }) userId: string;
  @Choice(MANDATE_KINDS, { doc: 'Beauftragte/r oder Vertretung' }) kind: (typeof MANDATE_KINDS)[number];
  @Day({ doc: 'Erster Tag' }) validFrom: string;
  @Day({ optional: true, nullable: true, doc: 'Letzter Tag; ohne Angabe unbefristet' }) validUntil?:
    string | null;
}

/** Changes the days of a mandate. */
export class UpdateMandateRequest {
  @Day({ optional: true, doc: 'Erster Tag' }) validFrom?: string;
  @Day({ optional: true, nullable: true, doc: 'Letzter Tag; null ist unbefristet' }) validUntil?:
    string | null;
}

/** A mandate with the names a page shows. */
export class MandateResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) tenantId: string;
  @ApiProperty() tenantName: string;
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty({ type: String, nullable: true }) userName: string | null;
  @ApiProperty({ enum: MANDATE_KINDS }) kind: string;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
  @ApiProperty({ type: 'integer' }) version: number;
}

/** List of mandates. */
export class MandateQuery extends PageQuery {
  @Id({ optional: true, doc: 'Nur dieses Mitglied' }) tenantId?: string;
}
