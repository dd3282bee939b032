import { Column } from 'typeorm';
import { EditableRow, TenantEntity } from '../../database/columns.ts';

/** A community level outcome, in its place along the way from cradle to career. */
@TenantEntity('outcome')
export class Outcome extends EditableRow {
  @Column('text') name!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('int', { default: 0 }) position!: number;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
