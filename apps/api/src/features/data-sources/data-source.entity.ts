import { type SourceCadence, sourceCadences } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, TenantEntity } from '../../database/columns.ts';

/** Where files of one kind come from, again and again: each of them is an import that names it. */
@TenantEntity('data_source')
export class DataSource extends EditableRow {
  /** What the file is called here. */
  @Column('text') name!: string;
  @Column('text') publisher!: string;
  /** Where its newest file is downloaded, https; empty where it has no address of its own. */
  @Column('text', { default: '' }) address!: string;
  /** How often a new file is expected; null: it came once. */
  @OneOf(sourceCadences, { nullable: true }) cadence!: SourceCadence | null;
  /** On what terms its numbers may be used, where the definition of an indicator does not say it. */
  @Column('text', { default: '' }) license!: string;
  /** When somebody last looked for a new file. */
  @Column('timestamptz', { nullable: true }) lookedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
