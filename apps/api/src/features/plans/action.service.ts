import { Injectable } from '@nestjs/common';
import { actionLifecycle } from '@throughline/domain/lifecycles/action';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Action } from './action.entity.ts';
import { putAction } from './plan.thread.ts';

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
}
