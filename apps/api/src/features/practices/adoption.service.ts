import { Inject, Injectable } from '@nestjs/common';
import { moveAdoption } from '@throughline/domain/lifecycles/adoption';
import type { Viewer } from '@throughline/domain/viewer';
import type { AdoptionStage } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { Invalid, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { AdoptionStep } from './adoption-step.entity.ts';
import { Adoption } from './adoption.entity.ts';
import {
  type AddAdoptionInput,
  addAdoption,
  type EditAdoptionInput,
  editAdoption,
  type MoveAdoptionInput,
  moveAdoptionInput,
} from './adoption.inputs.ts';
import { stoppedFrom } from './adoption-history.ts';
import type { AdoptionType } from './adoption.type.ts';
import { findAdoption, findPractice } from './practice.reads.ts';
import { refuseRetired } from './practice.service.ts';
import { viewAdoption } from './practice.views.ts';
import { sameVersion } from './same-version.ts';
import { Site } from './site.entity.ts';

const findToday = `SELECT (now() AT TIME ZONE time_zone)::date AS today FROM partnership WHERE id = $1`;

/** One practice at one site, by stage. */
@Injectable()
export class AdoptionService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /** Makes a site eligible for a practice; it begins at exploring. Who manages the practice may. */
  async add(viewer: Viewer, input: AddAdoptionInput): Promise<AdoptionType> {
    const { on, ...values } = parseInput(addAdoption, input);
    const request = { operation: 'addAdoption', idempotencyKey: input.idempotencyKey, input: { ...values, on } };
    return this.writes.run(viewer, request, async (tx) => {
      const [practice, site, calendar] = await Promise.all([
        findPractice(tx, values.practiceId),
        tx.find(Site, values.siteId),
        tx.one<{ today: string }>(findToday, [viewer.partnershipId]),
      ]);
      demand(viewer, 'canManagePractice', practice);
      refuseRetired(practice);
      if (site.retiredAt) throw new Refused('SITE_RETIRED', 'This site is retired. Choose one that is open.');
      const today = calendar?.today ?? '';
      const since = notAfter(on ?? today, today);
      tx.insert(Adoption, { ...values, stage: 'exploring', since }, { verb: 'begin' });
      recordStep(tx, values.id, 'exploring', since, '');
      return viewAdoption(viewer, await findAdoption(tx, values.id));
    });
  }

  /**
   * A site enters a stage. Who takes part in the network may, and the leader of the site's organization.
   * A jump is let through and flagged; a stop needs its reason; a stopped site resumes where it was or earlier.
   */
  async move(viewer: Viewer, input: MoveAdoptionInput): Promise<AdoptionType> {
    const { stage, on, note } = parseInput(moveAdoptionInput, input);
    const request = { operation: 'moveAdoption', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await findAdoption(tx, input.id);
      demand(viewer, 'canUpdateAdoption', before);
      sameVersion(before, input.version);
      refuseRetired({ state: before.practiceState });
      const facts = { reason: note, stoppedFrom: stoppedFrom(before.steps) };
      const to = allowed(moveAdoption(before.stage, stage, facts));
      const since = notBefore(notAfter(on ?? before.today, before.today), before.since);
      const because = { verb: 'move', reason: note };
      await tx.update<Adoption>(Adoption, before, input.version, { stage: to, since }, because);
      void recordStep(tx, before.id, to, since, note);
      return viewAdoption(viewer, await findAdoption(tx, before.id));
    });
  }

  /** Writes what a site changed to make the practice fit. */
  async edit(viewer: Viewer, input: EditAdoptionInput): Promise<AdoptionType> {
    const changes = parseInput(editAdoption, input);
    const request = { operation: 'editAdoption', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await findAdoption(tx, input.id);
      demand(viewer, 'canUpdateAdoption', before);
      refuseRetired({ state: before.practiceState });
      const adoption = await tx.update<Adoption>(Adoption, before, input.version, changes);
      return viewAdoption(viewer, { ...before, ...adoption });
    });
  }
}

function recordStep(
  tx: WriteTransaction,
  adoptionId: string,
  stage: AdoptionStage,
  on: string,
  note: string,
): AdoptionStep {
  const { memberId } = tx.viewer;
  return tx.insert(AdoptionStep, { id: uuidv7(), adoptionId, memberId, stage, on, note }, { verb: 'record' });
}

function notAfter(day: string, today: string): string {
  if (day <= today) return day;
  throw new Invalid({ on: 'This day is still to come. Record a stage once the site has reached it.' });
}

function notBefore(day: string, since: string): string {
  if (day >= since) return day;
  throw new Invalid({ on: `The site reached its present stage on ${since}. Choose that day or a later one.` });
}
