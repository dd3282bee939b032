import type { MeasureType } from '@throughline/domain/vocabulary';
import type { ColumnProfile } from '../mapping/profile.ts';
import { kindOfName } from './name-kinds.ts';
import type { NumberKind } from './name-kinds.ts';
import { fitOf } from './name-words.ts';

/** Whether a column holds percents or fractions, by its numbers. */
export const isShare = ({ looks }: ColumnProfile): boolean => looks === 'percent' || looks === 'fraction';

export interface ChosenValue {
  profile: ColumnProfile;
  /** Among how many it was chosen. */
  columns: number;
  /** Whether the indicator's words say that it is this one. */
  isNamed: boolean;
  /** Whether two counts of the rows give it, and none of the others. */
  isProven: boolean;
}

const plainName = /^(?:value|data|data value|rate|percent|result|estimate|obs value)$/i;

/** Kinds of numbers that a measure is hardly made of. */
const unlikely: Record<MeasureType, readonly NumberKind[]> = {
  proportion: ['count', 'average'],
  rate: ['count'],
  mean: ['count'],
  count: ['share', 'average'],
  time_between: ['share', 'count'],
};

/** Those for which the test holds, or all where it holds for none. */
const prefer = (profiles: readonly ColumnProfile[], holds: (profile: ColumnProfile) => boolean): ColumnProfile[] => {
  const found = profiles.filter(holds);
  return found.length > 0 ? found : [...profiles];
};

/**
 * Columns that can be the value of such a measure: those whose names say nothing else, or no bounds of others, no ranks,
 * no sizes of cohorts.
 */
function candidatesOf(free: readonly ColumnProfile[], measure: MeasureType, words: string): ColumnProfile[] {
  const wanted = kindOfName(words);
  const own = prefer(free, ({ column }) => {
    const kind = kindOfName(column);
    return (kind !== 'bound' && kind !== 'comparison') || kind === wanted;
  });
  const isLikely = ({ column }: ColumnProfile): boolean => {
    const kind = kindOfName(column);
    return kind === null || !unlikely[measure].includes(kind);
  };
  // "Rate" beside "Cases" says that it is no count.
  const plain = own.filter((profile) => plainName.test(profile.column) && isLikely(profile));
  if (plain.length > 0) return plain;
  if (measure !== 'proportion') {
    const likely = prefer(own, isLikely);
    const hasRates = measure === 'rate' && likely.some(({ column }) => kindOfName(column) === 'share');
    return hasRates ? likely.filter(({ column, looks }) => kindOfName(column) !== null || looks !== 'count') : likely;
  }
  // What is called a count is no percent, whatever its numbers look like.
  const shares = own.filter((profile) => isShare(profile) && isLikely(profile));
  // The only numbers of a file are its values, though they be called "Total": of all the people of a row.
  const [only, ...others] = own.filter(({ column }) => kindOfName(column) !== 'average');
  const isOnly = only !== undefined && others.length === 0 && isShare(only) && !only.whole;
  return shares.length === 0 && isOnly ? [only] : shares;
}

/**
 * Chooses the column of the indicator's values: a name that says nothing else ("Rate"), the one that has the indicator's
 * words, then the one that two counts of the same rows give, then the last (the sum of levels stands last). Null where no
 * column can be it.
 * @param isProven whether two of the counts give a value on the rows
 */
export function chooseValue(
  free: readonly ColumnProfile[],
  { measure, words = '' }: { measure: MeasureType; words?: string },
  isProven: (value: ColumnProfile, counts: readonly ColumnProfile[]) => boolean,
): ChosenValue | null {
  const candidates = candidatesOf(free, measure, words);
  const fits = fitOf(
    candidates.map(({ column }) => column),
    words,
  );
  const best = Math.max(...fits);
  const fitting = candidates.filter((_profile, at) => (fits[at] ?? 0) > best - 0.001);
  const counts = free.filter(({ looks, whole, min }) => (looks === 'count' || whole) && (min ?? 0) >= 0);
  const proven =
    fitting.length > 1 && measure === 'proportion'
      ? fitting.filter((profile) =>
          isProven(
            profile,
            counts.filter((each) => each !== profile),
          ),
        )
      : [];
  const profile = proven.length === 1 ? proven[0] : fitting.at(-1);
  if (profile === undefined) return null;
  return { profile, columns: candidates.length, isNamed: best > 0, isProven: proven.length === 1 };
}
