const raisedMark = /\s*[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+$/u;
const signMark = /\s*[*†‡§¶]+$/u;
const bracketMark = /\s*(?:\(\d{1,2}\)|\[[\da-z]{1,2}\])$/;
const gluedLetter = /^(.*\p{Ll}{3,})([a-h])$/u;
const gluedDigit = /^(.*\p{L}{3,})(\d)$/u;

/** Endings that no English word has, each with the letter that would be the footnote's. */
const noWord = /(?:[^aeioulmrt]b|[^aeionrsu]c|[^aeioulnr]d|[^aeiou]{3}[e-h])$/;

interface Glued {
  label: string;
  stem: string;
  mark: string;
}

const gluedOf = (labels: readonly string[], pattern: RegExp): Glued[] =>
  labels.flatMap((label) => {
    const [, stem, mark] = pattern.exec(label) ?? [];
    return stem === undefined || mark === undefined ? [] : [{ label, stem: stem.trimEnd(), mark }];
  });

/** The marks a, b, c … (or 1, 2, 3 …) that stand on one label each; a mark of several labels is the end of a word. */
function sequence(glued: readonly Glued[], first: string): Glued[] {
  const run: Glued[] = [];
  for (let code = first.charCodeAt(0); ; code += 1) {
    const marked = glued.filter(({ mark }) => mark.charCodeAt(0) === code);
    const [only] = marked;
    if (only === undefined || marked.length > 1) return run;
    run.push(only);
  }
}

/**
 * Finds footnote marks that are glued to labels ("Family incomea", "Hispanic¹", "White*", "Asian (3)"): label as
 * published → label without the mark. A letter or digit counts only with evidence: the label stands without it too, or
 * marks run a, b … over different labels and spell no word. Proposals, as a name can end in any of these.
 */
export function footnotesIn(labels: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const all = new Set(labels);
  for (const label of labels) {
    const stem = label.replace(raisedMark, '').replace(signMark, '').replace(bracketMark, '').trim();
    if (stem !== label && stem.length > 1) found.set(label, stem);
  }
  const letters = gluedOf(labels, gluedLetter);
  const digits = gluedOf(labels, gluedDigit);
  for (const { label, stem } of [...letters, ...digits]) if (all.has(stem)) found.set(label, stem);
  const letterRun = sequence(letters, 'a').filter(({ label, mark }) => mark === 'a' || noWord.test(label));
  if (letterRun.length > 1) for (const { label, stem } of letterRun) found.set(label, stem);
  const digitRun = sequence(digits, '1');
  const stems = new Set(digitRun.map(({ stem }) => stem));
  if (digitRun.length > 1 && stems.size === digitRun.length) {
    for (const { label, stem } of digitRun) found.set(label, stem);
  }
  return found;
}
