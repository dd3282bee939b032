import { needsPeople } from '@throughline/domain/shares';
import type { ReleaseCell } from '@throughline/measurement/disclosure';
import type { ObservedRow, ReleaseRules } from './decision-job.ts';

/** The numbers of a cell as the engine takes them. */
export type CellNumbers = Pick<
  ReleaseCell,
  'n' | 'x' | 'percentage' | 'countsPublished' | 'needsPeople' | 'omitted' | 'hasNumerator'
>;

/** What a cell is called inside one indicator and period. */
export const keyOf = ({ placeId, populationId }: Pick<ObservedRow, 'placeId' | 'populationId'>): string =>
  `${placeId}:${populationId}`;

/** Half the last decimal that a value was published with, at most six. */
function halfStep(value: number): number {
  const decimals = String(value).split('.')[1]?.length ?? 0;
  return 0.5 * 10 ** -Math.min(decimals, 6);
}

/** People are whole. A fraction (a full-time equivalent, an estimate) is taken for the people below it, and for one at least. */
function whole(count: number | null): number | null {
  if (count === null || Number.isInteger(count)) return count === null ? null : Math.max(0, count);
  return Math.max(1, Math.floor(count));
}

function sharesOf(row: ObservedRow, { countsPublished, coding }: ReleaseRules): CellNumbers {
  const x = whole(row.numerator);
  // A part and its percentage say how many the whole are.
  const impliedWhole = row.value && row.numerator !== null ? (100 * row.numerator) / row.value : null;
  const n = whole(row.denominator) ?? (impliedWhole === null ? null : Math.round(impliedWhole));
  const { value } = row;
  return {
    n,
    x: x === null || n === null ? x : Math.min(x, n),
    percentage: value === null ? null : { value: Math.min(100, Math.max(0, value)), half: halfStep(value) },
    countsPublished: countsPublished && (coding !== 'whole_percents' || value === null),
  };
}

function countOf(row: ObservedRow, { countsPeople, countsPublished }: ReleaseRules): CellNumbers {
  const n = whole(row.denominator);
  if (!countsPeople) return { n, x: null, percentage: null, countsPublished };
  const count = whole(row.value ?? row.numerator);
  // The value is a number of people itself, so that publishing it publishes a count.
  if (n === null || count === null) return { n: count ?? n, x: null, percentage: null, countsPublished: true };
  return { n: Math.max(n, count), x: count, percentage: null, countsPublished: true };
}

/** Whether the source has a number that it does not say, or may have one: what is left of its total is that number. */
export const isKeptBack = ({ status }: Pick<ObservedRow, 'status'>): boolean =>
  status === 'suppressed_by_source' || status === 'not_reported';

/** What is known of a number that its source keeps back. None of it is shown, so that its sets alone may tell of it. */
function keptBack(row: ObservedRow, { measureType, countsPeople, countsPublished }: ReleaseRules): CellNumbers | null {
  if (measureType === 'time_between' || (measureType === 'count' && !countsPeople)) return null;
  const n = whole(row.denominator);
  const x = whole(row.numerator);
  const isCountOfAll = measureType === 'count' && n === null;
  return {
    n,
    x: x === null || n === null ? x : Math.min(x, n),
    percentage: null,
    countsPublished: measureType === 'count' || countsPublished,
    needsPeople: true,
    omitted: true,
    hasNumerator: measureType !== 'mean' && !isCountOfAll,
  };
}

/** What is known of a number that its source has no row for; null where there is nothing to know. */
export function leftOut(place: string, population: string, rules: ReleaseRules) {
  const nothing = { value: null, numerator: null, denominator: null, status: 'not_reported' } as const;
  const row: ObservedRow = { placeId: place, populationId: population, ...nothing };
  const numbers = keptBack(row, rules);
  return numbers && { row, numbers: { ...numbers, mayBeNobody: true } };
}

/**
 * The people in an observation, or null where it tells of none: a mean without its denominator. A range is the source's
 * own code: of it only the people behind it are judged.
 */
export function numbersOf(row: ObservedRow, rules: ReleaseRules): CellNumbers | null {
  if (isKeptBack(row)) return keptBack(row, rules);
  const numbers = ((): CellNumbers => {
    const { countsPublished } = rules;
    const n = whole(row.denominator);
    if (rules.measureType === 'count') return countOf(row, rules);
    if (rules.measureType === 'proportion') return sharesOf(row, rules);
    const x = rules.measureType === 'rate' && n !== null && Number(row.numerator) <= n ? whole(row.numerator) : null;
    return { n, x, percentage: null, countsPublished };
  })();
  if (!rules.groupsAreLarge && needsPeople(rules.measureType, row.status)) return { ...numbers, needsPeople: true };
  return numbers.n === null && numbers.percentage === null ? null : numbers;
}
