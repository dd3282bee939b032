import { isOpenAction } from '../../database/work-sql.ts';
import type { LinkRelation } from '@throughline/domain/vocabulary';
import { Inject, Injectable } from '@nestjs/common';
import { actionIsOpen, actionLifecycle, type ActionVerb } from '@throughline/domain/lifecycles/action';
import { next } from '@throughline/domain/lifecycle';
import type { Viewer } from '@throughline/domain/viewer';
import type { ActionState } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { is } from '../../database/words-sql.ts';
import { Conflict } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ActionUpdate } from './action-update.entity.ts';
import { Action } from './action.entity.ts';
import { AddActionInput, EditActionInput, ReassignActionInput, UpdateActionInput } from './action.inputs.ts';
import { answerAction, presentAction } from './action.reads.ts';
import type { ActionType } from './action.type.ts';

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
  promise(tx: WriteTransaction, promised: Promised): Action {
    const { fromId, ...values } = promised;
    const action = tx.insert(
      Action,
      { ...values, state: actionLifecycle.initial, isCommitment: true },
      { verb: 'promise' },
    );
    tx.link(fromId, action.id, 'responds_to');
    return action;
  }

  /** The open commitments that answer an item, for a write that may end them: nobody else moves them meanwhile. */
  openPromises(tx: ReadTransaction, fromId: string): Promise<Action[]> {
    return tx.rows<Action>(openPromises(tx), [tx.partnershipId, fromId]);
  }

  /**
   * Ends open commitments inside the caller's own transaction: kept when what was promised is done, abandoned when the
   * promise no longer holds. The caller has authorised it.
   */
  endPromises(tx: WriteTransaction, open: readonly Action[], verb: 'complete' | 'abandon', note: string): void {
    for (const before of open) this.#move(tx, before, verb, note);
  }

  /** Adds an action to a network's plan, under a strategy or by itself. */
  async add(viewer: Viewer, input: AddActionInput): Promise<ActionType> {
    const row = await this.writes.run(viewer, AddActionInput, input, (tx, values) => {
      const action = tx.insert(Action, { ...values, state: actionLifecycle.initial });
      tx.link(values.strategyId ?? values.networkId, action.id, 'answers');
      return answerAction(tx, action.id);
    });
    return presentAction(viewer, row);
  }

  /** Changes what is to be done or by when, if nobody changed it since `version`. */
  async edit(viewer: Viewer, input: EditActionInput): Promise<ActionType> {
    const row = await this.writes.run(viewer, EditActionInput, input, (tx, changes, before) => {
      const action = tx.update(Action, before, changes);
      tx.link(changes.strategyId, action.id, 'answers');
      return answerAction(tx, action.id);
    });
    return presentAction(viewer, row);
  }

  /** Hands an action to another member or organization. */
  async reassign(viewer: Viewer, input: ReassignActionInput): Promise<ActionType> {
    const row = await this.writes.run(viewer, ReassignActionInput, input, (tx, changes, before) => {
      const action = tx.update(Action, before, changes, { verb: 'reassign' });
      return answerAction(tx, action.id);
    });
    return presentAction(viewer, row);
  }

  /**
   * Adds what somebody says of an action and moves it as the verb says. The row is locked, so that two people who
   * speak at the same time are both heard, one after the other, each judged by the state that they find.
   * @param seenVersion the version that whoever speaks saw, for who would rather look again than speak of another one
   * @throws Conflict when it has another version by now
   */
  async update(viewer: Viewer, input: UpdateActionInput, seenVersion?: number): Promise<ActionType> {
    const row = await this.writes.run(viewer, UpdateActionInput, input, (tx, { verb, note }, before) => {
      if (seenVersion !== undefined && seenVersion !== before.version) throw new Conflict(before);
      const action = this.#move(tx, before, verb, note);
      return answerAction(tx, action.id);
    });
    return presentAction(viewer, row);
  }

  /** What is said of an action, and the state to which it leads; a note alone leads nowhere. */
  #move(tx: WriteTransaction, before: Action, verb: ActionVerb | null, note: string): Action {
    const state = verb ? demandState(next(actionLifecycle, before.state, verb, { reason: note })) : before.state;
    const changes = {
      state,
      blockedReason: reasonAfter(before, verb, note),
      completedAt: completion(before, state, tx.now),
    };
    const action = tx.update(Action, before, changes, { verb: verb ?? 'note', reason: note });
    tx.append(ActionUpdate, { id: uuidv7(), actionId: action.id, memberId: tx.viewer.memberId, state, note });
    return action;
  }
}

/** One promise, rarely two: an ask that was reopened and promised again. */
const openPromises = (tx: ReadTransaction): string => `
SELECT ${tx.columns(Action, 'a')} FROM link l
JOIN action a ON a.partnership_id = l.partnership_id AND a.id = l.to_id
WHERE l.partnership_id = $1 AND l.from_id = $2 AND ${is<LinkRelation>('l.relation', 'responds_to')} AND a.is_commitment
  AND ${isOpenAction}
ORDER BY a.id FOR UPDATE OF a`;

/** A note on a blocked action leaves why it is blocked; leaving the state clears it. */
function reasonAfter(before: Action, verb: ActionVerb | null, note: string): string {
  if (verb === 'block') return note;
  return verb ? '' : before.blockedReason;
}

function completion(before: Action, state: ActionState, now: Date): Date | null {
  if (actionIsOpen(state) || state === 'abandoned') return null;
  return before.completedAt ?? now;
}
