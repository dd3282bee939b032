import { type ItemKind, itemKinds } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { OneOf, References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** The registry of everything that can stand on the thread; written with the thing itself, in its transaction. */
@TenantEntity('item')
@References('network', 'networkId')
@Index(['partnershipId', 'networkId', 'kind', 'on', 'id'])
export class Item extends TenantRow {
  @OneOf(itemKinds) kind!: ItemKind;
  @Column('uuid', { nullable: true }) networkId!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: '' }) state!: string;
  /** A day after which the item is late unless its state says that it is over. */
  @Column('date', { nullable: true }) dueOn!: string | null;
  /** True once nothing more is expected of it. */
  @Column('boolean', { default: false }) isOver!: boolean;
  /** True when it says itself that it cannot go on (a blocked action, an adoption that stopped). */
  @Column('boolean', { default: false }) isStuck!: boolean;
  /** True for what was entered by mistake and voided: it stands on no list and no thread. */
  @Column('boolean', { default: false }) isVoid!: boolean;
  @Column('date') on!: string;
}
