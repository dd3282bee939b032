import { type LinkRelation, linkRelations } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { OneOf, References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** An edge of the thread: `to` came of `from`. */
@TenantEntity('link')
@References('item', 'fromId')
@References('item', 'toId')
@Index(['partnershipId', 'fromId', 'toId', 'relation'], { unique: true })
export class Link extends TenantRow {
  @Column('uuid') fromId!: string;
  @Column('uuid') toId!: string;
  @OneOf(linkRelations) relation!: LinkRelation;
}
