import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import {
  type EscalationAnswerVerb,
  escalationLifecycle,
  sideOfVerb,
  wordsAreAnswered,
} from '@throughline/domain/lifecycles/escalation';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Invalid, Refused } from '../../kernel/errors.ts';
import type { WriteDeclaration } from '../../kernel/inputs/declare.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Action } from '../plans/action.entity.ts';
import { ActionService } from '../plans/action.service.ts';
import { EscalationAnswer } from './escalation-answer.entity.ts';
import { EscalationWording } from './escalation-wording.entity.ts';
import { Escalation } from './escalation.entity.ts';
import {
  AcceptEscalationInput,
  AcknowledgeEscalationInput,
  CommitEscalationInput,
  ConfirmEscalationInput,
  DeclineEscalationInput,
  EditEscalationInput,
  FulfilEscalationInput,
  RaiseEscalationInput,
  RedirectEscalationInput,
  ReopenEscalationInput,
  ReviseEscalationInput,
  WithdrawEscalationInput,
} from './escalation.inputs.ts';
import { answerEscalation, answersOf } from './escalation.reads.ts';
import type { EscalationType } from './escalation.type.ts';
import { type AnswerRow, closesOwnAnswer, presentEscalation } from './escalation.view.ts';
import {
  type Addressee,
  changedWords,
  demandOneAddressee,
  demandTimeToAnswer,
  isAddressedAlike,
  saysTheSame,
  wordsOf,
} from './escalation.words.ts';

/** What every answer of the contract carries; each verb asks for its part of the rest. */
export interface AnswerInput {
  idempotencyKey: string;
  id: string;
  version: number;
  text?: string | null;
  promisedBy?: string;
  respondBy?: string;
  toOrganizationId?: string | null;
  toTableId?: string | null;
}

/** An answer as it was read; what the verb does not take is not there. */
interface GivenAnswer extends Partial<Addressee> {
  text: string;
  promisedBy?: string;
  respondBy?: string;
}

type AnswerWrite = WriteDeclaration & {
  readonly types?: { raw: AnswerInput; values: GivenAnswer; before: Escalation };
};

const inputs: Readonly<Record<EscalationAnswerVerb, AnswerWrite>> = {
  acknowledge: AcknowledgeEscalationInput as AnswerWrite,
  commit: CommitEscalationInput as AnswerWrite,
  decline: DeclineEscalationInput as AnswerWrite,
  redirect: RedirectEscalationInput as AnswerWrite,
  fulfil: FulfilEscalationInput as AnswerWrite,
  confirm: ConfirmEscalationInput as AnswerWrite,
  accept: AcceptEscalationInput as AnswerWrite,
  reopen: ReopenEscalationInput as AnswerWrite,
  withdraw: WithdrawEscalationInput as AnswerWrite,
};

/** An answer as the rules of an ask must know it. */
interface Given extends Pick<AnswerRow, 'verb' | 'wording' | 'memberId'> {
  actionId: string | null;
}

/** The two-way contract of an ask: raised, answered in writing, confirmed by the side that asked. */
@Injectable()
export class EscalationService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(ActionService) private readonly actions: ActionService,
  ) {}

  /** Lifts an opportunity or a barrier to one organization or table. */
  async raise(viewer: Viewer, input: RaiseEscalationInput): Promise<EscalationType> {
    const row = await this.writes.run(viewer, RaiseEscalationInput, input, {
      reads: (tx, { actionId }) => tx.seek(Action, actionId),
      writes: (tx, values, _before, action) => {
        demandOneAddressee(values);
        demandTimeToAnswer(values.respondBy, tx.today);
        if (action && action.state !== 'blocked') {
          throw new Refused(refusal('BARRIER_NOT_BLOCKED'));
        }
        const state = escalationLifecycle.initial;
        const made = { ...values, state, raisedBy: viewer.memberId, raisedAt: tx.now };
        const escalation = tx.insert(Escalation, made, { verb: 'raise' });
        word(tx, escalation, true);
        if (action) tx.link(action.id, escalation.id, 'blocked_by');
        else tx.link(values.networkId, escalation.id, values.kind === 'barrier' ? 'blocked_by' : 'supports');
        return answerEscalation(tx, escalation.id);
      },
    });
    return presentEscalation(viewer, row);
  }

  /** Changes the words of an ask that nobody has answered; the earlier words stay in its time line. */
  edit(viewer: Viewer, input: EditEscalationInput): Promise<EscalationType> {
    return this.#reword(viewer, 'edit', EditEscalationInput, input);
  }

  /** Asks again in other words: what was answered stays beside its answers, and a new answer is asked for. */
  revise(viewer: Viewer, input: ReviseEscalationInput): Promise<EscalationType> {
    return this.#reword(viewer, 'revise', ReviseEscalationInput, input);
  }

  async #reword(
    viewer: Viewer,
    verb: 'edit' | 'revise',
    declaration: typeof EditEscalationInput,
    input: EditEscalationInput,
  ): Promise<EscalationType> {
    const row = await this.writes.run(viewer, declaration, input, {
      reads: readAnswers,
      writes: (tx, changes, before, answers) => {
        tx.allow({ raisedByMemberId: before.raisedBy });
        const isAnswered = wordsAreAnswered(answers, before.wording);
        const state = demandState(next(escalationLifecycle, before.state, verb, { isAnswered }));
        const words = changedWords(before, changes);
        if (saysTheSame(words, before)) {
          if (verb === 'edit') return answerEscalation(tx, before.id);
          throw new Refused(refusal('ESCALATION_WORDS_UNCHANGED'));
        }
        demandOneAddressee(words);
        const asksAnew = isAnswered || !isAddressedAlike(words, before);
        if (asksAnew || words.respondBy !== before.respondBy) demandTimeToAnswer(words.respondBy, tx.today);
        // What was promised to the words of before stays a promise, among the actions.
        const changed = { ...words, state, wording: before.wording + 1, promisedBy: null };
        word(tx, tx.update(Escalation, before, changed, { verb }), asksAnew);
        return answerEscalation(tx, before.id);
      },
    });
    return presentEscalation(viewer, row);
  }

  /** One written, dated step of the contract by `verb`; the lifecycle says from where, the policies who. */
  async answer(viewer: Viewer, verb: EscalationAnswerVerb, input: AnswerInput): Promise<EscalationType> {
    const row = await this.writes.run(viewer, inputs[verb], input, {
      reads: async (tx, _values, id) => {
        const [answers, promises] = await Promise.all([
          readAnswers(tx, _values, id),
          this.actions.openPromises(tx, id),
        ]);
        return { answers, promises };
      },
      writes: (tx, given, before, { answers, promises }) => {
        if (sideOfVerb[verb] === 'asker') tx.allow({ raisedByMemberId: before.raisedBy });
        else tx.allow({ organizationId: before.toOrganizationId, tableId: before.toTableId });
        const state = demandState(next(escalationLifecycle, before.state, verb, factsOf(given, before)));
        if (closesOwnAnswer(verb, answers, before.wording, viewer.memberId)) {
          throw new Refused(refusal('ESCALATION_OWN_ANSWER'));
        }
        demandFitting(verb, given, tx.today);
        const changes = { state, ...changesOf(verb, given, before, tx.now) };
        const after = tx.update(Escalation, before, changes, { verb, reason: given.text });
        const promise = verb === 'commit' ? this.#promise(tx, after, given) : null;
        write(tx, verb, given, before, promise);
        const ending = promiseEndings[verb];
        if (ending) {
          const earlier = answers.filter((answer) => answer.wording < before.wording).map(({ actionId }) => actionId);
          // Whoever withdraws asks for nothing any more; every other step is about the promise to these words.
          const promisesToEnd = verb === 'withdraw' ? promises : promises.filter(({ id }) => !earlier.includes(id));
          this.actions.endPromises(tx, promisesToEnd, ending, given.text);
        }
        return answerEscalation(tx, after.id);
      },
    });
    return presentEscalation(viewer, row);
  }

  /** A promise is work like any other: it stands among the actions, with its owner and its day. */
  #promise(tx: WriteTransaction, escalation: Escalation, given: GivenAnswer): Action {
    return this.actions.promise(tx, {
      id: uuidv7(),
      networkId: escalation.networkId,
      title: lineFrom(given.text),
      description: given.text,
      organizationId: escalation.toOrganizationId ?? tx.viewer.organizationId,
      ownerMemberId: tx.viewer.memberId,
      dueOn: given.promisedBy ?? null,
      fromId: escalation.id,
    });
  }
}

const readAnswers = (tx: ReadTransaction, _values: unknown, id: string): Promise<Given[]> =>
  tx.rows<Given>(answersOf, [tx.partnershipId, id]);

/** Keeps the words of an ask as they stand now. */
function word(tx: WriteTransaction, escalation: Escalation, asksAnew: boolean): void {
  tx.insert(EscalationWording, {
    ...wordsOf(escalation),
    id: uuidv7(),
    escalationId: escalation.id,
    number: escalation.wording,
    memberId: tx.viewer.memberId,
    asksAnew,
    createdAt: tx.now,
  });
}

/** The row of an answer; it names who was asked, and in which words, when it was written. */
function write(
  tx: WriteTransaction,
  verb: EscalationAnswerVerb,
  given: GivenAnswer,
  before: Escalation,
  promise: Action | null,
): void {
  const values = {
    id: uuidv7(),
    escalationId: before.id,
    wording: before.wording,
    memberId: tx.viewer.memberId,
    verb,
    text: given.text,
    askedOrganizationId: before.toOrganizationId,
    askedTableId: before.toTableId,
    promisedBy: given.promisedBy ?? null,
    redirectedToOrganizationId: given.toOrganizationId ?? null,
    redirectedToTableId: given.toTableId ?? null,
    actionId: promise?.id ?? null,
    createdAt: tx.now,
  };
  tx.insert(EscalationAnswer, values, { verb });
}

/** What a step of the contract means for the commitment that stands among the actions. */
const promiseEndings: Partial<Record<EscalationAnswerVerb, 'complete' | 'abandon'>> = {
  fulfil: 'complete',
  decline: 'abandon',
  withdraw: 'abandon',
};

function factsOf(given: GivenAnswer, before: Escalation) {
  return {
    note: given.text,
    promisedOn: given.promisedBy ?? null,
    redirectedToId: given.toOrganizationId ?? given.toTableId ?? null,
    askedOfId: before.toOrganizationId ?? before.toTableId,
  };
}

function demandFitting(verb: EscalationAnswerVerb, given: GivenAnswer, today: string): void {
  if (verb === 'redirect') demandOneAddressee(addresseeOf(given));
  if (given.respondBy) demandTimeToAnswer(given.respondBy, today);
  if (given.promisedBy && given.promisedBy < today) {
    throw new Invalid({ promisedBy: refusal('DAY_IS_PAST') });
  }
}

const addresseeOf = ({ toOrganizationId = null, toTableId = null }: GivenAnswer): Addressee => ({
  toOrganizationId,
  toTableId,
});

function changesOf(verb: EscalationAnswerVerb, given: GivenAnswer, before: Escalation, now: Date): Partial<Escalation> {
  const firstAnsweredAt = before.firstAnsweredAt ?? now;
  switch (verb) {
    case 'commit':
      return { promisedBy: given.promisedBy ?? null, firstAnsweredAt };
    case 'decline':
      return { promisedBy: null, firstAnsweredAt };
    case 'redirect':
      return { ...addresseeOf(given), firstAnsweredAt };
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
