import { type Sector, sectors } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, TenantEntity } from '../../database/columns.ts';

/** A partner. */
@TenantEntity('organization')
export class Organization extends EditableRow {
  @Column('text') name!: string;
  @OneOf(sectors) sector!: Sector;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
