import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { refusal, type Refusal } from '@throughline/domain/refusals/refusal';

/** Fewest characters of a password. */
export const leastPassword = 10;
/** Of zxcvbn's 0 to 4: what takes more than 10^8 guesses. Attempts are counted as well (`auth-routes.ts`). */
const leastScore = 3;
/** What is compared takes longer the longer it is; a phrase beyond this is strong by its first part. */
const mostCompared = 100;

const separators = /[\s@._-]+/g;
const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, useLevenshteinDistance: false });

/** Fewest letters and figures that are left of a password without what is known of the person. */
const leastOfOwn = 5;

/** What is left of a password without such words and what stands between them. */
const restOf = (password: string, known: readonly string[]): string =>
  known
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase())
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

/**
 * Why a password is not taken, or null. It is compared with zxcvbn's list of common and leaked passwords, with patterns
 * such as repeated letters and keyboard rows, and with what is known of the person.
 * @param about what somebody who knows the person tries first: name and e-mail
 */
export function passwordFault(password: string, about: readonly string[]): Refusal | null {
  if (password.length < leastPassword) return refusal('PASSWORD_SHORT', { least: leastPassword });
  const words = about.flatMap((text) => [text, text.replaceAll(separators, ''), ...text.split(separators)]);
  const parts = [...words, ...about.map((text) => text.split('@')[0] ?? ''), 'throughline'];
  const known = parts.filter((part) => part.length > 2).map((part) => part.toLowerCase());
  if (restOf(password, known).length < leastOfOwn) return refusal('PASSWORD_GUESSED');
  const { score } = judge.check(password.slice(0, mostCompared), known);
  return score < leastScore ? refusal('PASSWORD_GUESSED') : null;
}
