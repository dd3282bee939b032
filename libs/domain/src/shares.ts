import type { MeasureType } from './vocabulary.ts';

const shares: ReadonlySet<MeasureType> = new Set(['proportion', 'rate', 'mean']);

/**
 * True where a value is said of a group that has nobody in it: a proportion, rate or mean of 0 is not applicable,
 * whatever number was published for it. A count of nobody is 0.
 */
export const isShareOfNobody = (measure: MeasureType, denominator: number | null): boolean =>
  denominator === 0 && shares.has(measure);
