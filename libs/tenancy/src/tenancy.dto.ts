import { Choice, Day, Id, PageQuery, Pattern, Text } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';
import { LEGAL_ENTITY_KINDS, type LegalEntity } from './legal-entity.entity.js';
import { MANDATE_KINDS } from './mandate.entity.js';
import type { Office } from './office.entity.js';
import { TENANT_KINDS, type Tenant } from './tenant.entity.js';

/** What an address can be: free, somebody's, kept for the product, or none. */
export const SLUG_STATES = ['free', 'taken', 'reserved', 'invalid'] as const;
export type SlugState = (typeof SLUG_STATES)[number];

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
  @ApiProperty({ enum: TENANT_KINDS }) kind: Tenant['kind'];
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

/** First segment of page addresses: lower-case words with hyphens. */
export const SLUG = '^[a-z0-9]+(-[a-z0-9]+)*$';
const ADDRESS = { max: 60, doc: 'Erster Teil der Seitenadressen', example: 'vogelsberg' } as const;
const AUTHORITY = { min: 2, max: 200, doc: 'Empfänger nach Art. 33 DSGVO' } as const;
const SUPERVISION = {
  min: 2,
  max: 200,
  optional: true,
  nullable: true,
  doc: 'Empfänger nach § 83a SGB X; ohne Angabe werden keine Sozialdaten verarbeitet',
} as const;

/** Takes a member on; with it comes its core administration as the default legal entity. */
export class CreateTenantRequest {
  @Text({ min: 2, max: 200, doc: 'Name des Mitglieds' }) name: string;
  @Text({ min: 2, max: 60, doc: 'Kurzer Name für Tabellen und Karten' }) shortName: string;
  @Pattern(SLUG, 'slug', ADDRESS) slug: string;
  @Pattern('^[A-ZÄÖÜ]{1,4}$', 'plate', { max: 4, doc: 'Kennzeichen, beginnt jede Nummer', example: 'VB' })
  plate: string;
  @Choice(TENANT_KINDS, { doc: 'Art des Mitglieds' }) kind: Tenant['kind'];
  @Pattern('^[0-9]{5}([0-9]{3})?$', 'ags', {
    max: 8,
    optional: true,
    nullable: true,
    doc: 'Amtlicher Gemeindeschlüssel: Landkreis 5, Stadt 5 oder 8, Gemeinde 8 Ziffern; Eigenbetrieb keiner',
    example: '06535',
  })
  ags?: string | null;
  @Id({ optional: true, nullable: true, doc: 'Mitglied, zu dem es gehört; gibt keine Rechte' }) parentId?:
    string | null;
  @Text(AUTHORITY) dataProtectionAuthority: string;
}

/** Whether a page address is free; never whose it is. */
export class SlugResponse {
  @ApiProperty() slug: string;
  @ApiProperty({ enum: SLUG_STATES }) state: SlugState;
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
  @ApiProperty({ type: String, nullable: true, description: 'Empfänger nach § 83a SGB X' })
  socialSupervision: string | null;
  @ApiProperty({ type: 'integer' }) version: number;

  static from(entity: LegalEntity): LegalEntityResponse {
    const { id, name, kind, isDefault, dataProtectionAuthority, socialSupervision, version } = entity;
    return { id, name, kind, isDefault, dataProtectionAuthority, socialSupervision, version };
  }
}

/** Adds an organisation with the recipients of its reports. */
export class CreateLegalEntityRequest {
  @Text({ min: 2, max: 200, doc: 'Name der Organisationseinheit' }) name: string;
  @Choice(LEGAL_ENTITY_KINDS, { doc: 'Art der Organisationseinheit' }) kind: LegalEntity['kind'];
  @Text(AUTHORITY) dataProtectionAuthority: string;
  @Text(SUPERVISION) socialSupervision?: string | null;
}

/** Changes an organisation; running deadlines keep the recipient they began with. */
export class UpdateLegalEntityRequest {
  @Text({ min: 2, max: 200, optional: true, doc: 'Name der Organisationseinheit' }) name?: string;
  @Choice(LEGAL_ENTITY_KINDS, { optional: true, doc: 'Art der Organisationseinheit' })
  kind?: LegalEntity['kind'];
  @Text({ ...AUTHORITY, optional: true }) dataProtectionAuthority?: string;
  @Text(SUPERVISION) socialSupervision?: string | null;
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
