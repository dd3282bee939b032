import { Inject, Injectable } from '@nestjs/common';
import { periodContaining } from '@throughline/domain/periods';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid, NotFound } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from './indicator.entity.ts';
import { IndicatorService } from './indicator.service.ts';
import type { IndicatorType } from './indicator.type.ts';
import { Target } from './target.entity.ts';
import { EditTargetInput, SetTargetInput } from './target.inputs.ts';

interface Baseline {
  baselinePeriodStart: string | null;
  baselineValue: number | null;
}

/** What the rules of a target ask about. */
interface Surroundings {
  indicator: Indicator | null;
  /** Whether the baseline's period has an observation, hidden or not. */
  isObserved: boolean;
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
    await this.writes.run(viewer, SetTargetInput, input, {
      reads: readSurroundings,
      writes: (tx, values, _before, { indicator, isObserved }) => {
        if (!indicator) throw new NotFound();
        checkValues(indicator, values.value, values.baselineValue);
        const target = tx.insert(Target, { ...values, ...baselineOf(indicator, values, isObserved) });
        return { id: target.id };
      },
    });
    return this.indicators.get(viewer, input.indicatorId);
  }

  /** Changes a target that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditTargetInput): Promise<IndicatorType> {
    const { indicatorId } = await this.writes.run(viewer, EditTargetInput, input, {
      reads: async (tx, { baselinePeriodStart }, id) => {
        const [indicator, observed] = await Promise.all([
          tx.one<Indicator>(indicatorOfTarget(tx), [tx.partnershipId, id]),
          tx.one(observedOfTarget, [tx.partnershipId, id, baselinePeriodStart ?? null]),
        ]);
        return { indicator, isObserved: observed !== null };
      },
      writes: (tx, changes, before, { indicator, isObserved }) => {
        if (!indicator) throw new NotFound();
        tx.refuseRetired(Indicator, indicator);
        const { baselinePeriodStart = before.baselinePeriodStart, baselineValue = before.baselineValue } = changes;
        checkValues(indicator, changes.value ?? before.value, baselineValue);
        const baseline = baselineOf(indicator, { baselinePeriodStart, baselineValue }, isObserved);
        tx.update(Target, before, { ...changes, ...baseline });
        return { indicatorId: before.indicatorId };
      },
    });
    return this.indicators.get(viewer, indicatorId);
  }
}

/** $1 partnership, $2 indicator, $3 place, $4 population, $5 a day of the period. */
const observedOn = `
SELECT r.period_start FROM released_observation r
WHERE r.partnership_id = $1 AND r.indicator_id = $2 AND r.place_id = $3 AND r.population_id = $4
  AND r.period_start <= $5::date AND r.period_end >= $5::date`;

/** $2 target, $3 the day that it now gets, or null to stay. */
const observedOfTarget = `
SELECT r.period_start FROM target t JOIN released_observation r ON r.partnership_id = t.partnership_id
  AND r.indicator_id = t.indicator_id AND r.place_id = t.place_id AND r.population_id = t.population_id
WHERE t.partnership_id = $1 AND t.id = $2
  AND r.period_start <= coalesce($3::date, t.baseline_period_start) AND r.period_end >= coalesce($3::date, t.baseline_period_start)`;

/** $2 target. */
const indicatorOfTarget = (tx: ReadTransaction): string => `
SELECT ${tx.columns(Indicator, 'i')} FROM target t JOIN indicator i ON i.partnership_id = t.partnership_id AND i.id = t.indicator_id
WHERE t.partnership_id = $1 AND t.id = $2`;

async function readSurroundings(
  tx: ReadTransaction,
  values: { indicatorId: string; placeId: string; populationId: string; baselinePeriodStart: string | null },
): Promise<Surroundings> {
  const { indicatorId, placeId, populationId, baselinePeriodStart } = values;
  const [indicator, observed] = await Promise.all([
    tx.seek(Indicator, indicatorId),
    tx.one(observedOn, [tx.partnershipId, indicatorId, placeId, populationId, baselinePeriodStart]),
  ]);
  return { indicator, isObserved: observed !== null };
}

/**
 * The baseline as it is stored: where its period has an observation, the number stays there, so that a target can
 * never repeat a number which the disclosure gate hides.
 */
function baselineOf(
  { cadence }: Indicator,
  { baselinePeriodStart, baselineValue }: Baseline,
  isObserved: boolean,
): Baseline {
  if (baselinePeriodStart === null) return { baselinePeriodStart, baselineValue };
  const { start } = periodContaining(baselinePeriodStart, cadence);
  return { baselinePeriodStart: start, baselineValue: isObserved ? null : baselineValue };
}

const possible = (percent: number | null): boolean => percent === null || (percent >= 0 && percent <= 100);

function checkValues({ measureType }: Indicator, value: number, baselineValue: number | null): void {
  if (measureType !== 'proportion') return;
  if (!possible(value)) throw new Invalid({ value: refusal('PERCENTAGE_OUT_OF_RANGE') });
  if (!possible(baselineValue)) throw new Invalid({ baselineValue: refusal('PERCENTAGE_OUT_OF_RANGE') });
}
