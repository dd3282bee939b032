/**
 * `a.state IN ('not_started', …)` from a list of the domain: a rule that a query needs is written there once, never
 * typed again as text.
 */
export function isOneOf(column: string, words: readonly string[]): string {
  return `${column} IN (${words.map(quoted).join(', ')})`;
}

/** `'done'`, for a single word of the vocabulary. */
export function quoted(word: string): string {
  if (!/^[a-z_]+$/.test(word)) throw new Error(`${word} is no word of the vocabulary`);
  return `'${word}'`;
}
