import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Conflict } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { IndicatorDefinition } from './indicator-definition.entity.ts';
import { Indicator } from './indicator.entity.ts';
import {
  AddIndicatorInput,
  EditIndicatorInput,
  RetireIndicatorInput,
  ReviseDefinitionInput,
  ShowRevisionsInput,
} from './indicator.inputs.ts';
import { IndicatorService } from './indicator.service.ts';
import type { IndicatorType } from './indicator.type.ts';

/** $2 indicator. */
const definitionInForce = (tx: ReadTransaction): string => `
SELECT ${tx.columns(IndicatorDefinition, 'd')} FROM indicator_definition d
WHERE d.partnership_id = $1 AND d.indicator_id = $2 ORDER BY d.number DESC LIMIT 1`;

/** What of an indicator decides which of its numbers readers see. */
const rulesOfRelease = ['countsPublished', 'countsPeople', 'largeGroupsReason'] as const;

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
    const { id } = await this.writes.run(viewer, AddIndicatorInput, input, (tx, values) => {
      const { definition, rationale, source, sourceUrl, license, ...indicator } = values;
      tx.insert(Indicator, indicator);
      const first = { definition, rationale, source, sourceUrl, license, number: 1, breaksOn: null };
      tx.insert(IndicatorDefinition, { id: uuidv7(), indicatorId: indicator.id, ...first });
      return { id: indicator.id };
    });
    return this.indicators.get(viewer, id);
  }

  /** Changes an indicator that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditIndicatorInput): Promise<IndicatorType> {
    const { id, isUndecided } = await this.writes.run(viewer, EditIndicatorInput, input, (tx, changes, before) => {
      const after = tx.update(Indicator, before, changes);
      const isUndecided = rulesOfRelease.some((rule) => after[rule] !== before[rule]);
      // In the same transaction: nobody meets the new rules with the old decisions.
      if (isUndecided) this.disclosure.undecide(tx, { rulesOf: [before.id] });
      return { id: before.id, isUndecided };
    });
    if (isUndecided) await this.disclosure.decideWaiting(viewer.partnershipId, [id]);
    return this.indicators.get(viewer, id);
  }

  /**
   * Adds a version of the definition after the one that the person saw. With a break, charts divide the series there.
   * @throws Conflict with the version in force when somebody was faster
   */
  async revise(viewer: Viewer, input: ReviseDefinitionInput): Promise<IndicatorType> {
    await this.writes.run(viewer, ReviseDefinitionInput, input, {
      reads: (tx, { indicatorId }) =>
        tx.one<IndicatorDefinition>(definitionInForce(tx), [tx.partnershipId, indicatorId]),
      writes: (tx, { number, ...values }, _before, current) => {
        if ((current?.number ?? 0) !== number) throw new Conflict(current);
        return { id: tx.insert(IndicatorDefinition, { ...values, number: number + 1 }, { verb: 'revise' }).id };
      },
    });
    return this.indicators.get(viewer, input.indicatorId);
  }

  /** No longer shows any number as it was first published. */
  async showRevisions(viewer: Viewer, input: ShowRevisionsInput): Promise<IndicatorType> {
    const { id } = await this.writes.run(viewer, ShowRevisionsInput, input, (tx, { reason }, before) => {
      this.disclosure.endFirstPublished(tx, before.id);
      tx.update(Indicator, before, {}, { verb: 'show_revisions', reason });
      return { id: before.id };
    });
    await this.disclosure.decideWaiting(viewer.partnershipId, [id]);
    return this.indicators.get(viewer, id);
  }

  /** Ends an indicator; its numbers and versions stay to be read. */
  async retire(viewer: Viewer, input: RetireIndicatorInput): Promise<IndicatorType> {
    const { id } = await this.writes.run(viewer, RetireIndicatorInput, input, (tx, { reason }, before) => {
      tx.update(Indicator, before, { retiredAt: tx.now }, { verb: 'retire', reason });
      return { id: before.id };
    });
    return this.indicators.get(viewer, id);
  }
}
