import { Inject, Injectable } from '@nestjs/common';
import { periodContaining } from '@throughline/domain/periods';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from './indicator.entity.ts';
import { type EditTargetInput, editTarget, type SetTargetInput, setTarget } from './indicator.inputs.ts';
import { IndicatorService } from './indicator.service.ts';
import type { IndicatorType } from './indicator.type.ts';
import { refuseRetired } from './indicator-writes.service.ts';
import { Target } from './target.entity.ts';

interface Baseline {
  baselinePeriodStart: string | null;
  baselineValue: number | null;
}

/** Baselines and time-bound targets. Each answer is the whole indicator. */
@Injectable()
export class TargetService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(IndicatorService) private readonly indicators: IndicatorService,
  ) {}

  /** Sets the target of a population at a place, which has one at most. */
  async set(viewer: Viewer, input: SetTargetInput): Promise<IndicatorType> {
    demand(viewer, 'canManageIndicators');
    const values = parseInput(setTarget, input);
    const request = { operation: 'setTarget', idempotencyKey: input.idempotencyKey, input: values };
    await this.writes.run(viewer, request, async (tx) => {
      const indicator = await tx.find(Indicator, values.indicatorId);
      refuseRetired(indicator);
      checkValues(indicator, values.value, values.baselineValue);
      await tx.insert(Target, { ...values, ...(await baselineOf(tx, indicator, values, values)) });
      return { id: values.id };
    });
    return this.indicators.get(viewer, values.indicatorId);
  }

  /** Changes a target that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditTargetInput): Promise<IndicatorType> {
    demand(viewer, 'canManageIndicators');
    const changes = parseInput(editTarget, input);
    const request = { operation: 'editTarget', idempotencyKey: input.idempotencyKey, input };
    const { indicatorId } = await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Target, input.id);
      const indicator = await tx.find(Indicator, before.indicatorId);
      refuseRetired(indicator);
      const { baselinePeriodStart = before.baselinePeriodStart, baselineValue = before.baselineValue } = changes;
      checkValues(indicator, changes.value ?? before.value, baselineValue);
      const baseline = await baselineOf(tx, indicator, before, { baselinePeriodStart, baselineValue });
      await tx.update(Target, before, input.version, { ...changes, ...baseline });
      return { indicatorId: before.indicatorId };
    });
    return this.indicators.get(viewer, indicatorId);
  }
}

/**
 * The baseline as it is stored: where its period has an observation, the number stays there, so that a target can
 * never repeat a number which the disclosure gate hides.
 */
async function baselineOf(
  tx: WriteTransaction,
  { id, cadence }: Indicator,
  { placeId, populationId }: { placeId: string; populationId: string },
  { baselinePeriodStart, baselineValue }: Baseline,
): Promise<Baseline> {
  if (baselinePeriodStart === null) return { baselinePeriodStart, baselineValue };
  const { start } = periodContaining(baselinePeriodStart, cadence);
  const observed = await tx.one(
    `SELECT r.period_start FROM released_observation r
     WHERE r.partnership_id = $1 AND r.indicator_id = $2 AND r.place_id = $3 AND r.population_id = $4 AND r.period_start = $5`,
    [tx.partnershipId, id, placeId, populationId, start],
  );
  return { baselinePeriodStart: start, baselineValue: observed ? null : baselineValue };
}

const possible = (percent: number | null): boolean => percent === null || (percent >= 0 && percent <= 100);

function checkValues({ measureType }: Indicator, value: number, baselineValue: number | null): void {
  if (measureType !== 'proportion') return;
  if (!possible(value)) throw new Invalid({ value: 'A percentage is between 0 and 100.' });
  if (!possible(baselineValue)) throw new Invalid({ baselineValue: 'A percentage is between 0 and 100.' });
}
