/** Words that many places share and that change between years: they tell no place from another. */
const common = new Set([
  'school',
  'schools',
  'district',
  'public',
  'inc',
  'the',
  'of',
  'city',
  'town',
  'county',
  'and',
]);

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const tellingWords = (name: string): string[] => {
  const words = wordsOf(name);
  const telling = words.filter((word) => !common.has(word));
  return telling.length > 0 ? telling : words;
};

const pairsOf = (text: string): Map<string, number> => {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
};

/**
 * How alike two places' names are, from 0 to 1: by pairs of letters (Dice's coefficient) or by slips of the pen, of the
 * words that tell a place from others. Names whose numbers differ are never alike: "P.S. 12" is not "P.S. 21".
 */
export function likeness(a: string, b: string): number {
  const [one, other] = [tellingWords(a), tellingWords(b)];
  const numbers = (words: readonly string[]): string => words.filter((word) => /\d/.test(word)).join(' ');
  if (numbers(one) !== numbers(other)) return 0;
  const [first, second] = [one.join(' '), other.join(' ')];
  if (first === second) return 1;
  const [pairs, others] = [pairsOf(first), pairsOf(second)];
  let shared = 0;
  for (const [pair, count] of pairs) shared += Math.min(count, others.get(pair) ?? 0);
  const all = Math.max(0, first.length - 1) + Math.max(0, second.length - 1);
  const byPairs = all === 0 ? 0 : (2 * shared) / all;
  // A slip of the pen changes several pairs of a short name, but few letters.
  const byLetters = 1 - slips(first, second) / Math.max(first.length, second.length);
  return Math.max(byPairs, byLetters >= leastByLetters ? byLetters : 0);
}

/** Below this, one code under two names is asked about. */
export const leastAlike = 0.5;

/** Below this share of letters that are right, counting slips says nothing. */
const leastByLetters = 0.8;

/** Letters left out, added, changed or exchanged with their neighbour (optimal string alignment). */
function slips(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_each, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const isSame = a[row - 1] === b[at - 1];
      let least = Math.min((last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (isSame ? 0 : 1));
      if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1])
        least = Math.min(least, (before[at - 2] ?? 0) + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}

/** Whether every word of one name is in the other: "Black" in "Black or African American". */
export function contains(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length > 0 && short.every((word) => long.includes(word));
}

/** Below this, two names are not shown as perhaps one place. */
export const leastLikeness = 0.7;

/** The candidate whose name is most alike, when it is alike enough and clearly more so than the next one. */
export function mostAlike<Candidate extends { names: readonly string[] }>(
  name: string,
  candidates: readonly Candidate[],
  alike: (a: string, b: string) => number = likeness,
): { candidate: Candidate; likeness: number } | null {
  const scored = candidates
    .map((candidate) => ({
      candidate,
      likeness: Math.max(0, ...candidate.names.map((known) => alike(name, known))),
    }))
    .toSorted((a, b) => b.likeness - a.likeness);
  const [best, next] = scored;
  if (best === undefined || best.likeness < leastLikeness) return null;
  // Of two that are called the same, neither is the more likely.
  const least = best.likeness < 1 ? 0.05 : Number.EPSILON;
  return next !== undefined && best.likeness - next.likeness < least ? null : best;
}
