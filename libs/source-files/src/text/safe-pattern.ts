/** The longest text, in characters, that a mapping's pattern is tried on. */
export const longestSearched = 300;

/** More quantifiers without an upper end than this could take time that grows too fast with the text's length. */
const mostUnbounded = 3;

/**
 * Whether a regular expression can take very long on some text: a repeated group that itself repeats or chooses
 * (`(a+)+`, `(a|aa)*`), a look-around, a back-reference, or many unbounded repetitions. What is left takes at most
 * `longestSearched` to the third power steps. The engine of the platform backtracks, so such a pattern of one person
 * could stop the server for all.
 */
export function isSlowPattern(pattern: string): boolean {
  // Escaped characters and classes stand for one character each; their content means nothing here.
  const plain = pattern
    .replace(/\\[pP]\{[^}]*\}/g, 'x')
    .replace(/\\(?:[1-9]|k<)/g, '(?=')
    .replace(/\\./g, 'x')
    .replace(/\[[^\]]*\]/g, 'x');
  if (/\(\?(?:[=!]|<[=!])/.test(plain)) return true;
  const unbounded = plain.match(/[*+]|\{\d+,\}/g) ?? [];
  return unbounded.length > mostUnbounded || repeatsRepetition(plain);
}

const repetition = /^(?:[*+]|\{\d+(?:,\d*)?\})/;

/** Whether a group that repeats or chooses inside is repeated itself. */
function repeatsRepetition(plain: string): boolean {
  const open: { repeats: boolean }[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at] ?? '';
    const inner = open.at(-1);
    if (sign === '(') open.push({ repeats: false });
    else if (sign === ')') {
      const closed = open.pop();
      const isRepeated = repetition.test(plain.slice(at + 1));
      if (closed?.repeats && isRepeated) return true;
      const outer = open.at(-1);
      if (outer && (closed?.repeats || isRepeated)) outer.repeats = true;
    } else if (inner && (sign === '|' || sign === '?' || repetition.test(plain.slice(at)))) {
      inner.repeats ||= !(sign === '?' && plain[at - 1] === '(');
    }
  }
  return false;
}
