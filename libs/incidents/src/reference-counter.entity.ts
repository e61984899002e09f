import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Last number given per member, kind and year; counted by app.next_reference only. */
@Entity({ name: 'reference_counter', schema: 'app' })
export class ReferenceCounter {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('int') year: number;
  @Column({ type: 'int', name: 'last_number' }) lastNumber: number;
}
