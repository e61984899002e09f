import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the tables of files have in common. */
abstract class StoredFileColumns {
  @Column('text') name: string;
  @Column({ type: 'text', name: 'media_type' }) mediaType: string;
  /** Bytes. */
  @Column('bigint') size: string;
  @Column('text') sha256: string;
  /** null: by the system or at the command line. */
  @Column({ type: 'uuid', name: 'created_by', nullable: true }) createdBy: string | null;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column('int') version: number;
}

/** Metadata of a member's file. */
@Entity({ name: 'file', schema: 'app' })
export class TenantFile extends StoredFileColumns {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
}

/** Metadata of the office's own file. */
@Entity({ name: 'office_file', schema: 'app' })
export class OfficeFile extends StoredFileColumns {
  @PrimaryColumn({ type: 'uuid', name: 'office_id' }) officeId: string;
  @PrimaryColumn('uuid') id: string;
}
