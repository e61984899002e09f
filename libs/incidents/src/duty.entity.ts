import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A legal duty that an incident started: a clock with recipient and basis. */
@Entity({ name: 'duty', schema: 'app' })
export class Duty {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'uuid', name: 'incident_id' }) incidentId: string;
  /** Copy of the incident's visibility, kept by a foreign key (ADR 0004). */
  @Column('text') visibility: string;
  @Column({ type: 'text', name: 'rule_id' }) ruleId: string;
  @Column({ type: 'int', name: 'rule_version' }) ruleVersion: number;
  @Column('text') title: string;
  @Column({ type: 'text', name: 'legal_basis' }) legalBasis: string;
  @Column('text') recipient: string;
  @Column('text') kind: string;
  @Column({ type: 'timestamptz', name: 'starts_at', precision: 3 }) startsAt: Date;
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, nullable: true }) dueAt: Date | null;
  @Column('boolean') precautionary: boolean;
  /** What was decided; whether an open one is overdue is computed from dueAt. */
  @Column('text') state: 'open' | 'submitted' | 'not-required';
  @Column({ type: 'timestamptz', name: 'submitted_at', precision: 3, nullable: true })
  submittedAt: Date | null;
  @Column({ type: 'text', nullable: true }) receipt: string | null;
  /** Reason of the delay (submitted) or of not reporting (not-required). */
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'text', name: 'data_protection_officer', nullable: true }) dataProtectionOfficer:
    string | null;
  @Column({ type: 'uuid', name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true }) decidedAt: Date | null;
  @Column('int') version: number;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
}
