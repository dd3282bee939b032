import { type PracticeState, practiceStates } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** A tested change that is to be scaled. */
@TenantEntity('practice')
@OnThread<Practice>((practice, { dayOf }) => ({
  networkId: practice.networkId,
  title: practice.name,
  state: practice.state,
  isOver: practice.state === 'retired',
  on: dayOf(practice.createdAt),
}))
@References('network', 'networkId')
@References('change_idea', 'changeIdeaId')
@References('cycle', 'cycleId')
export class Practice extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('uuid', { nullable: true }) changeIdeaId!: string | null;
  /** The cycle whose decision opened it. */
  @Column('uuid', { nullable: true }) cycleId!: string | null;
  @Column('text') name!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('text', { default: '' }) core!: string;
  @Column('text', { default: '' }) adaptable!: string;
  @OneOf(practiceStates) state!: PracticeState;
}
