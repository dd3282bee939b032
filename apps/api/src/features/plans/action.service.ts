import { Inject, Injectable } from '@nestjs/common';
import { actionIsOpen, actionLifecycle, type ActionVerb } from '@throughline/domain/lifecycles/action';
import { next } from '@throughline/domain/lifecycle';
import type { Viewer } from '@throughline/domain/viewer';
import type { ActionState } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { Invalid, NotFound } from '../../kernel/errors.ts';
import { isUuid, parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Network } from '../networks/network.entity.ts';
import { Action } from './action.entity.ts';
import {
  type AddActionInput,
  addAction,
  type EditActionInput,
  editAction,
  type ReassignActionInput,
  reassignAction,
  type UpdateActionInput,
  updateAction,
} from './action.inputs.ts';
import { actionById, type ActionRow, presentAction, subjectOf } from './action.reads.ts';
import type { ActionType } from './action.type.ts';
import { putAction } from './plan.thread.ts';
import { Strategy } from './strategy.entity.ts';

/** What somebody promised in answer to an escalation or in a meeting. */
export interface Promised {
  id: string;
  networkId: string | null;
  title: string;
  description: string;
  /** The organization that promised it. */
  organizationId: string | null;
  ownerMemberId: string | null;
  /** YYYY-MM-DD. */
  dueOn: string | null;
  /** The item that the promise answers; it stands on the thread already. */
  fromId: string;
}

/** Actions: who does what by when, and what was said of them since. */
@Injectable()
export class ActionService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /**
   * Adds a commitment inside the caller's own transaction, after the caller has authorised it and checked its texts.
   * The thread then leads from the item that it answers to the action (`responds_to`).
   */
  async promise(tx: WriteTransaction, promised: Promised): Promise<Action> {
    const { fromId, ...values } = promised;
    const action = await tx.insert(
      Action,
      { ...values, state: actionLifecycle.initial, isCommitment: true },
      { verb: 'promise' },
    );
    putAction(tx, action);
    tx.link(fromId, action.id, 'responds_to');
    return action;
  }

  /**
   * Ends the open commitments that answer an item, inside the caller's own transaction: kept when what was promised is
   * done, abandoned when the promise no longer holds. The caller has authorised it.
   */
  async settlePromises(
    tx: WriteTransaction,
    fromId: string,
    verb: 'complete' | 'abandon',
    note: string,
  ): Promise<void> {
    const open = await tx.rows<Action>(openPromises(tx), [tx.partnershipId, fromId]);
    for (const before of open) {
      const state = allowed(next(actionLifecycle, before.state, verb, { reason: note }));
      const changes = { state, blockedReason: '', completedAt: completion(before, state) };
      const action = await tx.update(Action, before, before.version, changes, { verb, reason: note });
      await tx.rows(addUpdate, [tx.partnershipId, uuidv7(), action.id, tx.viewer.memberId, state, note]);
      putAction(tx, action);
    }
  }

  /** Adds an action to a network's plan, under a strategy or by itself. */
  async add(viewer: Viewer, input: AddActionInput): Promise<ActionType> {
    const values = parseInput(addAction, input);
    const request = { operation: 'addAction', idempotencyKey: input.idempotencyKey, input: values };
    const row = await this.writes.run(viewer, request, async (tx) => {
      const network = await tx.find(Network, values.networkId);
      demand(viewer, 'canEditPlan', { networkId: network.id, parentNetworkId: network.parentId });
      await demandStrategy(tx, values.strategyId, network.id);
      const action = await tx.insert(Action, { ...values, state: actionLifecycle.initial });
      putAction(tx, action);
      tx.link(values.strategyId ?? network.id, action.id, 'answers');
      return shown(tx, action.id);
    });
    return presentAction(viewer, row);
  }

  /** Changes what is to be done or by when, if nobody changed it since `version`. */
  async edit(viewer: Viewer, input: EditActionInput): Promise<ActionType> {
    const changes = parseInput(editAction, input);
    const request = { operation: 'editAction', idempotencyKey: input.idempotencyKey, input };
    const row = await this.writes.run(viewer, request, async (tx) => {
      const before = await shown(tx, input.id);
      demand(viewer, 'canEditPlan', subjectOf(before));
      await demandStrategy(tx, changes.strategyId, before.networkId);
      const action = await tx.update(Action, await tx.find(Action, input.id), input.version, changes);
      putAction(tx, action);
      tx.link(changes.strategyId, action.id, 'answers');
      return shown(tx, action.id);
    });
    return presentAction(viewer, row);
  }

  /** Hands an action to another member or organization. */
  async reassign(viewer: Viewer, input: ReassignActionInput): Promise<ActionType> {
    const changes = parseInput(reassignAction, input);
    const request = { operation: 'reassignAction', idempotencyKey: input.idempotencyKey, input };
    const row = await this.writes.run(viewer, request, async (tx) => {
      demand(viewer, 'canEditPlan', subjectOf(await shown(tx, input.id)));
      const before = await tx.find(Action, input.id);
      const action = await tx.update(Action, before, input.version, changes, { verb: 'reassign' });
      putAction(tx, action);
      return shown(tx, action.id);
    });
    return presentAction(viewer, row);
  }

  /**
   * Adds what somebody says of an action and moves it as the verb says. The row is locked, so that two people who
   * speak at the same time are both heard, one after the other, each judged by the state that they find.
   */
  async update(viewer: Viewer, input: UpdateActionInput): Promise<ActionType> {
    const said = parseInput(updateAction, input);
    const request = { operation: 'updateAction', idempotencyKey: input.idempotencyKey, input };
    const row = await this.writes.run(viewer, request, async (tx) => {
      const before = await locked(tx, input.id);
      demand(viewer, 'canUpdateAction', subjectOf(await shown(tx, input.id)));
      const { verb, note } = said;
      const state = verb ? allowed(next(actionLifecycle, before.state, verb, { reason: note })) : before.state;
      const changes = { state, blockedReason: reasonAfter(before, verb, note), completedAt: completion(before, state) };
      const action = await tx.update(Action, before, before.version, changes, { verb: verb ?? 'note', reason: note });
      // Written by hand, not by `insert`: the action's own history says it already.
      await tx.rows(addUpdate, [tx.partnershipId, uuidv7(), action.id, viewer.memberId, state, note]);
      putAction(tx, action);
      return shown(tx, action.id);
    });
    return presentAction(viewer, row);
  }
}

/** One promise, rarely two: an ask that was reopened and promised again. */
const openPromises = (tx: WriteTransaction): string => `
SELECT ${tx.columns(Action, 'a')} FROM link l
JOIN action a ON a.partnership_id = l.partnership_id AND a.id = l.to_id
WHERE l.partnership_id = $1 AND l.from_id = $2 AND l.relation = 'responds_to' AND a.is_commitment
  AND a.state IN ('not_started', 'in_progress', 'blocked')
ORDER BY a.id FOR UPDATE OF a`;

const addUpdate = `
INSERT INTO action_update (partnership_id, id, action_id, member_id, state, note) VALUES ($1, $2, $3, $4, $5, $6)`;

async function shown(tx: WriteTransaction, id: string): Promise<ActionRow> {
  const row = isUuid(id) ? await tx.one<ActionRow>(actionById(tx), [tx.partnershipId, id]) : null;
  if (!row) throw new NotFound();
  return row;
}

async function locked(tx: WriteTransaction, id: string): Promise<Action> {
  const text = `SELECT ${tx.columns(Action, 'a')} FROM action a WHERE a.partnership_id = $1 AND a.id = $2 FOR UPDATE`;
  const row = isUuid(id) ? await tx.one<Action>(text, [tx.partnershipId, id]) : null;
  if (!row) throw new NotFound();
  return row;
}

async function demandStrategy(
  tx: WriteTransaction,
  strategyId: string | null | undefined,
  networkId: string | null,
): Promise<void> {
  if (!strategyId) return;
  const strategy = await tx.find(Strategy, strategyId);
  if (strategy.networkId !== networkId || strategy.state !== 'active') {
    throw new Invalid({ strategyId: 'Choose an active strategy of this network.' });
  }
}

/** A note on a blocked action leaves why it is blocked; leaving the state clears it. */
function reasonAfter(before: Action, verb: ActionVerb | null | undefined, note: string): string {
  if (verb === 'block') return note;
  return verb ? '' : before.blockedReason;
}

function completion(before: Action, state: ActionState): Date | null {
  if (actionIsOpen(state) || state === 'abandoned') return null;
  return before.completedAt ?? new Date();
}
