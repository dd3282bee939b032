import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';

/** A place where a practice can be used: a school, a clinic, a library branch. */
@TenantEntity('site')
@References('organization', 'organizationId')
@References('place', 'placeId')
@Index(['partnershipId', 'name'], { unique: true })
export class Site extends EditableRow {
  @Column('text') name!: string;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
