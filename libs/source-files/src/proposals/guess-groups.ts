import { familyOfDimension, familyOfGroup, isBareName } from '@throughline/domain/group-families';
import type { PopulationSource } from '../mapping/mapping.ts';
import { readNumber } from '../mapping/marks.ts';
import { isNumeric, looksLikeDimension } from '../mapping/profile.ts';
import { looksLikePeriod } from '../mapping/period-looks.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { FileShape } from '../text/sniff.ts';
import { footnotesIn } from './footnotes.ts';
import { kindOfName } from './name-kinds.ts';
import { isOfUnits } from './row-choice.ts';
import { isOfLevels, isTopicName } from './row-kinds.ts';

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

/** Different groups of one column. */
const mostGroups = 200;

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

/** Words of a column that says of which ages or grades each row is, and holds no counts of them. */
const isBands = ({ column, distinct, cells, looks }: ColumnProfile): boolean => {
  const family = familyOfDimension(column);
  // "Age 3" above numbers is one age, and how many are of it.
  const isOne = /\d/.test(column) && isNumeric(looks);
  const isCount = isOne || (kindOfName(column) !== null && !/^(?:age|grade)\b/i.test(column));
  return (family === 'age' || family === 'grade') && !isCount && distinct > 1 && distinct <= 40 && distinct < cells;
};

/** Student systems number kindergarten 0 and what comes before it -1. */
const numberedGrades: Readonly<Record<string, string>> = { '0': 'K', '-1': 'PK', '-2': 'PK' };

/** A grade's name where a column of grades has its number alone, beside the label; none for other labels. */
const gradeNamed = (text: string): [string, string][] =>
  /^(?:pk|kg?|-?\d{1,2})$/i.test(text) ? [[text, `Grade ${numberedGrades[text] ?? text}`]] : [];

/** What is called so is never a column of groups, even where its rows would be told twice without it. */
const namesPlaces =
  /\b(?:districts?|count(?:y|ies)|zip|lea|campus|organi[sz]ation|agency)\b|\bschools?\b.*\b(?:name|code|number|id)\b|\b(?:program|project|provider|site|cent(?:er|re)|partner)s?[ _]name\b/i;

const texts = ({ frequent }: ColumnProfile): string[] => frequent.map(({ text }) => text);

/** Whether a column looks like one of groups; signs beside a few numbers ("F" under Status) are none, nor are units. */
const isCalledGroups = (profile: ColumnProfile): boolean =>
  profile.looks === 'population' &&
  !isOfUnits(texts(profile)) &&
  (profile.distinct > 1 ||
    profile.blank === 0 ||
    texts(profile).some((text) => text.length > 1 && familyOfGroup(text) !== null));

/** Whether a column's labels are groups of people by their words, or its name says so. */
const holdsGroups = (profile: ColumnProfile): boolean =>
  isCalledGroups(profile) ||
  isDimensions(profile) ||
  (profile.looks === 'text' &&
    profile.distinct > 1 &&
    (/\b(?:sub)?groups?\b/i.test(profile.column) ||
      texts(profile).filter((text) => familyOfGroup(text) !== null).length * 2 >= profile.frequent.length));

/**
 * Whether a column whose rows would otherwise be told twice holds groups: it is called so, if only vaguely ("Reporting
 * Category", "Description"), or some of its labels are. A subject or a kind of test is no group of people.
 */
const mayHoldGroups = (profile: ColumnProfile): boolean =>
  isBands(profile) ||
  (!isOfLevels(profile) &&
    !isOfUnits(texts(profile)) &&
    !namesPlaces.test(profile.column) &&
    !isNumeric(profile.looks) &&
    profile.looks !== 'code' &&
    profile.looks !== 'variable' &&
    profile.distinct > 1 &&
    profile.distinct <= mostGroups &&
    (holdsGroups(profile) ||
      familyOfDimension(profile.column) !== null ||
      (isBareName(profile.column) && !isTopicName(profile.column)) ||
      (hasTotal(profile) && !isTopicName(profile.column)) ||
      texts(profile).filter((text) => familyOfGroup(text) !== null).length * 3 >= profile.frequent.length));

/** Whether a column breaks its rows down, with a label for all of them together: "Total", "Primary", "Secondary". */
const hasTotal = (profile: ColumnProfile): boolean =>
  profile.looks === 'text' && profile.distinct > 2 && texts(profile).some((text) => plainTotal.test(text.trim()));

/** Whether a column may say what the groups of another are groups of, by its words. */
const mayNameDimensions = (profile: ColumnProfile): boolean =>
  holdsGroups(profile) || (profile.looks === 'text' && kindsName.test(profile.column));

/** How many rows tell what another row has told, if these columns say whose numbers they are. */
export type Repeats = (columns: readonly string[]) => number;

/** The columns of groups without which rows would be told twice, the most telling first. */
function addNeeded(found: ColumnProfile[], free: readonly ColumnProfile[], repeats: Repeats): void {
  for (;;) {
    const columns = found.map(({ column }) => column);
    const now = repeats(columns);
    if (now === 0) return;
    const [best] = free
      .filter((profile) => !found.includes(profile) && mayHoldGroups(profile))
      .map((profile) => ({ profile, left: repeats([...columns, profile.column]) }))
      .toSorted((a, b) => a.left - b.left || a.profile.distinct - b.profile.distinct);
    if (best === undefined || best.left >= now) return;
    found.push(best.profile);
  }
}

/** A column of groups and the one that says what they are groups of ("Group Type"), when two columns are that. */
function groupsWithDimensions(
  shape: FileShape,
  columns: readonly ColumnProfile[],
  groupColumns: readonly ColumnProfile[],
  rows: readonly (readonly string[])[],
) {
  for (const groups of groupColumns)
    for (const kinds of columns.filter(mayNameDimensions)) {
      const dimensions = kinds === groups ? null : labelsUnder(shape, rows, kinds, groups);
      if (dimensions !== null) return { groups, kinds, dimensions };
    }
  return null;
}

/** Whether a label means everybody; "All other races" does not. */
const meansEverybody = (text: string): boolean =>
  familyOfGroup(text) === 'everybody' || (familyOfGroup(text) === null && /^(?:all|total|everyone)\b/i.test(text));

const ofBothSexes =
  /^(?:persons?|people|pupils|students|children|adults|both|personas|ambos(?: sexos)?|t|total.*|all .*)$/i;

/** The label of everybody among those of two sexes: "Persons" beside "Male" and "Female", "T" beside "F" and "M". */
function bothSexes(profile: ColumnProfile): string[] {
  const sexes = texts(profile).filter((text) => familyOfGroup(text) === 'sex');
  const others = texts(profile).filter((text) => ofBothSexes.test(text.trim()));
  return sexes.length >= 2 && others.length === 1 ? others : [];
}

const plainTotal = /^(?:all|total|everyone|everybody|overall)(?: (?:students|children|people|persons|population))?$/i;

/**
 * Of labels that all sound like everybody and stand beside each other with different numbers ("All students", "All tested
 * students") the plainest is it; the others are groups.
 */
function oneOfEach(
  { shape, rows }: { shape: FileShape; rows: readonly (readonly string[])[] },
  columns: readonly ColumnProfile[],
  labels: readonly string[],
): string[] {
  if (labels.length < 2) return [...labels];
  const sorted = labels.toSorted((a, b) => Number(plainTotal.test(b)) - Number(plainTotal.test(a)));
  const groupAt = new Set(columns.map(({ column }) => shape.columns.findIndex(({ name }) => name === column)));
  const isText = (cell: string): boolean => readNumber(cell) === null;
  const byKey = new Map<string, { label: string; numbers: string }[]>();
  for (const row of rows) {
    const label = sorted.find((each) => [...groupAt].some((at) => row[at]?.trim() === each));
    if (label === undefined || ![...groupAt].every((at) => sorted.includes(row[at]?.trim() ?? ''))) continue;
    const others = row.filter((_cell, at) => !groupAt.has(at));
    // Years are numbers too, but stand for what the row is about.
    const isKey = (cell: string): boolean => isText(cell) || looksLikePeriod(cell);
    const key = others.map((cell) => (isKey(cell) ? cell : '')).join('\u001f');
    const numbers = others.filter((cell) => !isKey(cell)).join('\u001f');
    byKey.set(key, [...(byKey.get(key) ?? []), { label, numbers }]);
  }
  const plainest: string[] = [];
  for (const label of sorted) {
    const isAnother = [...byKey.values()].some((each) => {
      const mine = each.find((one) => one.label === label);
      return mine && each.some((one) => plainest.includes(one.label) && one.numbers !== mine.numbers);
    });
    if (!isAnother) plainest.push(label);
  }
  return labels.filter((label) => plainest.includes(label));
}

/** Labels that are the name of the place in each of their rows: a publisher's way to write everybody there. */
function placesOwnNames(
  { shape, rows }: { shape: FileShape; rows: readonly (readonly string[])[] },
  columns: readonly ColumnProfile[],
  place: string | undefined,
): string[] {
  const at = (wanted: string): number => shape.columns.findIndex(({ name }) => name === wanted);
  const placeAt = place === undefined ? -1 : at(place);
  if (placeAt === -1) return [];
  return columns.flatMap((profile) => {
    const index = at(profile.column);
    const other = new Set<string>();
    const own = new Set<string>();
    for (const row of rows) {
      const label = row[index]?.trim() ?? '';
      (label !== '' && label === row[placeAt]?.trim() ? own : other).add(label);
    }
    return [...own].filter((label) => !other.has(label));
  });
}

/**
 * Which columns hold groups of people, what is everybody among their labels, and what each is a group of where another
 * column says it.
 * @param free the columns that have no other meaning yet
 * @param rows the first rows of the file
 * @param repeats how many rows are told twice, by the columns of groups
 * @param place the column of places
 */
export function guessGroups(
  shape: FileShape,
  free: readonly ColumnProfile[],
  rows: readonly (readonly string[])[],
  repeats: Repeats,
  place?: string,
): GroupsGuess {
  const texty = free.filter((profile) => !isNumeric(profile.looks) && !isOfLevels(profile));
  const found = texty.filter((profile) => isCalledGroups(profile) || isDimensions(profile));
  const named = found.length > 0 ? found : texty.filter(holdsGroups);
  const needed = [...named];
  addNeeded(needed, free, repeats);
  const sorted = groupsWithDimensions(shape, free, [...new Set([...texty.filter(holdsGroups), ...needed])], rows);
  const columns = sorted
    ? [sorted.groups, ...needed.filter((profile) => profile !== sorted.kinds && profile !== sorted.groups)]
    : needed;
  const labels = columns.flatMap(({ frequent }) => frequent.map(({ text }) => text));
  const everybody = [...labels.filter(meansEverybody), ...columns.flatMap(bothSexes)];
  const called = oneOfEach({ shape, rows }, columns, [...new Set(everybody)]);
  const all = [...called, ...placesOwnNames({ shape, rows }, columns, place).filter((each) => !called.includes(each))];
  // "3" of a column of grades is read as "Grade 3".
  const aliases = Object.fromEntries(
    columns.flatMap(({ column, frequent }) => {
      const family = familyOfDimension(column);
      if (family === 'age')
        return frequent.flatMap(({ text }) => (/^\d{1,2}$/.test(text) ? [[text, `Age ${text}`]] : []));
      return family === 'grade' ? frequent.flatMap(({ text }) => gradeNamed(text)) : [];
    }),
  ) as Record<string, string>;
  const dimensions = Object.entries(sorted?.dimensions ?? {}).filter(([label]) => !all.includes(label));
  const groups = columns.map(({ column }) => column);
  return {
    population: {
      columns: groups,
      constant: [],
      all,
      aliases,
      ...(dimensions.length > 0 ? { dimensions: Object.fromEntries(dimensions) } : {}),
    },
    groups,
    dimensions: sorted ? { column: sorted.kinds.column, groups: sorted.groups.column } : null,
  };
}
