import { type OutcomeStage, outcomeStages } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, TenantEntity } from '../../database/columns.ts';

/** A community level outcome, in its place along the way from cradle to career. */
@TenantEntity('outcome')
export class Outcome extends EditableRow {
  @Column('text') name!: string;
  @Column('text', { default: '' }) description!: string;
  @OneOf(outcomeStages, { default: 'other' }) stage!: OutcomeStage;
  @Column('int', { default: 0 }) position!: number;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
