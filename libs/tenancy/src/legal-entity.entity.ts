import { Column, Entity, PrimaryColumn } from 'typeorm';

export const LEGAL_ENTITY_KINDS = [
  'core-administration',
  'jobcenter',
  'municipal-enterprise',
  'association',
  'other',
] as const;

/** Organisation inside a member with its own duties, for example a Jobcenter or a municipal enterprise. */
@Entity({ name: 'legal_entity', schema: 'app' })
export class LegalEntity {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') kind: (typeof LEGAL_ENTITY_KINDS)[number];
  @Column({ type: 'boolean', name: 'is_default' }) isDefault: boolean;
  /** Recipient of notifications by Art. 33 GDPR. */
  @Column({ type: 'text', name: 'data_protection_authority' }) dataProtectionAuthority: string;
  /** Recipient by § 83a SGB X; null where no social data are kept. */
  @Column({ type: 'text', name: 'social_supervision', nullable: true }) socialSupervision: string | null;
  @Column('int') version: number;
}
