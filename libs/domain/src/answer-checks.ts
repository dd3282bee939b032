import { completeNumbers, type NumberFaults } from './observation-numbers.ts';
import { againstOthers, type OtherPeriods } from './far-numbers.ts';
import { refusal } from './refusals/refusal.ts';
import type { MeasureType } from './vocabulary.ts';

/** The numbers of one series in an answer; null where nothing was filled in. */
export interface AnswerCell {
  readonly placeId: string;
  readonly populationId: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export const answerFields = ['numerator', 'denominator', 'value'] as const;
export type AnswerField = (typeof answerFields)[number];

/** The numbers that a form asks for, by what is measured, in the order in which they are typed. */
export function fieldsAsked(measure: MeasureType): readonly AnswerField[] {
  switch (measure) {
    case 'proportion':
      return ['numerator', 'denominator'];
    case 'rate':
    case 'mean':
      return ['value', 'denominator'];
    case 'count':
    case 'time_between':
      return ['value'];
  }
}

/** Whether a field holds how many there are, and no share, rate or mean. */
export const isOfPeople = (field: AnswerField, measure: MeasureType): boolean =>
  field !== 'value' || measure === 'count';

/** A population that is asked for, as far as its numbers can be held against those of others. */
export interface AskedPopulation {
  readonly id: string;
  /** Null for everybody and for crossings. */
  readonly dimension: string | null;
  readonly isEverybody: boolean;
  /** Nobody is in two groups of its dimension. */
  readonly isExclusive: boolean;
  /** Every group of its dimension is asked for, so that together they are everybody. */
  readonly isComplete: boolean;
}

export const answerQuestionCodes = [
  'not_whole',
  'group_above_total',
  'groups_above_total',
  'groups_below_total',
  'far_from_earlier',
] as const;
export type AnswerQuestionCode = (typeof answerQuestionCodes)[number];

/** Something to look at again before sending. It never keeps anybody from sending. */
export interface AnswerQuestion {
  readonly code: AnswerQuestionCode;
  readonly placeId: string;
  /** The group in question, or everybody where it is about all groups of a dimension. */
  readonly populationId: string;
  readonly field: AnswerField;
  readonly dimension: string | null;
  /** What is held against each other: the number of the form, and the one that it does not fit. */
  readonly given: number;
  readonly expected: number;
}

/** What is wrong with an answer by itself, by the place and population of the cell. */
export interface CellFault {
  readonly placeId: string;
  readonly populationId: string;
  readonly faults: NumberFaults;
}

export const isBlank = ({ value, numerator, denominator }: AnswerCell): boolean =>
  value === null && numerator === null && denominator === null;

/** Faults that keep an answer from being sent: a part above its whole, half of a pair, a number that cannot be. */
export function findFaults(cells: readonly AnswerCell[], measure: MeasureType): CellFault[] {
  return cells.flatMap((cell) => {
    if (isBlank(cell)) return [];
    const { placeId, populationId } = cell;
    const faults = faultsOf(cell, measure);
    return Object.keys(faults).length > 0 ? [{ placeId, populationId, faults }] : [];
  });
}

function faultsOf(cell: AnswerCell, measure: MeasureType): NumberFaults {
  const { value, numerator, denominator } = cell;
  // What is counted of what: both, or the cell is left empty.
  if (measure === 'proportion') {
    if (numerator === null) return { numerator: refusal('VALUE_MISSING') };
    if (denominator === null) return { denominator: refusal('VALUE_MISSING') };
    if (numerator < 0) return { numerator: refusal('COUNT_NEGATIVE') };
  }
  if (denominator !== null && denominator < 0) return { denominator: refusal('COUNT_NEGATIVE') };
  const completed = completeNumbers({ status: 'reported', value, numerator, denominator }, measure);
  return completed.ok ? {} : completed.faults;
}

/** Sums may be off by a hundredth, or by one: publishers round, and a child is counted late. */
const toleranceOf = (total: number): number => Math.max(1, Math.abs(total) / 100);

/** Counts add up over groups; percentages, rates and means do not. */
const countFields = (measure: MeasureType): readonly AnswerField[] => {
  if (measure === 'proportion') return ['numerator', 'denominator'];
  if (measure === 'count') return ['value'];
  return measure === 'time_between' ? [] : ['denominator'];
};

/**
 * What is to be looked at again: groups against everybody of the same answer, counts with a fraction, and each number
 * against those of other periods.
 */
export function findQuestions(
  cells: readonly AnswerCell[],
  populations: readonly AskedPopulation[],
  measure: MeasureType,
  others: OtherPeriods,
): AnswerQuestion[] {
  const placeIds = [...new Set(cells.map(({ placeId }) => placeId))];
  const ofTotals = placeIds.flatMap((placeId) =>
    countFields(measure).flatMap((field) =>
      againstTotal(
        cells.filter((cell) => cell.placeId === placeId),
        populations,
        field,
      ),
    ),
  );
  const ofCells = cells.flatMap((cell) => [...notWhole(cell, measure), ...againstOthers(cell, measure, others)]);
  return [...ofTotals, ...ofCells];
}

/** Half a child: an average that was meant for a count, or a sign for thousands that was read as one for decimals. */
function notWhole(cell: AnswerCell, measure: MeasureType): AnswerQuestion[] {
  const { placeId, populationId } = cell;
  return fieldsAsked(measure).flatMap((field): AnswerQuestion[] => {
    const given = cell[field];
    if (given === null || Number.isInteger(given) || !isOfPeople(field, measure)) return [];
    const expected = Math.round(given);
    return [{ code: 'not_whole', placeId, populationId, field, dimension: null, given, expected }];
  });
}

function againstTotal(
  cells: readonly AnswerCell[],
  populations: readonly AskedPopulation[],
  field: AnswerField,
): AnswerQuestion[] {
  const known = new Map(cells.map((cell) => [cell.populationId, cell]));
  const everybody = populations.find(({ isEverybody }) => isEverybody);
  const whole = everybody && known.get(everybody.id);
  const total = whole?.[field] ?? null;
  if (!whole || total === null) return [];
  const { placeId } = whole;
  const groups = populations.flatMap((population) => {
    const given = known.get(population.id)?.[field] ?? null;
    return population.isEverybody || given === null ? [] : [{ ...population, given }];
  });
  const above = groups
    .filter(({ given }) => given > total + toleranceOf(total))
    .map(({ id, dimension, given }) => ({
      code: 'group_above_total' as const,
      placeId,
      populationId: id,
      field,
      dimension,
      given,
      expected: total,
    }));
  const dimensions = [
    ...new Set(groups.flatMap(({ dimension, isExclusive }) => (isExclusive ? (dimension ?? []) : []))),
  ];
  const ofSums = dimensions.flatMap((dimension): AnswerQuestion[] => {
    const own = groups.filter((group) => group.dimension === dimension);
    // One group above everybody says it already.
    if (own.some(({ id }) => above.some(({ populationId }) => populationId === id))) return [];
    const given = own.reduce((sum, group) => sum + group.given, 0);
    const requested = populations.filter((population) => population.dimension === dimension).length;
    const isWhole = own.length === requested && own.every(({ isComplete }) => isComplete);
    const question = { placeId, populationId: whole.populationId, field, dimension, given, expected: total };
    if (given > total + toleranceOf(total)) return [{ code: 'groups_above_total', ...question }];
    return isWhole && given < total - toleranceOf(total) ? [{ code: 'groups_below_total', ...question }] : [];
  });
  return [...above, ...ofSums];
}
