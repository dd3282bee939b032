/**
 * How far a commit has come, told by the name of its session: others see that while the commit's own rows are still
 * hidden from them, whichever server asks, and it goes with the transaction. The embedded database, which does one thing
 * at a time, answers only afterwards.
 */

/** $1 the import, $2 how many observations of it are written. */
export const noteWritten = `SELECT set_config('application_name', 'import ' || $1::uuid || ' ' || $2::int, true)`;

/** How many observations a running commit of the import $1 has written; no row where none runs. */
export const findWritten = `
SELECT split_part(application_name, ' ', 3)::int AS written FROM pg_stat_activity
WHERE datname = current_database() AND application_name ~ ('^import ' || $1::uuid || ' [0-9]+$') LIMIT 1`;

/** How far an import has come, for whoever waits for it beside it. */
export interface ImportProgress {
  /** Whether its file is read, or its observations are written. */
  step: 'read' | 'write';
  done: number;
  /** About how many there are; of a file, what was counted when it came. */
  total: number;
}

export type TellProgress = (progress: ImportProgress) => void;
