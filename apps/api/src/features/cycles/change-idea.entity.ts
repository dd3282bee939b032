import { type IdeaState, ideaStates } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { Driver } from '../factors/driver.entity.ts';
import { Network } from '../networks/network.entity.ts';
import { Strategy } from '../plans/strategy.entity.ts';

/** Something that could be tried; its ramp is the chain of its cycles. */
@TenantEntity('change_idea')
@References(() => Network, 'networkId')
@References(() => Driver, 'driverId')
@References(() => Strategy, 'strategyId')
export class ChangeIdea extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('uuid', { nullable: true }) driverId!: string | null;
  @Column('uuid', { nullable: true }) strategyId!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @OneOf(ideaStates) state!: IdeaState;
}
