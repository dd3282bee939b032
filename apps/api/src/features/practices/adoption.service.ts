import { Inject, Injectable } from '@nestjs/common';
import { moveAdoption } from '@throughline/domain/lifecycles/adoption';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import type { AdoptionStage } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { Invalid, NotFound } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { AdoptionStep } from './adoption-step.entity.ts';
import { Adoption } from './adoption.entity.ts';
import { AddAdoptionInput, EditAdoptionInput, MoveAdoptionInput } from './adoption.inputs.ts';
import { stoppedFrom } from './adoption-history.ts';
import type { AdoptionType } from './adoption.type.ts';
import { adoptionById, type AdoptionRow } from './practice.reads.ts';
import { refuseRetired } from './practice.service.ts';
import { viewAdoption } from './practice.views.ts';

/** One practice at one site, by stage. */
@Injectable()
export class AdoptionService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /** Makes a site eligible for a practice; it begins at exploring. Who manages the practice may. */
  async add(viewer: Viewer, input: AddAdoptionInput): Promise<AdoptionType> {
    const row = await this.writes.run(viewer, AddAdoptionInput, input, (tx, { on, ...values }) => {
      const since = notAfter(on ?? tx.today, tx.today);
      tx.insert(Adoption, { ...values, stage: 'exploring', since }, { verb: 'begin' });
      recordStep(tx, values.id, 'exploring', since, '');
      return answerAdoption(tx, values.id);
    });
    return viewAdoption(viewer, row);
  }

  /**
   * A site enters a stage. Who takes part in the network may, and the leader of the site's organization.
   * A jump is let through and flagged; a stop needs its reason; a stopped site resumes where it was or earlier.
   */
  async move(viewer: Viewer, input: MoveAdoptionInput): Promise<AdoptionType> {
    const row = await this.writes.run(viewer, MoveAdoptionInput, input, {
      reads: readAdoption,
      writes: (tx, { stage, on, note }, before, read) => {
        const { steps } = allowedHere(tx, read);
        const to = demandState(moveAdoption(before.stage, stage, { reason: note, stoppedFrom: stoppedFrom(steps) }));
        const since = notBefore(notAfter(on ?? tx.today, tx.today), before.since);
        tx.update(Adoption, before, { stage: to, since }, { verb: 'move', reason: note });
        recordStep(tx, before.id, to, since, note);
        return answerAdoption(tx, before.id);
      },
    });
    return viewAdoption(viewer, row);
  }

  /** Writes what a site changed to make the practice fit. */
  async edit(viewer: Viewer, input: EditAdoptionInput): Promise<AdoptionType> {
    const row = await this.writes.run(viewer, EditAdoptionInput, input, {
      reads: readAdoption,
      writes: (tx, changes, before, read) => {
        allowedHere(tx, read);
        tx.update(Adoption, before, changes);
        return answerAdoption(tx, before.id);
      },
    });
    return viewAdoption(viewer, row);
  }
}

const readAdoption = (tx: ReadTransaction, _values: unknown, id: string): Promise<AdoptionRow | null> =>
  tx.one<AdoptionRow>(adoptionById(tx), [tx.partnershipId, id]);

const answerAdoption = (tx: WriteTransaction, id: string) =>
  tx.answer<AdoptionRow>(adoptionById(tx), [tx.partnershipId, id]);

/** The adoption, for whom its network or its site's organization allows it; a retired practice is history. */
function allowedHere(tx: WriteTransaction, read: AdoptionRow | null): AdoptionRow {
  if (!read) throw new NotFound();
  tx.allow({ organizationId: read.organizationId });
  refuseRetired({ state: read.practiceState });
  return read;
}

function recordStep(tx: WriteTransaction, adoptionId: string, stage: AdoptionStage, on: string, note: string): void {
  const { memberId } = tx.viewer;
  tx.insert(AdoptionStep, { id: uuidv7(), adoptionId, memberId, stage, on, note }, { verb: 'record' });
}

function notAfter(day: string, today: string): string {
  if (day <= today) return day;
  throw new Invalid({ on: refusal('STAGE_TO_COME') });
}

function notBefore(day: string, since: string): string {
  if (day >= since) return day;
  throw new Invalid({ on: refusal('STAGE_BEFORE_PRESENT', { since }) });
}
