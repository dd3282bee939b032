/** The words of a name or title, in lower case. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}&]+/gu) ?? [];

const endings =
  /(?:izations?|ations?|itions?|ions?|ness|isms?|ally|ences?|ances?|ated|ates?|ings?|ies|ers?|ed|es|s|y|e|al|ly)$/;

/** A word without its ending, where enough of it is left. */
function stemOf(word: string): string {
  const stem = word.replace(endings, '');
  return stem.length >= 4 ? stem : word;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** Whether two words are forms of one ("graduates" and "graduation", "absent" and "absence", "math" and "mathematics"). */
export function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4 || /\d/.test(short)) return false;
  if (long.startsWith(short)) return true;
  const [stemA, stemB] = [stemOf(a), stemOf(b)];
  const start = commonStart(stemA, stemB);
  return stemA === stemB || (start >= 5 && start >= Math.min(stemA.length, stemB.length) - 1);
}

/** Words that say nothing of what a number is of. */
const fillers = /^(?:of|the|a|an|in|by|for|at|and|or|who|that|are|is|to|with|on|from|per|de|la|el|los|las|y|en|por)$/;

/** The words of a name that say what it tells of. */
export const telling = (text: string): string[] => wordsOf(text).filter((word) => !fillers.test(word));

/**
 * How well each of several names fits the wanted words: rare words of the names weigh more than those that all of them
 * have, and words that nobody asked for weigh a little against a name. 0 where no word fits.
 */
export function fitOf(names: readonly string[], wanted: string): number[] {
  const words = names.map(telling);
  const looked = [...new Set(telling(wanted))];
  // "OSS" beside out-of-school suspensions.
  const initials = looked.length < 2 ? '' : looked.map(([first = '']) => first).join('');
  const isInitials = (word: string): boolean => word.length > 1 && word === initials;
  const weights = looked.map((word) => {
    const having = words.filter((own) => own.some((each) => isSameWord(each, word))).length;
    return having === 0 ? 0 : Math.log(1 + names.length / having);
  });
  return words.map((own) => {
    const found = looked.reduce(
      (sum, word, at) => sum + (own.some((each) => isSameWord(each, word)) ? (weights[at] ?? 0) : 0),
      0,
    );
    if (own.some(isInitials)) return looked.length;
    const strange = own.filter((each) => !looked.some((word) => isSameWord(each, word))).length;
    return found === 0 ? 0 : Math.max(0.01, found - 0.05 * strange);
  });
}

/** Words of the numbers up to twelve, as names of grades and cohorts write them. */
const numberWords: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['one', 'first'],
    ['two', 'second'],
    ['three', 'third'],
    ['four', 'fourth'],
    ['five', 'fifth'],
    ['six', 'sixth'],
    ['seven', 'seventh'],
    ['eight', 'eighth'],
    ['nine', 'ninth'],
    ['ten', 'tenth'],
    ['eleven', 'eleventh'],
    ['twelve', 'twelfth'],
  ].flatMap((words, at) => words.map((word) => [word, String(at + 1)])),
);

/** A name with its numbers in digits: "Third grade", "3rd Grade" and "Grade 03" have the 3 in common. */
export const withDigits = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[a-z]+/g, (word) => numberWords[word] ?? word)
    .replace(/\b0*(\d+)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/\b0+(\d)/g, '$1');
