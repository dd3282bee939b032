import { Column, Index } from 'typeorm';
import { EditableRow, TenantEntity } from '../../database/columns.ts';

/** All (no dimension), a group of one dimension, or a crossing of two. */
@TenantEntity('population')
@Index(['partnershipId', 'name'], { unique: true })
export class Population extends EditableRow {
  @Column('text') name!: string;
  @Column('text', { nullable: true }) dimension!: string | null;
  @Column('text', { nullable: true }) group!: string | null;
  @Column('text', { nullable: true }) crossedDimension!: string | null;
  @Column('text', { nullable: true }) crossedGroup!: string | null;
  /** Named by the partnership as one to watch. */
  @Column('boolean', { default: false }) isKey!: boolean;
  @Column('int', { default: 0 }) position!: number;
  /** No longer offered; its numbers stay to be read. */
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
