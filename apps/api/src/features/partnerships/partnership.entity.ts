import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The tenant. Its row-level security also lets an account see the partnerships that it is a member of. */
@Entity('partnership')
export class Partnership {
  @PrimaryColumn('uuid') id!: string;
  @Index({ unique: true })
  @Column('text')
  slug!: string;
  @Column('text') name!: string;
  @Column('text', { default: '' }) geographicScope!: string;
  @Column('text') timeZone!: string;
  /** Smallest denominator that is shown to everybody; 5 to 30. */
  @Column('int', { default: 10 }) minimumCell!: number;
  @Column('int', { default: 1 }) version!: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
}
