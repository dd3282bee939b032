import { Inject, Injectable } from '@nestjs/common';
import { dayIn } from '@throughline/domain/dates';
import { next } from '@throughline/domain/lifecycle';
import {
  escalationIsOpen,
  escalationIsUnanswered,
  escalationLifecycle,
  type EscalationVerb,
  sideOfVerb,
} from '@throughline/domain/lifecycles/escalation';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../../kernel/clock.ts';
import { Invalid, NotFound, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Network } from '../networks/network.entity.ts';
import { Action } from '../plans/action.entity.ts';
import { ActionService } from '../plans/action.service.ts';
import { EscalationAnswer } from './escalation-answer.entity.ts';
import { Escalation } from './escalation.entity.ts';
import {
  type EditEscalationInput,
  editEscalation,
  escalationAnswer,
  type RaiseEscalationInput,
  raiseEscalation,
} from './escalation.inputs.ts';
import { oneEscalation } from './escalation.reads.ts';
import type { EscalationType } from './escalation.type.ts';
import { type EscalationRow, isOwnAnswer, subjectOf, toEscalation } from './escalation.view.ts';

/** What every answer of the contract carries; each verb asks for its part of the rest. */
export interface AnswerInput {
  idempotencyKey: string;
  id: string;
  version: number;
  text?: string | null;
  promisedBy?: string | null;
  respondBy?: string | null;
  toOrganizationId?: string | null;
  toTableId?: string | null;
}

type Answer = ReturnType<typeof parseInput<typeof escalationAnswer>>;

/** When the write happens, in the partnership's own days. */
interface Moment {
  now: Date;
  today: string;
  timeZone: string;
}

const operations: Readonly<Record<EscalationVerb, string>> = {
  acknowledge: 'acknowledgeEscalation',
  commit: 'commitEscalation',
  decline: 'declineEscalation',
  redirect: 'redirectEscalation',
  fulfil: 'fulfilEscalation',
  confirm: 'confirmEscalation',
  reopen: 'reopenEscalation',
  withdraw: 'withdrawEscalation',
};

/** The two-way contract of an ask: raised, answered in writing, confirmed by the side that asked. */
@Injectable()
export class EscalationService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(ActionService) private readonly actions: ActionService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Lifts an opportunity or a barrier to one organization or table. */
  async raise(viewer: Viewer, input: RaiseEscalationInput): Promise<EscalationType> {
    const values = parseInput(raiseEscalation, input);
    const request = { operation: 'raiseEscalation', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const network = await tx.find(Network, values.networkId);
      demand(viewer, 'canRaiseEscalation', { networkId: network.id, parentNetworkId: network.parentId });
      const moment = await momentOf(tx, this.clock.now());
      mustComeAfter(values.respondBy, moment.today);
      await mustBeAskable(tx, values);
      const action = values.actionId === null ? null : await blockedAction(tx, values.actionId, network.id);
      const escalation = await tx.insert(
        Escalation,
        { ...values, state: escalationLifecycle.initial, raisedBy: viewer.memberId, raisedAt: moment.now },
        { verb: 'raise' },
      );
      putEscalation(tx, escalation, moment.timeZone);
      if (action) tx.link(action.id, escalation.id, 'blocked_by');
      else tx.link(network.id, escalation.id, values.kind === 'barrier' ? 'blocked_by' : 'supports');
      return shownAfter(tx, escalation.id, viewer, moment);
    });
  }

  /** Changes an ask that nobody has answered yet; the side that asks may. */
  async edit(viewer: Viewer, input: EditEscalationInput): Promise<EscalationType> {
    const changes = parseInput(editEscalation, input);
    const request = { operation: 'editEscalation', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const { row, before } = await found(tx, input.id);
      demand(viewer, 'canConfirmEscalation', subjectOf(row));
      if (!escalationIsUnanswered(before.state)) {
        throw new Refused('ESCALATION_ALREADY_ANSWERED', 'It has been answered: its words stay as they were answered.');
      }
      const moment = await momentOf(tx, this.clock.now());
      if (changes.respondBy && changes.respondBy !== before.respondBy) mustComeAfter(changes.respondBy, moment.today);
      const after = await tx.update(Escalation, before, input.version, changes);
      putEscalation(tx, after, moment.timeZone);
      return shownAfter(tx, after.id, viewer, moment);
    });
  }

  /** One written, dated step of the contract by `verb`; the lifecycle says from where, the policies who. */
  async answer(viewer: Viewer, verb: EscalationVerb, input: AnswerInput): Promise<EscalationType> {
    const given = parseInput(escalationAnswer, input);
    const request = { operation: operations[verb], idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const { row, before } = await found(tx, input.id);
      const policy = sideOfVerb[verb] === 'answerer' ? 'canAnswerEscalation' : 'canConfirmEscalation';
      demand(viewer, policy, subjectOf(row));
      if (before.version !== input.version) {
        // Not a conflict to merge: an answer is given to the words and the state that were read, or not at all.
        throw new Refused(
          'ESCALATION_CHANGED',
          'Somebody answered or changed this in the meantime. Read it again, then answer.',
        );
      }
      const state = allowed(next(escalationLifecycle, before.state, verb, factsOf(given, before)));
      if (verb === 'confirm' && isOwnAnswer(row.answers, viewer.memberId)) {
        throw new Refused(
          'ESCALATION_OWN_ANSWER',
          'You answered this yourself: somebody else of those who asked confirms it.',
        );
      }
      const moment = await momentOf(tx, this.clock.now());
      await mustFit(tx, verb, given, moment.today);
      const changes = { state, ...changesOf(verb, given, before, moment.now) };
      const after = await tx.update(Escalation, before, input.version, changes, { verb, reason: given.text });
      this.#write(tx, verb, given, before, moment.now);
      if (verb === 'commit') await this.#promise(tx, viewer, after, given);
      const settles = settlesPromise[verb];
      if (settles) await this.actions.settlePromises(tx, after.id, settles, given.text);
      putEscalation(tx, after, moment.timeZone);
      return shownAfter(tx, after.id, viewer, moment);
    });
  }

  /** The row of the answer; it names who was asked when it was written. */
  #write(tx: WriteTransaction, verb: EscalationVerb, given: Answer, before: Escalation, now: Date): object {
    return tx.insert(
      EscalationAnswer,
      {
        id: uuidv7(),
        escalationId: before.id,
        memberId: tx.viewer.memberId,
        verb,
        text: given.text,
        askedOrganizationId: before.toOrganizationId,
        askedTableId: before.toTableId,
        promisedBy: verb === 'commit' ? given.promisedBy : null,
        redirectedToOrganizationId: verb === 'redirect' ? given.toOrganizationId : null,
        redirectedToTableId: verb === 'redirect' ? given.toTableId : null,
        createdAt: now,
      },
      { verb },
    );
  }

  /** A promise is work like any other: it stands among the actions, with its owner and its day. */
  async #promise(tx: WriteTransaction, viewer: Viewer, escalation: Escalation, given: Answer): Promise<void> {
    await this.actions.promise(tx, {
      id: uuidv7(),
      networkId: escalation.networkId,
      title: lineFrom(given.text),
      description: given.text,
      organizationId: escalation.toOrganizationId ?? viewer.organizationId,
      ownerMemberId: viewer.memberId,
      dueOn: given.promisedBy,
      fromId: escalation.id,
    });
  }
}

/** What a step of the contract means for the commitment that stands among the actions. */
const settlesPromise: Partial<Record<EscalationVerb, 'complete' | 'abandon'>> = {
  fulfil: 'complete',
  decline: 'abandon',
  redirect: 'abandon',
  withdraw: 'abandon',
};

/** The ask as its row and as it is shown, or NOT_FOUND. */
async function found(tx: WriteTransaction, id: string): Promise<{ row: EscalationRow; before: Escalation }> {
  const before = await tx.find(Escalation, id);
  const row = await tx.one<EscalationRow>(oneEscalation, [tx.partnershipId, id]);
  if (!row) throw new NotFound();
  return { row, before };
}

async function shownAfter(tx: ReadTransaction, id: string, viewer: Viewer, { now, timeZone }: Moment) {
  const row = await tx.one<EscalationRow>(oneEscalation, [tx.partnershipId, id]);
  if (!row) throw new NotFound();
  return toEscalation(row, viewer, now, timeZone);
}

/** The moment in the partnership's zone. */
export async function momentOf(tx: ReadTransaction, now: Date): Promise<Moment> {
  const row = await tx.one<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM partnership WHERE id = $1', [
    tx.partnershipId,
  ]);
  const timeZone = row?.timeZone ?? 'UTC';
  return { now, timeZone, today: dayIn(timeZone, now) };
}

function mustComeAfter(respondBy: string, today: string): void {
  if (respondBy <= today)
    throw new Invalid({ respondBy: 'Choose a day after today, so that they have time to answer.' });
}

interface Target {
  toOrganizationId: string | null;
  toTableId: string | null;
}

/** Only those can be asked who are still there. */
async function mustBeAskable(tx: ReadTransaction, { toOrganizationId, toTableId }: Target): Promise<void> {
  const there = await tx.one(
    `SELECT 1 AS there FROM organization WHERE partnership_id = $1 AND id = $2 AND retired_at IS NULL
     UNION ALL SELECT 1 FROM leadership_table WHERE partnership_id = $1 AND id = $3 AND retired_at IS NULL`,
    [tx.partnershipId, toOrganizationId, toTableId],
  );
  if (there) return;
  throw new Invalid({
    [toOrganizationId ? 'toOrganizationId' : 'toTableId']:
      'They are no longer part of this partnership. Choose another.',
  });
}

async function blockedAction(tx: WriteTransaction, actionId: string, networkId: string): Promise<Action> {
  const action = await tx.find(Action, actionId);
  if (action.networkId !== networkId) throw new Invalid({ actionId: 'Choose an action of this network.' });
  if (action.state !== 'blocked') {
    throw new Refused('ACTION_NOT_BLOCKED', 'The action is not blocked any more: raise the ask without it.');
  }
  return action;
}

function factsOf(given: Answer, before: Escalation) {
  return {
    note: given.text,
    promisedOn: given.promisedBy,
    redirectedToId: given.toOrganizationId ?? given.toTableId,
    askedOfId: before.toOrganizationId ?? before.toTableId,
  };
}

async function mustFit(tx: ReadTransaction, verb: EscalationVerb, given: Answer, today: string): Promise<void> {
  if (verb === 'commit' && given.promisedBy !== null && given.promisedBy < today) {
    throw new Invalid({ promisedBy: 'Choose today or a day to come.' });
  }
  if (verb === 'reopen') {
    if (given.respondBy === null) throw new Invalid({ respondBy: 'Say by which day you need an answer now.' });
    mustComeAfter(given.respondBy, today);
  }
  if (verb === 'redirect') await mustBeAskable(tx, given);
}

function changesOf(verb: EscalationVerb, given: Answer, before: Escalation, now: Date): Partial<Escalation> {
  const firstAnsweredAt = before.firstAnsweredAt ?? now;
  switch (verb) {
    case 'commit':
      return { promisedBy: given.promisedBy, firstAnsweredAt };
    case 'decline':
      return { promisedBy: null, firstAnsweredAt };
    case 'redirect':
      return { toOrganizationId: given.toOrganizationId, toTableId: given.toTableId, firstAnsweredAt };
    case 'reopen':
      return { respondBy: given.respondBy ?? before.respondBy, promisedBy: null };
    default:
      return {};
  }
}

const longestLine = 120;

/** The first line of a text, short enough for a title. */
function lineFrom(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length <= longestLine ? line : `${line.slice(0, longestLine - 1).trimEnd()}…`;
}

/** How an ask stands on the thread: due is the answer, and once that is given the promise. */
function putEscalation(tx: WriteTransaction, escalation: Escalation, timeZone: string): void {
  tx.item({
    kind: 'escalation',
    id: escalation.id,
    networkId: escalation.networkId,
    title: escalation.title,
    state: escalation.state,
    dueOn: escalation.state === 'committed' ? escalation.promisedBy : escalation.respondBy,
    isOver: !escalationIsOpen(escalation.state),
    on: dayIn(timeZone, new Date(escalation.raisedAt)),
  });
}
