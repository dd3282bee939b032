import type { AnswerCell, AnswerField, AnswerQuestion } from './answer-checks.ts';
import type { MeasureType } from './vocabulary.ts';

/** Numbers of other periods, one list a period: the nearest first, of which those that come first say what is usual. */
export type OtherPeriods = readonly (readonly AnswerCell[])[];

/** How many periods say what is usual. */
export const mostCompared = 8;
/** A change within this share of what is usual is never asked about; for percentages, within so many points. */
const usualShare = 0.3;
const usualPoints = 10;
/** Nor a change of a few people. */
const usualCount = 3;

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

/** A number of a cell that can be held against the same one of other periods. */
interface Comparable {
  field: AnswerField;
  number: number;
  /** Changes up to this are usual. */
  floor: number;
}

/** What is compared of a cell: its value, or where counts are asked for the share, and how many people it is about. */
function comparableOf(cell: AnswerCell, measure: MeasureType): Comparable[] {
  const { value, numerator, denominator } = cell;
  const found: Comparable[] = [];
  if (measure === 'proportion') {
    const isCounted = numerator !== null && denominator !== null && denominator > 0;
    const share = isCounted ? (100 * numerator) / denominator : value;
    if (share !== null) found.push({ field: 'numerator', number: share, floor: usualPoints });
  } else if (value !== null) found.push({ field: 'value', number: value, floor: measure === 'count' ? usualCount : 0 });
  if (denominator !== null) found.push({ field: 'denominator', number: denominator, floor: usualCount });
  return found;
}

const isShare = (field: AnswerField, measure: MeasureType): boolean =>
  measure === 'proportion' && field === 'numerator';

/** What is usual of a number, and how far from that one may be: twice what others are, or what two periods differ by. */
function usualOf(numbers: readonly Comparable[], measure: MeasureType): { middle: number; room: number } | null {
  const [first] = numbers;
  if (!first) return null;
  const middle = median(numbers.map(({ number }) => number));
  const spread = Math.max(...numbers.map(({ number }) => Math.abs(number - middle)));
  const share = isShare(first.field, measure) ? 0 : usualShare * Math.abs(middle);
  return { middle, room: Math.max(2 * spread, first.floor, share) };
}

/** The same number of the same place and population in the nearest periods that have it. */
function ofOthers(
  { placeId, populationId }: Pick<AnswerCell, 'placeId' | 'populationId'>,
  field: AnswerField,
  measure: MeasureType,
  others: OtherPeriods,
): Comparable[] {
  return others
    .flatMap((cells) =>
      cells
        .filter((other) => other.placeId === placeId && other.populationId === populationId)
        .flatMap((other) => comparableOf(other, measure).filter((each) => each.field === field)),
    )
    .slice(0, mostCompared);
}

/** Asks about each number of a cell that is further from what is usual than two periods differ by. */
export function againstOthers(cell: AnswerCell, measure: MeasureType, others: OtherPeriods): AnswerQuestion[] {
  const { placeId, populationId } = cell;
  return comparableOf(cell, measure).flatMap(({ field, number }): AnswerQuestion[] => {
    const usual = usualOf(ofOthers(cell, field, measure, others), measure);
    if (!usual || Math.abs(number - usual.middle) <= usual.room) return [];
    const compared = { field, dimension: null, given: number, expected: usual.middle };
    return [{ code: 'far_from_earlier', placeId, populationId, ...compared }];
  });
}

/** How far one number may go before it is asked about, where nobody may be told what it is held against. */
export interface UsualRange {
  readonly placeId: string;
  readonly populationId: string;
  readonly field: AnswerField;
  readonly least: number;
  readonly most: number;
}

/** Says of a number that it is far from what is known, and of nothing how much that is. */
export interface FarFromKnown extends Omit<AnswerQuestion, 'code' | 'expected'> {
  readonly code: 'far_from_known';
}

/** The steps of 1, 2 and 5 between which a number lies, so that a range tells no number that it is made of. */
function coarse(number: number, way: 'down' | 'up'): number {
  if (number < 0) return -coarse(-number, way === 'down' ? 'up' : 'down');
  if (number === 0) return 0;
  const power = 10 ** Math.floor(Math.log10(number));
  const steps = [power, 2 * power, 5 * power, 10 * power];
  const found = way === 'up' ? steps.find((step) => step >= number) : steps.findLast((step) => step <= number);
  return found ?? (way === 'up' ? 10 * power : power);
}

/** The usual ranges of the series that numbers are known of: in steps of 1, 2 and 5, and for percentages in tens. */
export function usualRanges(others: OtherPeriods, measure: MeasureType): UsualRange[] {
  const series = new Map(others.flat().map((cell) => [`${cell.placeId} ${cell.populationId}`, cell]));
  return [...series.values()].flatMap((cell) =>
    (['numerator', 'value', 'denominator'] as const).flatMap((field): UsualRange[] => {
      const usual = usualOf(ofOthers(cell, field, measure, others), measure);
      if (!usual) return [];
      const [least, most] = [usual.middle - usual.room, usual.middle + usual.room];
      const { placeId, populationId } = cell;
      const range = isShare(field, measure)
        ? { least: 10 * Math.floor(least / 10), most: 10 * Math.ceil(most / 10) }
        : { least: coarse(least, 'down'), most: coarse(most, 'up') };
      return [{ placeId, populationId, field, ...range }];
    }),
  );
}

/** Asks about each number that is out of its usual range. */
export function againstRanges(
  cells: readonly AnswerCell[],
  measure: MeasureType,
  ranges: readonly UsualRange[],
): FarFromKnown[] {
  return cells.flatMap((cell) =>
    comparableOf(cell, measure).flatMap(({ field, number }): FarFromKnown[] => {
      const { placeId, populationId } = cell;
      const range = ranges.find(
        (one) => one.placeId === placeId && one.populationId === populationId && one.field === field,
      );
      if (!range || (number >= range.least && number <= range.most)) return [];
      return [{ code: 'far_from_known', placeId, populationId, field, dimension: null, given: number }];
    }),
  );
}
