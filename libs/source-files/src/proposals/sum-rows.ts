import { familyOfGroup } from '@throughline/domain/group-families';
import type { RowFilter } from '../mapping/mapping.ts';
import { looksLikePeriod } from '../mapping/period-looks.ts';
import { type ColumnProfile, isNumeric, Profiler } from '../mapping/profile.ts';
import type { FileRecord } from '../text/records.ts';
import type { FileShape } from '../text/sniff.ts';
import type { Proposal } from './proposals.ts';

/** A file as it is without the rows that sum up those above them. */
export interface WithoutSums {
  profiles: readonly ColumnProfile[];
  sample: readonly FileRecord[];
  skip: RowFilter[][];
  proposals: Proposal[];
}

const sumLabel = /^(?:sub-?totals?|(?:report|page|column|running) totals?|(?:grand )?totals? \(.*\))(?!\p{L})/iu;
const plainTotal = /^(?:grand )?totals?:?$/i;
const noteName = /^(?:notes?|remarks?|comments?|row ?type|line ?type|record ?type)$/i;
const mostLabels = 200;

/** What is summed up in "Eastside Total", "Total for Eastside"; undefined for any other label. */
const summedIn = (label: string): string | undefined =>
  (/^(.+?)[ -]+(?:sub-?)?totals?:?$/i.exec(label) ?? /^(?:sub-?)?totals? (?:for|of) (.+)$/i.exec(label))?.[1];

/** Labels of a column that only sum up rows above them: "Subtotal", "Eastside Total" below Eastside. */
function sumsIn({ looks, column, blank }: ColumnProfile, labels: readonly string[]): string[] {
  if (isNumeric(looks) || labels.length > mostLabels) return [];
  // "Total" in a column of notes marks the rows that sum up those above, however the other columns are filled.
  if (noteName.test(column) && blank > 0 && labels.some((label) => plainTotal.test(label)))
    return labels.filter((label) => plainTotal.test(label) || sumLabel.test(label));
  const known = new Set(labels.map((label) => label.toLowerCase()));
  const others = labels.filter((label) => !sumLabel.test(label) && !plainTotal.test(label));
  // Among groups of people, a total is everybody.
  if (others.some((label) => (familyOfGroup(label) ?? 'everybody') !== 'everybody')) return [];
  const isPeriods = others.length > 0 && others.every(looksLikePeriod);
  return labels.filter(
    (label) =>
      sumLabel.test(label) ||
      known.has(summedIn(label)?.toLowerCase() ?? '\u0000') ||
      (isPeriods && plainTotal.test(label)),
  );
}

/** Leaves out rows that sum up others, so that they neither become places nor hide what their columns hold. */
export function withoutSums(
  shape: FileShape,
  profiles: readonly ColumnProfile[],
  sample: readonly FileRecord[],
): WithoutSums {
  const found = profiles.flatMap((profile) => {
    const at = shape.columns.find(({ name }) => name === profile.column)?.index ?? -1;
    const labels = [...new Set(sample.map(({ cells }) => cells[at] ?? ''))].filter((label) => label !== '');
    const sums = sumsIn(profile, labels);
    return sums.length === 0 ? [] : [{ column: profile.column, at, sums }];
  });
  if (found.length === 0) return { profiles, sample, skip: [], proposals: [] };
  const rows = sample.filter(({ cells }) => !found.some(({ at, sums }) => sums.includes(cells[at] ?? '')));
  const profiler = new Profiler(shape.columns, shape.decimalSign);
  for (const { cells } of rows) profiler.add(cells);
  const here = new Map(profiler.result().map((profile) => [profile.column, profile]));
  return {
    // Of columns of numbers the whole file was seen, and what stands late in it.
    profiles: profiles.map((profile) => (isNumeric(profile.looks) ? profile : (here.get(profile.column) ?? profile))),
    sample: rows,
    skip: found.map(({ column, sums }) => [{ column, is: 'one_of', values: sums }]),
    proposals: found.map(({ column, sums }) => {
      const labels = sums.slice(0, 10).join(', ');
      const message = `Rows whose “${column}” is ${labels} sum up other rows. They are left out.`;
      return {
        code: 'sum_rows',
        path: 'skip',
        column,
        params: { column, labels },
        message,
        examples: sums.slice(0, 5),
      };
    }),
  };
}
