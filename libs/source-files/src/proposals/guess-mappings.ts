import { numberParts } from '../mapping/mapping.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { FileRecord } from '../text/records.ts';
import type { FileShape } from '../text/sniff.ts';
import { type GuessedFor, guessMapping, type MappingGuess } from './guess-mapping.ts';
import { fitOf, telling } from './name-words.ts';

/** The column and rows that a guess takes the values from; null where it has no column of its own. */
function valuesOf({ mapping }: MappingGuess): string | null {
  const [indicator] = mapping.indicators;
  const value = indicator?.value;
  return value === undefined ? null : JSON.stringify([value.column, indicator?.when, value.when]);
}

/** The period that a guess's columns name, where the file says none for all; null for any other. */
const ownPeriodOf = ({ mapping: { period, wide } }: MappingGuess): string | null =>
  period.from === 'constant' && period.label !== '' && wide === undefined ? period.label : null;

/** Numbers whose columns name another period than those of the first indicator keep it: each column says its own. */
function keepPeriods(guesses: readonly MappingGuess[]): void {
  const periods = guesses.map(ownPeriodOf);
  if (new Set(periods.filter((period) => period !== null)).size < 2) return;
  for (const [at, { mapping }] of guesses.entries()) {
    const period = periods[at];
    if (period === null || period === undefined) continue;
    const [source] = mapping.indicators;
    const parts = numberParts.filter((part) => source?.[part] !== undefined && source[part].when === undefined);
    mapping.wide = parts.map((part) => ({ column: source?.[part]?.column ?? '', part, period }));
    for (const part of parts) delete source?.[part];
  }
}

/**
 * Guesses for several indicators of one file, in their order. Two indicators never get the same numbers: the one whose
 * name fits the column best keeps it (of equals the plainer name), and the others are guessed again without it.
 */
export function guessMappings(
  shape: FileShape,
  profiles: readonly ColumnProfile[],
  sample: readonly FileRecord[],
  fileName: string,
  targets: readonly GuessedFor[],
): MappingGuess[] {
  const guess = (target: GuessedFor, taken: ReadonlySet<string>): MappingGuess =>
    guessMapping(shape, profiles, sample, fileName, { ...target, taken });
  const guesses = targets.map((target) => guess(target, new Set()));
  const fits = ({ words = '' }: GuessedFor, column: string): number => fitOf([column], words)[0] ?? 0;
  const columnOf = (at: number): string => guesses[at]?.mapping.indicators[0]?.value?.column ?? '';
  const byFit = targets
    .map((target, at) => ({ target, at, fit: fits(target, columnOf(at)), words: telling(target.words ?? '').length }))
    .toSorted((a, b) => b.fit - a.fit || a.words - b.words || a.at - b.at);
  const held = new Set<string>();
  const taken = new Set<string>();
  for (const { target, at } of byFit) {
    const first = guesses[at];
    const values = first === undefined ? null : valuesOf(first);
    if (values !== null && held.has(values)) guesses[at] = guess(target, taken);
    const own = valuesOf(guesses[at] as MappingGuess);
    if (own !== null) held.add(own);
    taken.add(columnOf(at));
  }
  keepPeriods(guesses);
  return guesses;
}
