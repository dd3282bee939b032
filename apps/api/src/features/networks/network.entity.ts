import { type NetworkState, networkStates } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { Outcome } from '../indicators/outcome.entity.ts';

/** A collaborative action network, organised around one outcome; with a parent it is a workgroup. */
@TenantEntity('network')
@References(() => Outcome, 'outcomeId')
@References(() => Indicator, 'indicatorId')
@References(() => Network, 'parentId')
export class Network extends EditableRow {
  @Column('text') name!: string;
  @Column('text', { default: '' }) purpose!: string;
  @Column('uuid') outcomeId!: string;
  /** The indicator it watches first; the charter's aim says more. */
  @Column('uuid', { nullable: true }) indicatorId!: string | null;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @OneOf(networkStates) state!: NetworkState;
}
