import { Column, Entity, PrimaryColumn } from 'typeorm';

export const TENANT_KINDS = ['county', 'city', 'municipality', 'municipal-enterprise'] as const;

/** Mitglied: a county, city or municipality with a wall of its own. */
@Entity({ name: 'tenant', schema: 'app' })
export class Tenant {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) id: string;
  @Column({ type: 'uuid', name: 'office_id' }) officeId: string;
  @Column('text') name: string;
  @Column({ type: 'text', name: 'short_name' }) shortName: string;
  @Column('text') slug: string;
  /** Number plate letters; begin every reference, for example VB. */
  @Column('text') plate: string;
  /** Amtlicher Gemeindeschlüssel, 5 digits for a county, 8 for a municipality. */
  @Column({ type: 'text', nullable: true }) ags: string | null;
  @Column('text') kind: (typeof TENANT_KINDS)[number];
  @Column({ type: 'uuid', name: 'parent_id', nullable: true }) parentId: string | null;
  @Column({ type: 'date', name: 'member_since' }) memberSince: string;
  @Column('int') version: number;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, insert: false }) createdAt: Date;
}
