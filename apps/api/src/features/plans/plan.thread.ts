import { actionIsOpen } from '@throughline/domain/lifecycles/action';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import type { ActionPlan } from './action-plan.entity.ts';
import type { Action } from './action.entity.ts';
import type { Strategy } from './strategy.entity.ts';

/** The day that a row began; answers that were kept for a retry carry instants as text. */
const begunOn = (row: { createdAt: Date | string }): string => new Date(row.createdAt).toISOString().slice(0, 10);

/** How an action stands on the thread: blocked is stuck; late is told by its due day. */
export function putAction(tx: WriteTransaction, action: Action): void {
  tx.item({
    kind: 'action',
    id: action.id,
    networkId: action.networkId,
    title: action.title,
    state: action.state,
    dueOn: action.dueOn,
    isStuck: action.state === 'blocked',
    isOver: !actionIsOpen(action.state),
    on: begunOn(action),
  });
}

/** How a strategy stands on the thread. */
export function putStrategy(tx: WriteTransaction, strategy: Strategy): void {
  tx.item({
    kind: 'strategy',
    id: strategy.id,
    networkId: strategy.networkId,
    title: strategy.title,
    state: strategy.state,
    isOver: strategy.state !== 'active',
    on: begunOn(strategy),
  });
}

/** How a plan stands on the thread; its title is the network's name, which says whose plan it is. */
export function putPlan(tx: WriteTransaction, plan: ActionPlan, networkName: string): void {
  tx.item({
    kind: 'action_plan',
    id: plan.id,
    networkId: plan.networkId,
    title: `${networkName} · ${plan.number}`,
    state: plan.state,
    isOver: plan.state === 'superseded',
    on: begunOn(plan),
  });
}
