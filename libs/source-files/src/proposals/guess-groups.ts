import { familyOfGroup } from '@throughline/domain/group-families';
import type { PopulationSource } from '../mapping/mapping.ts';
import { looksLikeDimension } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { FileShape } from '../text/sniff.ts';
import { footnotesIn } from './footnotes.ts';

export interface GroupsGuess {
  population: PopulationSource;
  /** The columns of groups. */
  groups: string[];
  /** The column that says what the groups of another are groups of; null where none does. */
  dimensions: { column: string; groups: string } | null;
}

/** Whether a column names the dimensions ("Sex", "Race") of the groups that stand in another. */
const isDimensions = ({ looks, frequent }: ColumnProfile): boolean => {
  const rows = frequent.reduce((total, { count }) => total + count, 0);
  const named = frequent.reduce((total, { text, count }) => total + (looksLikeDimension(text) ? count : 0), 0);
  return looks === 'text' && frequent.length > 1 && frequent.length <= 30 && named >= rows * 0.3;
};

const kindsName = /\b(?:type|category|dimension|breakdown|kind|classification)\b/i;

/** What each label of one column stands under in another, where it is always the same; null where it is not. */
function labelsUnder(
  shape: FileShape,
  rows: readonly (readonly string[])[],
  { column: kinds }: ColumnProfile,
  { column: labels }: ColumnProfile,
): Record<string, string> | null {
  const at = (wanted: string): number => shape.columns.findIndex(({ name }) => name === wanted);
  const [kindAt, labelAt] = [at(kinds), at(labels)];
  const under = new Map<string, string>();
  for (const row of rows) {
    const [kind, label] = [row[kindAt]?.trim() ?? '', row[labelAt]?.trim() ?? ''];
    if (label === '') continue;
    if ((under.get(label) ?? kind) !== kind) return null;
    under.set(label, kind);
  }
  const names = new Set(under.values());
  if (names.size < 2 || names.has('')) return null;
  // One group of each dimension might be two columns of labels; only the column's name tells that it is none.
  if (names.size === under.size && !kindsName.test(kinds)) return null;
  // A footnote of the publisher's is no part of a dimension's name.
  const stems = footnotesIn([...names]);
  return Object.fromEntries([...under].map(([label, kind]) => [label, stems.get(kind) ?? kind]));
}

const texts = ({ frequent }: ColumnProfile): string[] => frequent.map(({ text }) => text);

/** Whether a column's labels are groups of people by their words, or its name says so. */
const holdsGroups = (profile: ColumnProfile): boolean =>
  profile.looks === 'population' ||
  isDimensions(profile) ||
  (profile.looks === 'text' &&
    profile.distinct > 1 &&
    (/\b(?:sub)?groups?\b/i.test(profile.column) ||
      texts(profile).filter((text) => familyOfGroup(text) !== null).length * 2 >= profile.frequent.length));

/** Whether a column may say what the groups of another are groups of, by its words. */
const mayNameDimensions = (profile: ColumnProfile): boolean =>
  holdsGroups(profile) || (profile.looks === 'text' && kindsName.test(profile.column));

/** A column of groups and the one that says what they are groups of ("Group Type"), when two columns are that. */
function groupsWithDimensions(
  shape: FileShape,
  columns: readonly ColumnProfile[],
  rows: readonly (readonly string[])[],
) {
  for (const groups of columns.filter(holdsGroups))
    for (const kinds of columns.filter(mayNameDimensions)) {
      const dimensions = kinds === groups ? null : labelsUnder(shape, rows, kinds, groups);
      if (dimensions !== null) return { groups, kinds, dimensions };
    }
  return null;
}

/** Whether a label means everybody; "All other races" does not. */
const meansEverybody = (text: string): boolean =>
  familyOfGroup(text) === 'everybody' || (familyOfGroup(text) === null && /^(?:all|total|everyone)\b/i.test(text));

/**
 * Which columns hold groups of people, what is everybody among their labels, and what each is a group of where another
 * column says it.
 * @param free the columns that have no other meaning yet
 * @param rows the first rows of the file
 */
export function guessGroups(
  shape: FileShape,
  free: readonly ColumnProfile[],
  rows: readonly (readonly string[])[],
): GroupsGuess {
  const sorted = groupsWithDimensions(shape, free, rows);
  const found = free.filter((profile) => profile.looks === 'population' || isDimensions(profile));
  const named = found.length > 0 ? found : free.filter(holdsGroups);
  const columns = sorted
    ? [sorted.groups, ...named.filter((profile) => profile !== sorted.kinds && profile !== sorted.groups)]
    : named;
  const labels = columns.flatMap(({ frequent }) => frequent.map(({ text }) => text));
  const all = [...new Set(labels.filter(meansEverybody))];
  const dimensions = Object.entries(sorted?.dimensions ?? {}).filter(([label]) => !all.includes(label));
  const groups = columns.map(({ column }) => column);
  return {
    population: {
      columns: groups,
      constant: [],
      all,
      aliases: {},
      ...(dimensions.length > 0 ? { dimensions: Object.fromEntries(dimensions) } : {}),
    },
    groups,
    dimensions: sorted ? { column: sorted.kinds.column, groups: sorted.groups.column } : null,
  };
}
