import { Conflict } from '../../kernel/errors.ts';

/**
 * For steps of a lifecycle: asked before its rules, so that who saw an old state is shown the present one rather than
 * told that the step is not allowed from it.
 * @throws Conflict with the current row
 */
export function sameVersion(row: { version: number }, seen: number): void {
  if (row.version !== seen) throw new Conflict(row);
}
