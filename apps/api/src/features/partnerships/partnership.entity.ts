import { type Coding, codings } from '@throughline/domain/vocabulary';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { OneOf } from '../../database/columns.ts';

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
  /** The fewest people that a number shown to everybody may be about; 5 to 30. */
  @Column('int', { default: 10 }) minimumCell!: number;
  /** How percentages about few people are written. */
  @OneOf(codings, { default: 'bands' }) coding!: Coding;
  /** Whether directors and data managers are let in with a second factor only. */
  @Column('boolean', { default: false }) requiresSecondFactor!: boolean;
  @Column('int', { default: 1 }) version!: number;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'moment()' }) updatedAt!: Date;
}
