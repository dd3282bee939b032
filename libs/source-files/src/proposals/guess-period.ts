import { parsePeriod } from '@throughline/domain/period-labels';
import type { PeriodSource } from '../mapping/period-source.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { saysPeriod } from '../mapping/row-parts.ts';
import type { Guesses } from './column-guesses.ts';
import type { Sources } from './guess-mapping.ts';
import { findPeriodParts } from './period-parts.ts';
import { areOfYears, yearsSaid } from './several-years.ts';

const whenWritten =
  /^(?:start|end|timestamp|today)$|\b(?:submi(?:ssion|tted)|created|updated|modified|entered|recorded|run|printed|extracted|published|load)[ _]?(?:on|at|date|time)?\b/i;

/** Where the year or the whole period stands. */
function guessWholePeriod({ shape, profiles, fileName, target }: Sources, guesses: Guesses): PeriodSource {
  const isRead = ({ frequent }: ColumnProfile): boolean =>
    frequent.some(({ text }) => parsePeriod(text, target.cadence).ok);
  const isOwn = ({ column: name }: ColumnProfile): boolean => !whenWritten.test(name.trim());
  const found = profiles.filter(({ looks }) => looks === 'period');
  // When a report was written says when its numbers are of only where nothing else does.
  const columns = [...found.filter(isOwn), ...found.filter((each) => !isOwn(each))];
  const column = columns.find(isRead) ?? columns[0];
  if (column !== undefined) {
    const missing = column.blank > 0;
    const reason = missing ? 'periods_and_blanks' : 'periods';
    guesses.take(column.column, 'period', missing ? 0.85 : 0.95, reason);
    const only = column.distinct === 1 ? column.frequent[0]?.text : undefined;
    // A file of one period: a row that leaves it out means the same one.
    return { from: 'column', column: column.column, ...(missing && only !== undefined ? { whenBlank: only } : {}) };
  }
  const titles = shape.titleLines.map(({ text }) => text);
  const title = titles.find(saysPeriod);
  const text = title ?? (saysPeriod(fileName) ? fileName : undefined);
  const years = [...titles, fileName].map(yearsSaid).find((each) => each !== null);
  if (text === undefined || (years !== undefined && !areOfYears(target.cadence, years)))
    return { from: 'constant', label: '' };
  // The year that a file of several years is named after is the last of them.
  return { from: title === undefined ? 'file_name' : 'title', ...(years === undefined ? {} : { loneYear: 'ends' }) };
}

/** The period, with the columns of months or quarters where the one found says the year alone. */
export function guessPeriod(sources: Sources, guesses: Guesses) {
  const { profiles, target } = sources;
  const whole = guessWholePeriod(sources, guesses);
  const years = whole.from === 'column' ? profiles.find(({ column }) => column === whole.column)?.frequent : undefined;
  const year = years?.[0]?.text ?? '2000';
  if (years !== undefined && parsePeriod(year, target.cadence).ok) return { period: whole, parts: null };
  const free = profiles.filter(({ column }) => !guesses.has(column));
  const parts = findPeriodParts(free, year, target.cadence);
  if (parts === null) return { period: whole, parts };
  for (const column of parts.columns) guesses.take(column, 'period', 0.9, 'periods');
  for (const column of parts.twins) guesses.take(column, 'unused', 0.8, 'not_needed');
  return { period: { ...whole, parts: parts.columns }, parts };
}
