import { Column } from 'typeorm';
import { EditableRow, TenantEntity } from '../../database/columns.ts';

/** A standing group that answers for the partnership: leadership, data, policy. */
@TenantEntity('leadership_table')
export class LeadershipTable extends EditableRow {
  @Column('text') name!: string;
  @Column('text', { default: '' }) purpose!: string;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
