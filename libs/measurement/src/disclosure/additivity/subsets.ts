import { slackOf } from './counted.ts';

/** One total with the numbers that may be its parts, by name: null is unknown, absent is nobody. */
export interface Sample {
  readonly total: number;
  readonly parts: ReadonlyMap<string, number | null>;
}

/** Sums that are looked at before the search gives up. */
const mostSteps = 200_000;

/** Subsets that are answered at most: with more than these, numbers are too small to tell a sum from an accident. */
const mostSubsets = 40;

/** The share of samples in which a sum must hold. */
const agreement = 0.9;

type Named = readonly [name: string, people: number];

/** The sample that says most: the fewest unknown numbers, then the most parts, then the largest total. */
function clearest(samples: readonly Sample[]): Sample | undefined {
  const parts = ({ parts: all }: Sample): number => [...all.values()].filter((n) => n !== null && n > 0).length;
  return samples
    .filter((sample) => sample.total > 0 && parts(sample) > 0)
    .toSorted((a, b) => parts(b) - parts(a) || b.total - a.total)[0];
}

/** Every subset of these numbers that makes the total within some slack; null when there are too many to look at. */
function search(numbers: readonly Named[], total: number, slack: number): string[][] | null {
  const left = numbers.map(() => 0);
  for (let at = numbers.length - 1, sum = 0; at >= 0; at -= 1) left[at] = sum += numbers[at]?.[1] ?? 0;
  const found: string[][] = [];
  const chosen: string[] = [];
  let steps = 0;
  const visit = (at: number, missing: number): boolean => {
    if ((steps += 1) > mostSteps || found.length > mostSubsets) return false;
    if (Math.abs(missing) <= slack && chosen.length > 0) found.push([...chosen]);
    if (missing + slack <= 0) return true;
    for (let next = at; next < numbers.length; next += 1) {
      if ((left[next] ?? 0) < missing - slack) break;
      const [name, people] = numbers[next] ?? ['', 0];
      if (people > missing + slack) continue;
      chosen.push(name);
      const goesOn = visit(next + 1, missing - people);
      chosen.pop();
      if (!goesOn) return false;
    }
    return true;
  };
  return visit(0, total) ? found : null;
}

/**
 * Whether the named parts make the total. Null where there is nothing to see, or where a part that is unknown or has no
 * row (files leave small groups out) may be what is missing.
 */
function holds({ total, parts }: Sample, names: readonly string[]): boolean | null {
  const sum = names.reduce((all, name) => all + (parts.get(name) ?? 0), 0);
  if (total === 0 && sum === 0) return null;
  const isUnknown = names.some((name) => parts.get(name) === null);
  if (!isUnknown && Math.abs(sum - total) <= slackOf(total)) return true;
  if (sum > total + slackOf(total)) return false;
  return names.some((name) => (parts.get(name) ?? null) === null) ? null : false;
}

/**
 * Subsets of parts that make the total, in nearly every sample. Exact sums are looked for first, sums within publishers'
 * errors only where none of those holds.
 *
 * A sum found by accident only hides more than is needed: true numbers satisfy it.
 *
 * @returns null when there are too many sums to look at.
 */
export function subsetsThatAddUp(samples: readonly Sample[]): string[][] | null {
  const sample = clearest(samples);
  if (!sample) return [];
  const numbers = [...sample.parts]
    .flatMap(([name, people]): Named[] => (people === null || people <= 0 ? [] : [[name, people]]))
    .sort((a, b) => b[1] - a[1]);
  const inNearlyAll = (names: readonly string[]): boolean => {
    const answers = samples.map((each) => holds(each, names)).filter((answer) => answer !== null);
    return answers.filter(Boolean).length >= agreement * answers.length;
  };
  const exact = search(numbers, sample.total, 0)?.filter(inNearlyAll);
  if (exact === undefined || exact.length > 0) return exact ?? null;
  return (search(numbers, sample.total, slackOf(sample.total)) ?? []).filter(inNearlyAll);
}
