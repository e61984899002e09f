import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Gemeinsame Stelle: the office that serves its members. */
@Entity({ name: 'office', schema: 'app' })
export class Office {
  @PrimaryColumn({ type: 'uuid', name: 'office_id' }) id: string;
  @Column('text') name: string;
  @Column({ type: 'text', name: 'short_name' }) shortName: string;
  /** First segment of page addresses, unique in the installation. */
  @Column('text') slug: string;
  @Column({ type: 'boolean', name: 'is_demo' }) isDemo: boolean;
  @Column('int') version: number;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, insert: false }) createdAt: Date;
}
