/**
 * `a.state IN ('not_started', …)` from a list of the domain: a rule that a query needs is written there once, never
 * typed again as text.
 */
export function isOneOf(column: string, words: readonly string[]): string {
  return `${column} IN (${words.map(quote).join(', ')})`;
}

/**
 * `a.state = 'done'`, for one word: `is<ActionState>('a.state', 'done')`. The list that the word is of has to be named,
 * so that a word that the domain does not know does not compile.
 */
export function is<Word extends string = never>(column: string, word: NoInfer<Word>): string {
  return `${column} = ${quote(word)}`;
}

/** `'done'`, for a single word of the vocabulary. */
export function quote<Word extends string = string>(word: Word): string {
  if (!/^[a-z_]+$/.test(word)) throw new Error(`${word} is no word of the vocabulary`);
  return `'${word}'`;
}
