import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Status } from './incident.status.js';
import type { Category, PersonalData, Severity } from './incident.values.js';

/** A security incident of one member. */
@Entity({ name: 'incident', schema: 'app' })
export class Incident {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  /** For example VB-V2026-014. */
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('text') category: Category;
  @Column('text') severity: Severity;
  @Column({ type: 'text', name: 'personal_data' }) personalData: PersonalData;
  @Column('text') status: Status;
  @Column({ type: 'timestamptz', name: 'detected_at', precision: 3 }) detectedAt: Date;
  @Column({ type: 'timestamptz', name: 'occurred_at', precision: 3, nullable: true }) occurredAt: Date | null;
  /** Kenntnis: starts the clock of Art. 33 GDPR. */
  @Column({ type: 'timestamptz', name: 'aware_at', precision: 3 }) awareAt: Date;
  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true }) closedAt: Date | null;
  @Column({ type: 'text', nullable: true }) description: string | null;
  @Column({ type: 'uuid', name: 'legal_entity_id' }) legalEntityId: string;
  @Column({ type: 'boolean', name: 'social_data' }) socialData: boolean;
  @Column({ type: 'boolean', name: 'vehicle_registration' }) vehicleRegistration: boolean;
  @Column('text') tlp: string;
  @Column('text') visibility: string;
  @Column({ type: 'uuid', name: 'created_by' }) createdBy: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt: Date;
  @Column('int') version: number;
}
