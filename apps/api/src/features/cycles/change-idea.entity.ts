import { changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import { type IdeaState, ideaStates } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** Something that could be tried; its ramp is the chain of its cycles. */
@TenantEntity('change_idea')
@OnThread<ChangeIdea>((idea, { dayOf }) => ({
  networkId: idea.networkId,
  title: idea.title,
  state: idea.state,
  isOver: changeIdeaLifecycle.ends.includes(idea.state),
  on: dayOf(idea.createdAt),
}))
@References('network', 'networkId')
@References('driver', 'driverId')
@References('strategy', 'strategyId')
export class ChangeIdea extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('uuid', { nullable: true }) driverId!: string | null;
  @Column('uuid', { nullable: true }) strategyId!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @OneOf(ideaStates) state!: IdeaState;
}
