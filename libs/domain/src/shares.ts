import type { MeasureType, ObservationStatus } from './vocabulary.ts';

const shares: ReadonlySet<MeasureType> = new Set(['proportion', 'rate', 'mean']);

/**
 * True where a value is said of a group that has nobody in it: a proportion, rate or mean of 0 is not applicable,
 * whatever number was published for it. A count of nobody is 0.
 */
export const isShareOfNobody = (measure: MeasureType, denominator: number | null): boolean =>
  denominator === 0 && shares.has(measure);

/** Measures that say a share of people, and need to know of how many: 94 % may be 15 of 16 children. */
export const sharesOfPeople = ['proportion', 'rate'] as const satisfies readonly MeasureType[];

/** Whether a measure says a share of people. */
export const isShareOfPeople = (measure: MeasureType): boolean => sharesOfPeople.some((share) => share === measure);

/** What has a number or a range to show. */
export const statusesWithNumbers = ['reported', 'bounded'] as const satisfies readonly ObservationStatus[];

/** Whether an observation may be shown only where it is known how many people are behind it. */
export const needsPeople = (measure: MeasureType, status: ObservationStatus): boolean =>
  isShareOfPeople(measure) && statusesWithNumbers.some((each) => each === status);
