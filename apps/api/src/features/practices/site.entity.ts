import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** A place where a practice can be used: a school, a clinic, a library branch. */
@TenantEntity('site')
// It is found by its name; it came of nothing and nothing came of it, so it has no links.
@OnThread<Site>((site, { dayOf }) => ({
  networkId: null,
  title: site.name,
  state: site.retiredAt ? 'retired' : 'open',
  isOver: site.retiredAt !== null,
  on: dayOf(site.createdAt),
}))
@References('organization', 'organizationId')
@References('place', 'placeId')
@Index(['partnershipId', 'name'], { unique: true })
export class Site extends EditableRow {
  @Column('text') name!: string;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
