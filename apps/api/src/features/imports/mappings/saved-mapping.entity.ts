import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { Column, Index } from 'typeorm';
import { EditableRow, TenantEntity } from '../../../database/columns.ts';

/** A mapping kept for next year's file. */
@TenantEntity('saved_mapping')
@Index(['partnershipId', 'name'], { unique: true })
export class SavedMapping extends EditableRow {
  @Column('text') name!: string;
  @Column('jsonb') mapping!: ImportMapping;
}
