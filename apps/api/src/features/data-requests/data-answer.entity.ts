import type { AnswerCell } from '@throughline/domain/answer-checks';
import { type DataAnswerState, dataAnswerStates } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { is } from '../../database/words-sql.ts';

/**
 * What an organization sent for one period of a data request. Its numbers are nobody's yet: they are seen by those who
 * review them and by whoever has the link that sent them, and become observations by an import alone.
 */
@TenantEntity('data_answer')
@References('data_request', 'requestId')
@References('data_request_link', 'linkId')
@References('member', 'reviewedByMemberId')
@References('import', 'importId')
@Index(['partnershipId', 'requestId', 'periodStart', 'number'], { unique: true })
@Index(['partnershipId', 'requestId', 'periodStart'], { unique: true, where: is<DataAnswerState>('state', 'sent') })
export class DataAnswer extends EditableRow {
  @Column('uuid') requestId!: string;
  @Column('uuid') linkId!: string;
  @Column('date') periodStart!: string;
  /** The how manieth answer for this period it is, from 1. */
  @Column('int') number!: number;
  /** As it was left; `answerStateNow` says what it is once its import was undone. */
  @OneOf(dataAnswerStates) state!: DataAnswerState;
  @Column('jsonb') cells!: AnswerCell[];
  @Column('text', { default: '' }) note!: string;
  @Column('uuid', { nullable: true }) reviewedByMemberId!: string | null;
  @Column('timestamptz', { nullable: true }) reviewedAt!: Date | null;
  /** What the organization is told to look at again. */
  @Column('text', { default: '' }) word!: string;
  /** The import that its numbers became. */
  @Column('uuid', { nullable: true }) importId!: string | null;
}
