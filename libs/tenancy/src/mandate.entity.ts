import { Column, Entity, PrimaryColumn } from 'typeorm';

export const MANDATE_KINDS = ['officer', 'deputy'] as const;

/** Dated right of one officer or deputy to work for one member. */
@Entity({ name: 'mandate', schema: 'app' })
export class Mandate {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId: string;
  @Column('text') kind: (typeof MANDATE_KINDS)[number];
  /** First and last day of the access, Europe/Berlin. */
  @Column({ type: 'date', name: 'valid_from' }) validFrom: string;
  @Column({ type: 'date', name: 'valid_until', nullable: true }) validUntil: string | null;
  @Column('int') version: number;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, insert: false }) createdAt: Date;
}
