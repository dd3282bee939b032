import { needsPeople } from '@throughline/domain/shares';
import type { ReleaseCell } from '@throughline/measurement/disclosure';
import type { ObservedRow, ReleaseRules } from './decision-job.ts';

/** The numbers of a cell as the engine takes them. */
export type CellNumbers = Pick<ReleaseCell, 'n' | 'x' | 'percentage' | 'countsPublished' | 'needsPeople'>;

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

/**
 * The people in an observation, or null where it tells of none: a mean without its denominator, a mark of the source. A
 * range is the source's own code: of it only the people behind it are judged.
 */
export function numbersOf(row: ObservedRow, rules: ReleaseRules): CellNumbers | null {
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
