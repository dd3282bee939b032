const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}%&]+/gu, '');

const year = /^(?:19|20)\d\d(?:[-–/](?:\d\d|(?:19|20)\d\d))?$/;
/** Words that make another column of the same name: a code is no name, a count no percent. */
const telling =
  /^(?:code|id|fips|count|counts|n|number|num|%|percent|pct|percentage|rate|share|change|gap|rank|target|state|prior|previous|total)$/;

/** The words of a column's name without years, which change from file to file. */
const wordsOf = (name: string): Set<string> =>
  new Set((name.toLowerCase().match(/[\p{L}\p{N}&]+(?:[-–/]\d+)?|%/gu) ?? []).filter((word) => !year.test(word)));

/**
 * Whether one name is the other with words more or less ("District", "District Name"): at least half of all words, no
 * number and no word that would make another column of it.
 */
function isLike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  if (few.size === 0 || few.size * 2 < many.size || [...few].some((word) => !many.has(word))) return false;
  return [...many].every((word) => few.has(word) || !(telling.test(word) || /\d/.test(word)));
}

/**
 * The column of another file that a name means: the same, the same but for case, blanks and signs, the same but for a
 * year, or the only one with a few words more or less. Undefined when there is none, or more than one.
 * @param taken columns that other names mean already
 */
export function findColumn(name: string, columns: readonly string[], taken: ReadonlySet<string>): string | undefined {
  if (columns.includes(name)) return name;
  const free = columns.filter((column) => !taken.has(column));
  const spelled = free.filter((column) => plain(column) === plain(name));
  if (spelled.length > 0) return spelled.length === 1 ? spelled[0] : undefined;
  const words = wordsOf(name);
  const same = free.filter((column) => {
    const others = wordsOf(column);
    return words.size > 0 && others.size === words.size && [...words].every((word) => others.has(word));
  });
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const like = free.filter((column) => isLike(words, wordsOf(column)));
  return like.length === 1 ? like[0] : undefined;
}
