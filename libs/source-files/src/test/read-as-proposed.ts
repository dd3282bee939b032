import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkMapping } from '../mapping/check-mapping.ts';
import type { ImportMapping } from '../mapping/mapping.ts';
import { guessMapping } from '../proposals/guess-mapping.ts';
import type { GuessedFor } from '../proposals/guess-mapping.ts';
import type { RowProblem } from '../rows/problems.ts';
import { profileFile, readFile } from '../rows/read-file.ts';
import type { DraftObservation } from '../rows/read-rows.ts';
import { type ShapeOverrides, sniff } from '../text/sniff.ts';

/** Where these inputs lie. */
export const casesFolder = resolve(
  process.env['THROUGHLINE_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared'),
  'cases/imports',
);

/** Whether the small inputs in the shapes of public files are there; they are no part of the repository. */
export const hasCases = existsSync(casesFolder);
if (!hasCases)
  console.warn(`SKIPPED: inputs in the shapes of public files; ${casesFolder} is not there (set THROUGHLINE_SHARED).`);

/** The text of one of these inputs. */
export const caseText = (name: string): string => readFileSync(resolve(casesFolder, name), 'utf8');

/**
 * Guesses a mapping and reads the file with it.
 * @param correct what a person answers to what was asked; a file that needs no answer is read as proposed
 */
export async function readAsProposed(
  text: string,
  target: Partial<GuessedFor>,
  correct: (mapping: ImportMapping) => void = () => {},
  fileName = 'x.csv',
  overrides: ShapeOverrides = {},
) {
  const bytes = new TextEncoder().encode(text);
  const seen = sniff(bytes, true, overrides);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { shape, sample } = seen;
  const profiles = await profileFile([bytes], shape);
  const full: GuessedFor = { indicatorKey: 'it', measure: 'proportion', cadence: 'school_year', ...target };
  const { mapping, proposals, columns } = guessMapping(shape, profiles, sample, fileName, full);
  correct(mapping);
  const names = shape.columns.map(({ name }) => name);
  const check = checkMapping(structuredClone(mapping), names);
  const drafts: DraftObservation[] = [];
  const problems: RowProblem[] = [];
  const sink = { observation: (d: DraftObservation) => drafts.push(d), problem: (p: RowProblem) => problems.push(p) };
  if (check.ok) await readFile([bytes], { shape, mapping, fileName, sink });
  return {
    mapping,
    proposals,
    errors: check.ok ? [] : check.errors.map(({ path, refusal }) => `${path} ${refusal.code}`),
    drafts,
    problems,
    columns,
    names,
    shape,
    observations: drafts.map((d) => [d.placeLabel, d.period.label, d.populationLabels.join('+'), d.value]),
  };
}
