import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ENTRY_KINDS } from './incident.values.js';

/** One line of an incident's timeline; never changed. */
@Entity({ name: 'incident_entry', schema: 'app' })
export class IncidentEntry {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'uuid', name: 'incident_id' }) incidentId: string;
  /** Copy of the incident's visibility, kept by a foreign key (ADR 0004). */
  @Column('text') visibility: string;
  @Column('text') kind: (typeof ENTRY_KINDS)[number];
  @Column('text') text: string;
  /** When it happened, as told; createdAt is when it was written down. */
  @Column({ type: 'timestamptz', name: 'happened_at', precision: 3 }) happenedAt: Date;
  @Column({ type: 'uuid', name: 'created_by' }) createdBy: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
}
