import { type FactorKind, factorKinds } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** Why the gap exists, or a strength to build on. */
@TenantEntity('factor')
@OnThread<Factor>((factor, { dayOf }) => ({
  networkId: factor.networkId,
  title: factor.title,
  state: factor.retiredAt ? 'retired' : factor.kind,
  isOver: factor.retiredAt !== null,
  on: dayOf(factor.createdAt),
}))
@References('network', 'networkId')
@References('indicator', 'indicatorId')
@References('population', 'populationId')
export class Factor extends EditableRow {
  @Column('uuid') networkId!: string;
  @OneOf(factorKinds) kind!: FactorKind;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  /** How the network knows it: interviews, data, experience. */
  @Column('text', { default: '' }) basis!: string;
  @Column('uuid', { nullable: true }) indicatorId!: string | null;
  @Column('uuid', { nullable: true }) populationId!: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
