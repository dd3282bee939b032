import { type PredictionDirection, predictionDirections, type Verdict, verdicts } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';

/** A question of a cycle, its prediction (locked when Do begins), and what Study found. */
@TenantEntity('cycle_question')
@References('cycle', 'cycleId')
export class CycleQuestion extends EditableRow {
  @Column('uuid') cycleId!: string;
  @Column('int', { default: 0 }) position!: number;
  @Column('text') question!: string;
  @Column('text', { default: '' }) prediction!: string;
  @OneOf(predictionDirections, { nullable: true }) direction!: PredictionDirection | null;
  @Column('double precision', { nullable: true }) predictedLow!: number | null;
  @Column('double precision', { nullable: true }) predictedHigh!: number | null;
  @Column('timestamptz', { nullable: true }) lockedAt!: Date | null;
  @Column('text', { default: '' }) result!: string;
  @Column('double precision', { nullable: true }) resultValue!: number | null;
  /** The data value or observation that the verdict rests on. */
  @Column('text', { default: '' }) evidence!: string;
  @OneOf(verdicts, { nullable: true }) verdict!: Verdict | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
