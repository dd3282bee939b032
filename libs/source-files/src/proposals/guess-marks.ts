import { knownMark } from '../mapping/marks.ts';
import type { MarkRule } from '../mapping/marks.ts';
import { isNumeric } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';

/** Whether a column's cells are numbers, or nothing but marks: the column of a small group is suppressed throughout. */
export const canHoldNumbers = ({ looks, frequent }: ColumnProfile): boolean =>
  isNumeric(looks) ||
  looks === 'empty' ||
  (looks === 'text' && frequent.every(({ text }) => knownMark(text) !== undefined));

/** The marks seen in the chosen number columns, and the sentinels that cannot be anything else. */
export function guessMarks(profiles: readonly ColumnProfile[], used: ReadonlySet<string>): MarkRule[] {
  const marks = new Map<string, MarkRule>();
  for (const profile of profiles) {
    if (!used.has(profile.column)) continue;
    // A column of nothing but marks does not look like one of numbers, and has its marks among its words.
    const seen = isNumeric(profile.looks)
      ? profile.marks
      : profile.frequent.flatMap(({ text }) => knownMark(text) ?? []);
    for (const { text, status } of seen) {
      if (status !== null && !marks.has(text.toLowerCase())) marks.set(text.toLowerCase(), { text, status });
    }
  }
  return [...marks.values()];
}
