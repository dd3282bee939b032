import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';

/** What was typed in a form as it was typed: texts by the key of their field. */
export interface DraftTexts {
  [field: string]: string;
}

/** An answer that is still being typed by a link, so that it can be gone on with on another device. */
@TenantEntity('data_answer_draft')
@References('data_request_link', 'linkId')
@Index(['partnershipId', 'linkId', 'periodStart'], { unique: true })
export class DataAnswerDraft extends EditableRow {
  @Column('uuid') linkId!: string;
  @Column('date') periodStart!: string;
  @Column('jsonb') texts!: DraftTexts;
}
