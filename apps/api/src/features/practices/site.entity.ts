import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';
import { Organization } from '../partnerships/organization.entity.ts';
import { Place } from '../places/place.entity.ts';

/** A place where a practice can be used: a school, a clinic, a library branch. */
@TenantEntity('site')
@References(() => Organization, 'organizationId')
@References(() => Place, 'placeId')
@Index(['partnershipId', 'name'], { unique: true })
export class Site extends EditableRow {
  @Column('text') name!: string;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
