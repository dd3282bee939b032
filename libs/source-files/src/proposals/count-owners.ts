import type { ColumnProfile } from '../mapping/profile.ts';
import { kindOfName } from './name-kinds.ts';
import { fitOf } from './name-words.ts';

/** Differences of fit that only tell of longer names. */
const sameFit = 0.35;

/** Columns under one percent are told apart by what they are called last: "Screened % N" holds people. */
const endsAsCount = /(?:\b(?:n|count|number)|#)(?: \(\d+\))?$/i;

/** What a column's name says its numbers are. */
const kindOf = (column: string) => (endsAsCount.test(column) ? 'count' : kindOfName(column));

/** Whether a column of numbers holds the values of some measure, and not a count beside them. */
const holdsValues = ({ column, looks }: ColumnProfile): boolean => {
  const kind = kindOf(column);
  return kind === 'share' || kind === 'average' || (kind === null && looks !== 'count');
};

/** Those values whose names have the most in common with that of a count; all, where none has more than others. */
function namedOwners(count: ColumnProfile, values: readonly ColumnProfile[]): ColumnProfile[] {
  const fits = fitOf(
    values.map(({ column }) => column),
    count.column,
  );
  const best = Math.max(...fits);
  return values.filter((_value, at) => (fits[at] ?? 0) >= best - sameFit);
}

/** Whether the two stand alternately, so that their places say which count belongs to which value. */
function alternate(columns: readonly ColumnProfile[], values: ReadonlySet<ColumnProfile>): boolean {
  const changes = columns.filter((each, at) => at > 0 && values.has(each) !== values.has(columns[at - 1] ?? each));
  return changes.length >= 2 * values.size - 1;
}

/**
 * The counts that may belong to a value: those that do not have more in common with a neighbour's name, and do not stand
 * beside a neighbour where each value has counts of its own. A count that belongs to no value more than to another, such
 * as one enrollment before the rates of all subjects, may belong to each.
 * @param numbers all columns of numbers, in the order of the file
 */
export function countsOfValue(
  value: ColumnProfile,
  counts: readonly ColumnProfile[],
  numbers: readonly ColumnProfile[],
): ColumnProfile[] {
  const own = counts.filter((count) => count !== value && (kindOf(count.column) === 'count' || !holdsValues(count)));
  const values = numbers.filter((each) => each === value || (holdsValues(each) && kindOf(each.column) !== null));
  if (values.length < 2) return own;
  const isValue = new Set(values);
  const inOrder = numbers.filter((each) => isValue.has(each) || own.includes(each));
  const byPlace = alternate(inOrder, isValue) ? ownersByPlace(inOrder, isValue) : null;
  return own.filter((count) => {
    const owners = namedOwners(count, values);
    if (owners.length < values.length) {
      if (owners.length === 1 || !owners.includes(value)) return owners[0] === value;
    }
    return byPlace === null || !byPlace.has(count) || byPlace.get(count) === value;
  });
}

/**
 * Where values come first their counts follow them, else they stand before them. What the first value has before it
 * beyond what each other has is of all of them: "# Tested" before the counts and percents of four levels.
 */
function ownersByPlace(inOrder: readonly ColumnProfile[], values: ReadonlySet<ColumnProfile>) {
  const [first] = inOrder;
  const follow = first !== undefined && values.has(first);
  const owners = new Map<ColumnProfile, ColumnProfile | undefined>();
  for (const [at, column] of inOrder.entries())
    if (!values.has(column)) {
      const before = inOrder.slice(0, at).findLast((each) => values.has(each));
      const after = inOrder.slice(at + 1).find((each) => values.has(each));
      owners.set(column, follow ? before : after);
    }
  const countsOf = (value: ColumnProfile): ColumnProfile[] =>
    [...owners].filter(([, owner]) => owner === value).map(([count]) => count);
  const [head, ...others] = [...values].map(countsOf);
  const usual = Math.max(0, ...others.map(({ length }) => length));
  if (!follow && head && usual > 0) for (const count of head.slice(0, -usual)) owners.delete(count);
  return owners;
}
