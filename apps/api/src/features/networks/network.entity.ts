import { type NetworkState, networkStates } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** A collaborative action network, organised around one outcome; with a parent it is a workgroup. */
@TenantEntity('network')
@OnThread<Network>((network, { dayOf }) => ({
  networkId: network.id,
  title: network.name,
  state: network.state,
  isOver: network.state === 'retired',
  on: dayOf(network.createdAt),
}))
@References('outcome', 'outcomeId')
@References('indicator', 'indicatorId')
@References('network', 'parentId')
export class Network extends EditableRow {
  @Column('text') name!: string;
  @Column('text', { default: '' }) purpose!: string;
  @Column('uuid') outcomeId!: string;
  /** The indicator it watches first; the charter's aim says more. */
  @Column('uuid', { nullable: true }) indicatorId!: string | null;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @OneOf(networkStates) state!: NetworkState;
}
