import { Inject, Injectable } from '@nestjs/common';
import { aimProblems } from '@throughline/domain/aim';
import { next } from '@throughline/domain/lifecycle';
import {
  type CharterFacts,
  charterIsEditable,
  charterLifecycle,
  type CharterVerb,
} from '@throughline/domain/lifecycles/charter';
import { abilities, type PolicyName } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound, Refused } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { demandState } from '../../writes/apply.ts';
import type { Answer } from '../../writes/outcome.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Charter } from './charter.entity.ts';
import {
  AdoptCharterInput,
  AmendCharterInput,
  DraftCharterInput,
  EditCharterInput,
  RetireCharterInput,
  ReturnCharterInput,
  SignOffInput,
  SubmitCharterInput,
} from './charter.inputs.ts';
import {
  aimChoices,
  chartersByNumber,
  inForceBeside,
  type NextNumber,
  nextNumber,
  nextNumberAfter,
  oneCharter,
  putSignOff,
  verdictsOn,
} from './charter.reads.ts';
import type { AimChoicesType, CharterType } from './charter.type.ts';

interface Row extends Omit<CharterType, 'abilities' | 'aimProblems'> {
  parentNetworkId: string | null;
}

const charterPolicies: PolicyName[] = ['canEditCharter', 'canAdoptCharter', 'canSignOff'];

/** Versions of a network's charter, their review and their sign-offs. */
@Injectable()
export class CharterService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Begins a charter; refused while one is on its way or in force. */
  async draft(viewer: Viewer, input: DraftCharterInput): Promise<CharterType> {
    const row = await this.writes.run(viewer, DraftCharterInput, input, {
      reads: async (tx, { networkId }) => {
        const keys = [tx.partnershipId, networkId];
        const [, found] = await Promise.all([
          tx.turn(`charters of ${networkId}`),
          tx.one<NextNumber>(nextNumber, keys),
        ]);
        return found;
      },
      writes: (tx, values, _before, found) => {
        const number = numberFor('draft', found);
        const priorityPopulationIds = [...new Set(values.priorityPopulationIds)];
        const charter = tx.insert(Charter, {
          ...values,
          priorityPopulationIds,
          number,
          state: charterLifecycle.initial,
        });
        return linkAim(tx, charter);
      },
    });
    return presentCharter(viewer, row);
  }

  /** Changes a draft that nobody changed since `version`; the conflict carries the current text. */
  async edit(viewer: Viewer, input: EditCharterInput): Promise<CharterType> {
    const row = await this.writes.run(
      viewer,
      EditCharterInput,
      input,
      (tx, { priorityPopulationIds, ...changes }, before) => {
        if (!charterIsEditable(before.state)) {
          throw new Refused(refusal('CHARTER_NOT_DRAFT'));
        }
        const populations = priorityPopulationIds && { priorityPopulationIds: [...new Set(priorityPopulationIds)] };
        return linkAim(tx, tx.update(Charter, before, { ...changes, ...populations }));
      },
    );
    return presentCharter(viewer, row);
  }

  /** Sends a draft with a complete aim to review. */
  async submit(viewer: Viewer, input: SubmitCharterInput): Promise<CharterType> {
    const row = await this.writes.run(viewer, SubmitCharterInput, input, {
      reads: (tx, _none, id) => tx.one<Row>(oneCharter, [tx.partnershipId, id]),
      writes: (tx, _none, before, read) => {
        const facts = { aimIsComplete: read !== null && problemsOf(read).length === 0 };
        return move(tx, before, 'submit', facts, { submittedAt: tx.now });
      },
    });
    return presentCharter(viewer, row);
  }

  /** Sends a charter in review back to draft, with a reason. */
  async returnToDraft(viewer: Viewer, input: ReturnCharterInput): Promise<CharterType> {
    const row = await this.writes.run(viewer, ReturnCharterInput, input, (tx, { reason }, before) =>
      move(tx, before, 'return_to_draft', { reason }),
    );
    return presentCharter(viewer, row);
  }

  /** Ends a charter, or gives up a draft, with a reason. */
  async retire(viewer: Viewer, input: RetireCharterInput): Promise<CharterType> {
    const row = await this.writes.run(viewer, RetireCharterInput, input, (tx, { reason }, before) =>
      move(tx, before, 'retire', { reason }),
    );
    return presentCharter(viewer, row);
  }

  /** Puts a charter in force; the one before is amended by it in the same transaction. */
  async adopt(viewer: Viewer, input: AdoptCharterInput): Promise<CharterType> {
    const row = await this.writes.run(viewer, AdoptCharterInput, input, {
      reads: (tx, _values, id) =>
        Promise.all([
          tx.one<CharterFacts>(verdictsOn, [tx.partnershipId, id]),
          tx.rows<Charter>(inForceBeside(tx), [tx.partnershipId, id]),
        ]),
      writes: (tx, { reason }, before, [verdicts, earlier]) => {
        const answer = move(tx, before, 'adopt', { ...verdicts, reason }, { adoptedAt: tx.now });
        for (const last of earlier) supersede(tx, last, before.amendmentReason);
        return answer;
      },
    });
    return presentCharter(viewer, row);
  }

  /** Begins the next version with the words of the one in force. */
  async amend(viewer: Viewer, input: AmendCharterInput): Promise<CharterType> {
    const row = await this.writes.run(viewer, AmendCharterInput, input, {
      reads: (tx, { charterId }) =>
        Promise.all([tx.seek(Charter, charterId), tx.one<NextNumber>(nextNumberAfter, [tx.partnershipId, charterId])]),
      writes: (tx, { id, reason }, _before, [last, found]) => {
        if (!last) throw new NotFound();
        // The state changes only when the successor is adopted; here only whether the verb is one for this state.
        demandState(next(charterLifecycle, last.state, 'amend', { successorIsAdopted: true }));
        const { version: _version, createdAt: _created, updatedAt: _updated, ...words } = last;
        const charter = tx.insert(
          Charter,
          {
            ...words,
            id,
            number: numberFor('amend', found),
            state: charterLifecycle.initial,
            amendmentReason: reason,
            submittedAt: null,
            adoptedAt: null,
          },
          { verb: 'amend', reason },
        );
        tx.link(last.id, charter.id, 'continues');
        return linkAim(tx, charter);
      },
    });
    return presentCharter(viewer, row);
  }

  /** A member with a seat agrees or objects. Said again, the last word counts. */
  async signOff(viewer: Viewer, input: SignOffInput): Promise<CharterType> {
    const row = await this.writes.run(viewer, SignOffInput, input, {
      reads: (tx, { charterId }) => tx.seek(Charter, charterId),
      writes: (tx, { id, charterId, verdict, comment }, _before, charter) => {
        if (charter?.state !== 'in_review') {
          throw new Refused(refusal('CHARTER_NOT_IN_REVIEW'));
        }
        tx.write(putSignOff, [tx.partnershipId, id, charterId, viewer.memberId, verdict, comment]);
        // The notice names the charter, on whose page the word is shown.
        tx.record('charter', charter, { verb: 'sign_off', reason: comment }, {}, { verdict });
        return tx.answer<Row>(oneCharter, [tx.partnershipId, charterId]);
      },
    });
    return presentCharter(viewer, row);
  }

  /** Versions of a network's charter, the newest first; 2 statements. */
  async page(viewer: Viewer, networkId: string, first: number, after: string | null): Promise<Page<CharterType>> {
    demand(viewer, 'canReadPartnership');
    const keys = [viewer.partnershipId, networkId];
    const page = await this.tenancy.read(viewer, (tx) => tx.page<Row>(chartersByNumber, keys, { first, after }));
    return { ...page, nodes: page.nodes.map((row) => presentCharter(viewer, row)) };
  }

  /** What the aim of a network's charter can be made of; 1 statement. */
  async choices(viewer: Viewer, networkId: string): Promise<AimChoicesType> {
    demand(viewer, 'canReadPartnership');
    if (!isUuid(networkId)) throw new NotFound();
    const found = await this.tenancy.read(viewer, (tx) =>
      tx.one<AimChoicesType>(aimChoices, [viewer.partnershipId, networkId]),
    );
    if (!found) throw new NotFound();
    return found;
  }
}

/** The number of the next version; refused while another one is on its way, or in force and not amended. */
function numberFor(verb: 'draft' | 'amend', found: NextNumber | null): number {
  if (found?.isOpen) {
    throw new Refused(refusal('CHARTER_ON_ITS_WAY'));
  }
  if (verb === 'draft' && found?.isAdopted) {
    throw new Refused(refusal('CHARTER_IN_FORCE'));
  }
  return found?.number ?? 1;
}

function move(
  tx: WriteTransaction,
  before: Charter,
  verb: CharterVerb,
  facts: Partial<CharterFacts>,
  changes: Partial<Pick<Charter, 'submittedAt' | 'adoptedAt'>> = {},
): Answer<Row> {
  const state = demandState(next(charterLifecycle, before.state, verb, facts));
  return linkAim(tx, tx.update(Charter, before, { ...changes, state }, { verb, reason: facts.reason ?? '' }));
}

/** The version that was in force is amended by the one that comes into force. */
function supersede(tx: WriteTransaction, last: Charter, reason: string): void {
  const state = demandState(next(charterLifecycle, last.state, 'amend', { successorIsAdopted: true }));
  tx.update(Charter, last, { state }, { verb: 'amend', reason });
}

/** A charter answers its network and the indicator of its aim. */
function linkAim(tx: WriteTransaction, charter: Charter): Answer<Row> {
  tx.link(charter.networkId, charter.id, 'answers');
  tx.link(charter.aimIndicatorId, charter.id, 'answers');
  return tx.answer<Row>(oneCharter, [tx.partnershipId, charter.id]);
}

function problemsOf(row: Row) {
  const { aimIndicatorId: id, aimIndicatorName: name, aimMeasureType: measureType, aimDirection: better } = row;
  return aimProblems({
    indicator: id && name && measureType && better ? { id, name, measureType, better, unit: row.aimUnit } : null,
    population:
      row.aimPopulationId && row.aimPopulationName ? { id: row.aimPopulationId, name: row.aimPopulationName } : null,
    from: row.aimFrom,
    baselineOn: row.aimBaselineOn,
    to: row.aimTo,
    by: row.aimBy,
  });
}

function presentCharter(viewer: Viewer, row: Row): CharterType {
  const { parentNetworkId, ...charter } = row;
  const subject = { networkId: row.networkId, parentNetworkId };
  return { ...charter, aimProblems: problemsOf(row), abilities: abilities(viewer, subject, charterPolicies) };
}
