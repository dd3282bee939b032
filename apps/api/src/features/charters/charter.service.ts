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
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid, NotFound, Refused } from '../../kernel/errors.ts';
import { isUuid, parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Network } from '../networks/network.entity.ts';
import { Charter } from './charter.entity.ts';
import {
  type AdoptCharterInput,
  type AmendCharterInput,
  amendCharter,
  type DraftCharterInput,
  draftCharter,
  type EditCharterInput,
  editCharter,
  moveCharter,
  type RetireCharterInput,
  type ReturnCharterInput,
  type SignOffInput,
  signOff,
  type SubmitCharterInput,
} from './charter.inputs.ts';
import {
  aimChoices,
  charterCount,
  charterPage,
  inForce,
  nextNumber,
  oneCharter,
  populationsOf,
  putSignOff,
  verdictsOn,
} from './charter.reads.ts';
import type { AimChoicesType, CharterType } from './charter.type.ts';

interface Row extends Omit<CharterType, 'abilities' | 'aimProblems'> {
  parentNetworkId: string | null;
}

type Changes = Partial<Omit<Charter, 'id' | 'version' | 'partnershipId'>>;

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
    const values = parseInput(draftCharter, input);
    const request = { operation: 'draftCharter', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      await this.#demand(tx, viewer, 'canEditCharter', values.networkId);
      await this.#demandPopulations(tx, values.priorityPopulationIds);
      const number = await this.#nextNumber(tx, values.networkId, 'draft');
      const charter = await tx.insert(Charter, { ...values, number, state: charterLifecycle.initial });
      return this.#placed(tx, viewer, charter);
    });
  }

  /** Changes a draft that nobody changed since `version`; the conflict carries the current text. */
  async edit(viewer: Viewer, input: EditCharterInput): Promise<CharterType> {
    const changes = parseInput(editCharter, input);
    const request = { operation: 'editCharter', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await this.#found(tx, viewer, 'canEditCharter', input.id);
      if (!charterIsEditable(before.state)) {
        throw new Refused(
          'CHARTER_NOT_DRAFT',
          'Only a draft is edited: return it to draft, or amend the one in force.',
        );
      }
      await this.#demandPopulations(tx, changes.priorityPopulationIds);
      return this.#placed(tx, viewer, await tx.update(Charter, before, input.version, changes));
    });
  }

  /** Sends a draft with a complete aim to review. */
  async submit(viewer: Viewer, input: SubmitCharterInput): Promise<CharterType> {
    return this.#move(viewer, 'submit', 'canEditCharter', input, async (tx, before) => {
      const row = await tx.one<Row>(oneCharter, [tx.partnershipId, before.id]);
      return { aimIsComplete: row !== null && problemsOf(row).length === 0 };
    });
  }

  /** Sends a charter in review back to draft, with a reason. */
  async returnToDraft(viewer: Viewer, input: ReturnCharterInput): Promise<CharterType> {
    return this.#move(viewer, 'return_to_draft', 'canAdoptCharter', input);
  }

  /** Ends a charter, or gives up a draft, with a reason. */
  async retire(viewer: Viewer, input: RetireCharterInput): Promise<CharterType> {
    return this.#move(viewer, 'retire', 'canAdoptCharter', input);
  }

  /** Puts a charter in force; the one before is amended by it in the same transaction. */
  async adopt(viewer: Viewer, input: AdoptCharterInput): Promise<CharterType> {
    return this.#move(
      viewer,
      'adopt',
      'canAdoptCharter',
      input,
      async (tx, before) => (await tx.one<CharterFacts>(verdictsOn, [tx.partnershipId, before.id])) ?? {},
    );
  }

  /** Begins the next version with the words of the one in force. */
  async amend(viewer: Viewer, input: AmendCharterInput): Promise<CharterType> {
    const values = parseInput(amendCharter, input);
    const request = { operation: 'amendCharter', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const last = await this.#found(tx, viewer, 'canEditCharter', values.charterId);
      // The state changes only when the successor is adopted; here only whether the verb is one for this state.
      allowed(next(charterLifecycle, last.state, 'amend', { successorIsAdopted: true }));
      const number = await this.#nextNumber(tx, last.networkId, 'amend');
      const { version: _version, createdAt: _created, updatedAt: _updated, ...words } = last;
      const charter = await tx.insert(
        Charter,
        {
          ...words,
          id: values.id,
          number,
          state: charterLifecycle.initial,
          amendmentReason: values.reason,
          submittedAt: null,
          adoptedAt: null,
        },
        { verb: 'amend', reason: values.reason },
      );
      const answer = await this.#placed(tx, viewer, charter);
      tx.link(last.id, charter.id, 'continues');
      return answer;
    });
  }

  /** A member with a seat agrees or objects. Said again, the last word counts. */
  async signOff(viewer: Viewer, input: SignOffInput): Promise<CharterType> {
    const values = parseInput(signOff, input);
    const request = { operation: 'signOff', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const charter = await this.#found(tx, viewer, 'canSignOff', values.charterId);
      if (charter.state !== 'in_review') {
        throw new Refused('CHARTER_NOT_IN_REVIEW', 'The charter is not in review: submit it for review first.');
      }
      const { id, verdict, comment } = values;
      const put = [tx.partnershipId, id, charter.id, viewer.memberId, verdict, comment];
      const written = await tx.one<{ id: string }>(putSignOff, put);
      // The notice names the charter, on whose page the word is shown.
      tx.record('charter', charter, { verb: 'sign_off', reason: comment }, {}, { signOffId: written?.id, verdict });
      return this.#answer(tx, viewer, charter.id);
    });
  }

  /** Versions of a network's charter, the newest first; 2 statements. */
  async page(viewer: Viewer, networkId: string, first: number, after: string | null): Promise<Page<CharterType>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [number] = after === null ? [null] : fromCursor(after, 1);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Row>(charterPage, [viewer.partnershipId, networkId, number, size + 1]),
        tx.one<{ count: number }>(charterCount, [viewer.partnershipId, networkId]),
      ]);
      const nodes = rows.map((row) => shown(viewer, row));
      return toPage(nodes, size, total?.count ?? 0, (row) => [row.number]);
    });
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

  async #move(
    viewer: Viewer,
    verb: CharterVerb,
    policy: PolicyName,
    input: { idempotencyKey: string; id: string; version: number; reason?: string | null },
    factsOf: (tx: ReadTransaction, before: Charter) => Promise<Partial<CharterFacts>> = async () => ({}),
  ): Promise<CharterType> {
    const { reason } = parseInput(moveCharter, input);
    const request = { operation: `${verb}Charter`, idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await this.#found(tx, viewer, policy, input.id);
      const state = allowed(next(charterLifecycle, before.state, verb, { ...(await factsOf(tx, before)), reason }));
      const changes: Changes = { state };
      if (verb === 'submit') changes.submittedAt = new Date();
      if (verb === 'adopt') {
        changes.adoptedAt = new Date();
        await this.#supersede(tx, before);
      }
      const charter = await tx.update(Charter, before, input.version, changes, { verb, reason });
      return this.#placed(tx, viewer, charter);
    });
  }

  /** The version that was in force is amended by the one that comes into force. */
  async #supersede(tx: WriteTransaction, successor: Charter): Promise<void> {
    const earlier = await tx.rows<{ id: string }>(inForce, [tx.partnershipId, successor.networkId, successor.id]);
    for (const { id } of earlier) {
      const last = await tx.find(Charter, id);
      const state = allowed(next(charterLifecycle, last.state, 'amend', { successorIsAdopted: true }));
      await tx.update(Charter, last, last.version, { state }, { verb: 'amend', reason: successor.amendmentReason });
      const row = await tx.one<Row>(oneCharter, [tx.partnershipId, id]);
      if (row) place(tx, row);
    }
  }

  async #nextNumber(tx: ReadTransaction, networkId: string, verb: 'draft' | 'amend'): Promise<number> {
    const found = await tx.one<{ number: number; isOpen: boolean; isAdopted: boolean }>(nextNumber, [
      tx.partnershipId,
      networkId,
    ]);
    if (found?.isOpen) {
      throw new Refused('CHARTER_ON_ITS_WAY', 'A version is on its way already: work on that one, or retire it first.');
    }
    if (verb === 'draft' && found?.isAdopted) {
      throw new Refused('CHARTER_IN_FORCE', 'A charter is in force: amend it, so that its history goes on.');
    }
    return found?.number ?? 1;
  }

  /** An array has no foreign key: each id is looked up here. */
  async #demandPopulations(tx: ReadTransaction, ids: string[] | undefined): Promise<void> {
    if (!ids || ids.length === 0) return;
    const found = await tx.one<{ count: number }>(populationsOf, [tx.partnershipId, ids]);
    if (found?.count !== ids.length) {
      throw new Invalid({
        priorityPopulationIds: 'There is no such population in this partnership. Choose one from the list.',
      });
    }
  }

  async #demand(tx: ReadTransaction, viewer: Viewer, policy: PolicyName, networkId: string): Promise<void> {
    const network = await tx.find(Network, networkId);
    demand(viewer, policy, { networkId: network.id, parentNetworkId: network.parentId });
  }

  async #found(tx: ReadTransaction, viewer: Viewer, policy: PolicyName, id: string): Promise<Charter> {
    const charter = await tx.find(Charter, id);
    await this.#demand(tx, viewer, policy, charter.networkId);
    return charter;
  }

  /** Puts the charter on the thread and answers it. */
  async #placed(tx: WriteTransaction, viewer: Viewer, charter: Charter): Promise<CharterType> {
    const row = await tx.one<Row>(oneCharter, [tx.partnershipId, charter.id]);
    if (!row) throw new Error('the charter that was just written is not there');
    place(tx, row);
    tx.link(charter.networkId, charter.id, 'answers');
    tx.link(charter.aimIndicatorId, charter.id, 'answers');
    return shown(viewer, row);
  }

  async #answer(tx: ReadTransaction, viewer: Viewer, id: string): Promise<CharterType> {
    const row = await tx.one<Row>(oneCharter, [tx.partnershipId, id]);
    if (!row) throw new NotFound();
    return shown(viewer, row);
  }
}

function place(tx: WriteTransaction, row: Row): void {
  const about = [row.aimIndicatorName, row.aimPopulationName].filter(Boolean).join(', ');
  tx.item({
    kind: 'charter',
    id: row.id,
    networkId: row.networkId,
    title: about ? `Charter ${row.number}: ${about}` : `Charter ${row.number}`,
    state: row.state,
    isOver: row.state === 'amended' || row.state === 'retired',
    on: new Date(row.adoptedAt ?? row.submittedAt ?? Date.now()).toISOString().slice(0, 10),
  });
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

function shown(viewer: Viewer, row: Row): CharterType {
  const { parentNetworkId, ...charter } = row;
  const subject = { networkId: row.networkId, parentNetworkId };
  return { ...charter, aimProblems: problemsOf(row), abilities: abilities(viewer, subject, charterPolicies) };
}
