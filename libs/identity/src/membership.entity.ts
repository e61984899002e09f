import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A dated role of one person; what office and tenant members share. */
abstract class Membership {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId: string;
  @Column('text') role: string;
  /** First and last day, Europe/Berlin. */
  @Column({ type: 'date', name: 'valid_from' }) validFrom: string;
  @Column({ type: 'date', name: 'valid_until', nullable: true }) validUntil: string | null;
  /** As the inviter wrote them; shown until the invitation is accepted. */
  @Column({ type: 'text', name: 'invited_name', nullable: true }) invitedName: string | null;
  @Column({ type: 'text', name: 'invited_email', nullable: true }) invitedEmail: string | null;
  /** null until the invitation is accepted; no access before. */
  @Column({ type: 'timestamptz', name: 'accepted_at', precision: 3, nullable: true }) acceptedAt: Date | null;
  /** Set when somebody ended the access at once. */
  @Column({ type: 'timestamptz', name: 'disabled_at', precision: 3, nullable: true }) disabledAt: Date | null;
  @Column('int') version: number;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, insert: false }) createdAt: Date;
}

/** Role at the office itself. */
@Entity({ name: 'office_member', schema: 'app' })
export class OfficeMember extends Membership {
  @PrimaryColumn({ type: 'uuid', name: 'office_id' }) officeId: string;
}

/** Role at one member of the office. */
@Entity({ name: 'tenant_member', schema: 'app' })
export class TenantMember extends Membership {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) tenantId: string;
}
