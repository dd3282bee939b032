import { dayForCadence } from '../../database/days.ts';
import { Inject, Injectable } from '@nestjs/common';
import { type Period, periodContaining, startsByCadence } from '@throughline/domain/periods';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { hiddenUntilDecided } from '../../disclosure/disclosure.sql.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Conflict, Invalid, NotFound, Refused } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { isDuplicate } from '../../writes/database-errors.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { CorrectObservationInput, EnterObservationInput, type GivenObservation } from './observation.inputs.ts';
import { insertSeries } from '../../database/series-sql.ts';
import { type CompletedValue, demandNumbers, type TypedNumbers } from './observation-numbers.ts';
import { SeriesService } from '../indicators/series.service.ts';
import type { SeriesType } from '../indicators/series.type.ts';

/** Which observation: its key but the partnership. */
interface Cell {
  indicatorId: string;
  placeId: string;
  populationId: string;
  period: Period;
}

const insertObservation = `
WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid')})
INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator,
  interval_lower, interval_upper, interval_level)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

/** A value that a person corrected is no longer the import's: undoing the import leaves it. */
const updateObservation = `
UPDATE observation SET status = $7, value = $8, numerator = $9, denominator = $10, interval_lower = $11, interval_upper = $12,
  interval_level = $13, lower = NULL, upper = NULL, import_id = NULL,
  ${hiddenUntilDecided},
  version = version + 1, period_end = $6
WHERE partnership_id = $1 AND indicator_id = $2 AND place_id = $3 AND population_id = $4 AND period_start = $5 AND version = $14`;

/** The first day of the period of the indicator $2, of the one for each cadence in `starts`. */
const startIn = (starts: string): string =>
  `(SELECT ${dayForCadence(starts, 'i.cadence')} FROM indicator i WHERE i.partnership_id = $1 AND i.id = $2)`;

/**
 * Holds the period against other writes and decisions. It comes before the observation, as whoever decides about it does:
 * otherwise the two could wait for each other.
 */
const lockPeriod = `
SELECT d.stamp FROM disclosure_period d WHERE d.partnership_id = $1 AND d.indicator_id = $2 AND d.period_start = ${startIn('$3')} FOR UPDATE`;

const lockObservation = `
SELECT to_jsonb(o) AS row, o.version, o.status, o.value, o.numerator, o.denominator,
  o.interval_lower AS "intervalLower", o.interval_upper AS "intervalUpper", o.interval_level AS "intervalLevel" FROM observation o
WHERE o.partnership_id = $1 AND o.indicator_id = $2 AND o.place_id = $3 AND o.population_id = $4 AND o.period_start = ${startIn('$5')} FOR UPDATE`;

const keepBefore = `
INSERT INTO observation_revision (partnership_id, id, member_id, indicator_id, place_id, population_id, period_start, before, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** Single values typed by those who keep the data. What many rows need comes in by an import. */
@Injectable()
export class ObservationService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
    @Inject(SeriesService) private readonly series: SeriesService,
  ) {}

  /**
   * Enters a value where there is none yet; answers its whole series.
   * @throws Refused OBSERVATION_EXISTS; Invalid for a period that has not begun
   */
  async enter(viewer: Viewer, input: EnterObservationInput): Promise<SeriesType> {
    await this.writes.run(viewer, EnterObservationInput, input, {
      reads: readCell,
      writes: (tx, values, _before, read) => {
        const { cell, indicator, current } = cellOf(tx, values, read);
        const numbers = demandNumbers(values, indicator);
        if (current) throw isThere();
        this.#undecide(tx, cell);
        // Of two first values of a period, neither of which the other could see, one comes too late.
        tx.write(insertObservation, parameters(tx, cell, numbers), (error) => (isDuplicate(error) ? isThere() : error));
        keep(tx, indicator, cell, 'enter_value', { before: null, reason: '' });
        return { entered: true };
      },
    });
    return this.#answer(viewer, input);
  }

  /**
   * Corrects a value that nobody changed since `version`; the value before and the reason are kept.
   * @throws Conflict with the current numbers; NotFound where there is none
   */
  async correct(viewer: Viewer, input: CorrectObservationInput): Promise<SeriesType> {
    await this.writes.run(viewer, CorrectObservationInput, input, {
      reads: readCell,
      writes: (tx, values, _before, read) => {
        const { cell, indicator, current } = cellOf(tx, values, read);
        const numbers = demandNumbers(values, indicator);
        if (!current) throw new NotFound();
        const { row, ...shown } = current;
        if (current.version !== values.version) throw new Conflict(shown);
        this.#undecide(tx, cell);
        tx.write(updateObservation, [...parameters(tx, cell, numbers), values.version]);
        keep(tx, indicator, cell, 'correct_value', { before: row, reason: values.reason });
        return { corrected: true };
      },
    });
    return this.#answer(viewer, input);
  }

  #undecide(tx: WriteTransaction, { indicatorId, period }: Cell): void {
    this.disclosure.undecide(tx, { indicatorId, periods: [period.start] });
  }

  async #answer(
    viewer: Viewer,
    cell: { indicatorId: string; placeId: string; populationId: string },
  ): Promise<SeriesType> {
    await this.disclosure.decideWaiting(viewer.partnershipId, [cell.indicatorId]);
    const [series] = await this.series.series(viewer, cell.indicatorId, [cell.placeId], [cell.populationId]);
    if (!series) throw new NotFound();
    return series;
  }
}

/** The observation as it is, and the row as its history keeps it. */
interface Current extends Omit<TypedNumbers, 'margin'> {
  version: number;
  row: object;
}

interface ReadCell {
  indicator: Indicator | null;
  current: Current | null;
}

/** The indicator, and what is there already in its period. */
async function readCell(
  tx: ReadTransaction,
  { indicatorId, placeId, populationId, periodStart }: GivenObservation,
): Promise<ReadCell> {
  const starts = JSON.stringify(startsByCadence(periodStart));
  const [indicator, , current] = await Promise.all([
    tx.seek(Indicator, indicatorId),
    tx.rows(lockPeriod, [tx.partnershipId, indicatorId, starts]),
    tx.one<Current>(lockObservation, [tx.partnershipId, indicatorId, placeId, populationId, starts]),
  ]);
  return { indicator, current };
}

const isThere = (): Refused => new Refused(refusal('OBSERVATION_EXISTS'));

/** Which observation the values are about. */
function cellOf(
  tx: WriteTransaction,
  { indicatorId, placeId, populationId, periodStart }: GivenObservation,
  { indicator, current }: ReadCell,
): { cell: Cell; indicator: Indicator; current: Current | null } {
  if (!indicator) throw new NotFound();
  const period = periodContaining(periodStart, indicator.cadence);
  if (period.start > tx.today) {
    throw new Invalid({ periodStart: refusal('PERIOD_NOT_BEGUN') });
  }
  return { cell: { indicatorId, placeId, populationId, period }, indicator, current };
}

/** Keeps the value before, and tells the history: which value, never how much. */
function keep(
  tx: WriteTransaction,
  indicator: Indicator,
  { indicatorId, placeId, populationId, period }: Cell,
  verb: string,
  { before, reason }: { before: object | null; reason: string },
): void {
  tx.write(keepBefore, [
    tx.partnershipId,
    uuidv7(),
    tx.viewer.memberId,
    indicatorId,
    placeId,
    populationId,
    period.start,
    before === null ? null : JSON.stringify(before),
    reason,
  ]);
  tx.record('indicator', indicator, { verb }, {}, { period: period.label, placeId, populationId });
}

const key = (tx: WriteTransaction, { indicatorId, placeId, populationId, period }: Cell): unknown[] => [
  tx.partnershipId,
  indicatorId,
  placeId,
  populationId,
  period.start,
];

const parameters = (tx: WriteTransaction, cell: Cell, numbers: CompletedValue): unknown[] => [
  ...key(tx, cell),
  cell.period.end,
  numbers.status,
  numbers.value,
  numbers.numerator,
  numbers.denominator,
  numbers.interval?.lower ?? null,
  numbers.interval?.upper ?? null,
  numbers.interval?.level ?? null,
];
