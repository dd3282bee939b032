import { Column, Index } from 'typeorm';
import { EditableRow, TenantEntity } from '../../database/columns.ts';

/** TODO(%one words%): what it is, in one sentence. */
@TenantEntity('%table%')
@Index(['partnershipId', 'title', 'id'])
export class %One% extends EditableRow {
  @Column('text') title!: string;
  @Column('text', { default: '' }) notes!: string;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
