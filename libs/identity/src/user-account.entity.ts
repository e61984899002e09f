import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person with a log-in. The password hash is reached through definer functions only and therefore no column here. */
@Entity({ name: 'user_account', schema: 'app' })
export class UserAccount {
  @PrimaryColumn('uuid') id: string;
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text') status: 'invited' | 'active' | 'disabled';
}
