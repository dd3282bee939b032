import type { SectionRows, SectionSource } from '../mapping/mapping.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { isNumeric, looksLikeDimension, looksLikeGroup } from '../mapping/profile.ts';
import { looksLikePeriod } from '../mapping/period-looks.ts';
import type { FileRecord } from '../text/records.ts';
import { isHeadingText } from '../mapping/row-layout.ts';
import type { FileShape, TextLine } from '../text/sniff.ts';

/** Rows that head others, and what their labels are. */
export interface SectionGuess {
  source: SectionSource;
  gives: 'place' | 'period' | 'population' | 'dimension';
  labels: string[];
  /** Labels of the rows below them, as far as the sample goes. */
  below: string[];
}

const fewestSections = 2;

const share = (labels: readonly string[], holds: (label: string) => boolean): number =>
  labels.length === 0 ? 0 : labels.filter(holds).length / labels.length;

function givenBy(labels: readonly string[], below: readonly string[]): SectionGuess['gives'] {
  if (share(labels, looksLikePeriod) >= 0.8) return 'period';
  if (share(labels, looksLikeDimension) >= 0.5 && share(below, looksLikeGroup) >= 0.3) return 'dimension';
  return share(labels, looksLikeGroup) >= 0.5 ? 'population' : 'place';
}

const sectionsOf = (labels: string[], below: string[]): Pick<SectionGuess, 'gives' | 'labels' | 'below'> => ({
  gives: givenBy(labels, below),
  labels,
  below,
});

function freeName(shape: FileShape): string {
  const names = new Set(shape.columns.map(({ name }) => name));
  let name = 'Section';
  for (let number = 2; names.has(name); number += 1) name = `Section (${number})`;
  return name;
}

/**
 * Whether some rows head the others, and are no rows whose numbers are missing: the first of all rows is one, each is
 * followed by another row, and there are at least two labels.
 */
function headRows(headings: readonly TextLine[], rows: readonly number[], totals = 0): boolean {
  if (new Set(headings.map(({ text }) => text)).size < fewestSections) return false;
  if (headings.length * 2 > headings.length + rows.length || !headings.every(({ text }) => isHeadingText(text)))
    return false;
  const [firstHeading] = headings;
  const [firstRow = Infinity] = rows;
  const between = (from: number, to: number): boolean => rows.some((line) => line > from && line < to);
  return (
    firstHeading !== undefined &&
    (firstHeading.line < firstRow || rows.filter((line) => line < firstHeading.line).length <= totals) &&
    headings.every(({ line }, at) => between(line, headings[at + 1]?.line ?? Infinity))
  );
}

/**
 * Looks for rows that head others: alone on their line between rows of data, without any number, or less indented than
 * the rows below. Null when there are fewer than two.
 */
export function guessSections(
  shape: FileShape,
  profiles: readonly ColumnProfile[],
  sample: readonly FileRecord[],
): SectionGuess | null {
  const [first] = shape.columns;
  if (first === undefined || shape.columns.length < 2) return null;
  const labelOf = ({ cells }: FileRecord): string => cells[first.index] ?? '';
  const guess = (rows: SectionRows, labels: string[]): SectionGuess => ({
    source: { as: freeName(shape), column: first.name, rows },
    ...sectionsOf(labels, [...new Set(sample.map(labelOf).filter((label) => label !== '' && !labels.includes(label)))]),
  });
  // A title that is repeated on each printed page heads nothing.
  const titles = new Set(shape.titleLines.map(({ text }) => text));
  const lastLine = sample.at(-1)?.line ?? 0;
  const alone = shape.footerLines.filter(({ line, text }) => line < lastLine && !titles.has(text));
  const lines = sample.map(({ line }) => line);
  // A row of all together may stand above the first heading.
  const totals = sample.findIndex((record) => !/^(?:all|total|overall|everyone|statewide)\b/i.test(labelOf(record)));
  if (headRows(alone, lines, totals)) return guess('alone', [...new Set(alone.map(({ text }) => text))]);
  const numeric = profiles.filter(({ looks }) => isNumeric(looks)).map(({ column }) => column);
  const indexes = shape.columns.filter(({ name }) => numeric.includes(name)).map(({ index }) => index);
  const hasNumbers = ({ cells }: FileRecord): boolean => indexes.some((index) => (cells[index] ?? '') !== '');
  const without = sample
    .filter((record) => indexes.length > 0 && !hasNumbers(record) && labelOf(record) !== '')
    .map((record) => ({ line: record.line, text: labelOf(record) }));
  const others = sample.filter(hasNumbers).map(({ line }) => line);
  if (headRows(without, others, totals)) return guess('without_numbers', [...new Set(without.map(({ text }) => text))]);
  const outdented = sample.filter((record) => indentOf(record, first.index) === 0);
  const isOrdered = sample[0] !== undefined && indentOf(sample[0], first.index) === 0;
  if (!isOrdered || outdented.length < fewestSections || outdented.length * 2 > sample.length) return null;
  return guess('outdented', [...new Set(outdented.map(labelOf))]);
}

const indentOf = ({ indents }: FileRecord, index: number): number =>
  indents?.find(({ column }) => column === index)?.width ?? 0;

/**
 * Label columns at the left whose empty cells mean the label above: filled on the first row, empty on many others, and
 * with nothing to their left but columns of the same kind.
 */
export function guessFillDown(
  shape: FileShape,
  profiles: readonly ColumnProfile[],
  sample: readonly FileRecord[],
): string[] {
  const found: string[] = [];
  const numeric = new Set(profiles.filter(({ looks }) => isNumeric(looks)).map(({ column }) => column));
  const numbers = shape.columns.filter(({ name }) => numeric.has(name));
  // Where a table beside this one goes on, nothing of this one is to be filled.
  const hasNumbers = ({ cells }: FileRecord): boolean => numbers.some(({ index }) => (cells[index] ?? '') !== '');
  for (const { name, index } of shape.columns) {
    const profile = profiles.find(({ column }) => column === name);
    const isFirst = index === found.length;
    const starts = (sample[0]?.cells[index] ?? '') !== '';
    if (!isFirst || !starts || profile === undefined || isNumeric(profile.looks)) break;
    if (profile.blank < profile.cells * 0.3 || profile.distinct < 2) break;
    const filled = sample.filter((record) => (record.cells[index] ?? '') === '' && hasNumbers(record));
    if (filled.length < sample.length * 0.3) break;
    found.push(name);
  }
  return found;
}
