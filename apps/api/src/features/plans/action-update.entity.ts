import { type ActionState, actionStates } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { OneOf, References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** What somebody said of an action, and the state it then had. Append-only. */
@TenantEntity('action_update')
@References('action', 'actionId')
@References('member', 'memberId')
@Index(['partnershipId', 'actionId', 'createdAt', 'id'])
export class ActionUpdate extends TenantRow {
  @Column('uuid') actionId!: string;
  @Column('uuid') memberId!: string;
  @OneOf(actionStates) state!: ActionState;
  @Column('text', { default: '' }) note!: string;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
}
