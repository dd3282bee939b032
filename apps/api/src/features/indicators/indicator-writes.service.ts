import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Conflict, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { IndicatorDefinition } from './indicator-definition.entity.ts';
import { Indicator } from './indicator.entity.ts';
import {
  type AddIndicatorInput,
  addIndicator,
  type EditIndicatorInput,
  editIndicator,
  type RetireIndicatorInput,
  retireIndicator,
  type ReviseDefinitionInput,
  reviseDefinition,
} from './indicator.inputs.ts';
import { IndicatorService } from './indicator.service.ts';
import type { IndicatorType } from './indicator.type.ts';

/** Refuses to change what is no longer followed. */
export function refuseRetired(indicator: Indicator): void {
  if (indicator.retiredAt) {
    throw new Refused('INDICATOR_RETIRED', 'This indicator is retired: it can be read, but no longer changed.');
  }
}

/** Changes of indicators and of what they mean. Each answers the whole indicator. */
@Injectable()
export class IndicatorWritesService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(IndicatorService) private readonly indicators: IndicatorService,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
  ) {}

  /** Adds an indicator with the first version of its definition. */
  async add(viewer: Viewer, input: AddIndicatorInput): Promise<IndicatorType> {
    demand(viewer, 'canManageIndicators');
    const values = parseInput(addIndicator, input);
    const request = { operation: 'addIndicator', idempotencyKey: input.idempotencyKey, input: values };
    const { definition, rationale, source, sourceUrl, ...indicator } = values;
    await this.writes.run(viewer, request, async (tx) => {
      const added = await tx.insert(Indicator, indicator);
      const first = { definition, rationale, source, sourceUrl, number: 1, breaksOn: null };
      void tx.insert(IndicatorDefinition, { id: uuidv7(), indicatorId: added.id, ...first });
      thread(tx, added);
      return { id: added.id };
    });
    return this.indicators.get(viewer, values.id);
  }

  /** Changes an indicator that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditIndicatorInput): Promise<IndicatorType> {
    demand(viewer, 'canManageIndicators');
    const changes = parseInput(editIndicator, input);
    const request = { operation: 'editIndicator', idempotencyKey: input.idempotencyKey, input };
    await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Indicator, input.id);
      refuseRetired(before);
      const after = await tx.update(Indicator, before, input.version, changes);
      // In the same transaction: nobody meets the new rules with the old decisions.
      if (after.countsPublished !== before.countsPublished || after.countsPeople !== before.countsPeople)
        await this.disclosure.undecide(tx, { rulesOf: [before.id] });
      thread(tx, after);
      return { id: before.id };
    });
    if (changes.countsPublished !== undefined || changes.countsPeople !== undefined)
      await this.disclosure.settle(viewer.partnershipId, [input.id]);
    return this.indicators.get(viewer, input.id);
  }

  /**
   * Adds a version of the definition after the one that the person saw. With a break, charts divide the series there.
   * @throws Conflict with the version in force when somebody was faster
   */
  async revise(viewer: Viewer, input: ReviseDefinitionInput): Promise<IndicatorType> {
    demand(viewer, 'canManageIndicators');
    const { number, ...values } = parseInput(reviseDefinition, input);
    const request = { operation: 'reviseDefinition', idempotencyKey: input.idempotencyKey, input };
    await this.writes.run(viewer, request, async (tx) => {
      const indicator = await tx.find(Indicator, values.indicatorId);
      refuseRetired(indicator);
      const current = await tx.one<IndicatorDefinition>(
        `SELECT ${tx.columns(IndicatorDefinition, 'd')} FROM indicator_definition d
         WHERE d.partnership_id = $1 AND d.indicator_id = $2 ORDER BY d.number DESC LIMIT 1`,
        [viewer.partnershipId, values.indicatorId],
      );
      if ((current?.number ?? 0) !== number) throw new Conflict(current);
      await tx.insert(IndicatorDefinition, { ...values, number: number + 1 }, { verb: 'revise' });
      return { id: indicator.id };
    });
    return this.indicators.get(viewer, values.indicatorId);
  }

  /** Ends an indicator; its numbers and versions stay to be read. */
  async retire(viewer: Viewer, input: RetireIndicatorInput): Promise<IndicatorType> {
    demand(viewer, 'canManageIndicators');
    const { id, version, reason } = parseInput(retireIndicator, input);
    const request = { operation: 'retireIndicator', idempotencyKey: input.idempotencyKey, input };
    await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Indicator, id);
      refuseRetired(before);
      thread(tx, await tx.update(Indicator, before, version, { retiredAt: tx.now }, { verb: 'retire', reason }));
      return { id };
    });
    return this.indicators.get(viewer, id);
  }
}

function thread(tx: WriteTransaction, indicator: Indicator): void {
  tx.item({
    kind: 'indicator',
    id: indicator.id,
    networkId: null,
    title: indicator.name,
    state: indicator.retiredAt ? 'retired' : indicator.level,
    isOver: indicator.retiredAt !== null,
    on: tx.dayOf(indicator.createdAt),
  });
}
