import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../../database/columns.ts';

/** One thing wrong with one row of a file. */
@TenantEntity('import_problem')
@References('import', 'importId')
@Index(['partnershipId', 'importId', 'line', 'id'])
export class ImportProblem extends TenantRow {
  @Column('uuid') importId!: string;
  @Column('int') line!: number;
  @Column('text', { default: '' }) column!: string;
  @Column('text') code!: string;
  @Column('text') severity!: 'error' | 'warning';
  @Column('text') message!: string;
  @Column('text', { default: '' }) cell!: string;
  /** What the message names, by name, so that a screen can say it in the reader's language. */
  @Column('jsonb', { default: () => "'{}'" }) params!: Record<string, string | number>;
}
