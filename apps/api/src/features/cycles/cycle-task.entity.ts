import { Column } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';

/** Who does what for one cycle. */
@TenantEntity('cycle_task')
@References('cycle', 'cycleId')
@References('member', 'ownerMemberId')
export class CycleTask extends EditableRow {
  @Column('uuid') cycleId!: string;
  @Column('int', { default: 0 }) position!: number;
  @Column('text') title!: string;
  @Column('uuid', { nullable: true }) ownerMemberId!: string | null;
  @Column('date', { nullable: true }) dueOn!: string | null;
  @Column('boolean', { default: false }) done!: boolean;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
