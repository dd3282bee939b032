import type { PlaceKind } from '@throughline/domain/vocabulary';
import type { PlaceSource } from '../mapping/mapping.ts';
import { looksLikePeriod } from '../mapping/period-looks.ts';
import { type ColumnProfile, isNumeric } from '../mapping/profile.ts';
import type { FileShape } from '../text/sniff.ts';
import { kindOfCensusCodes, kindOfWords, rankOfWords, totalKind } from './place-words.ts';

export interface PlaceColumn {
  column: string;
  role: 'place_label' | 'place_code';
  confidence: number;
}

export interface PlacesGuess {
  place: PlaceSource;
  /** The columns that it makes use of. */
  columns: PlaceColumn[];
}

const postal = /\b(?:zip(?: ?codes?)?|zctas?|postal codes?|postcodes?)\b/i;

const plainName =
  /^(?:(?:place|geo|entity|organi[sz]ation|provider|center|centre|clinic)?[ _]?name|geography|jurisdiction|provider|cent(?:er|re)|clinic|site|community)$/i;

/** The file as its rows show it. */
interface Table {
  rows: readonly (readonly string[])[];
  at(column: string): number;
  profiles: readonly ColumnProfile[];
}

const cellOf = ({ at }: Table, row: readonly string[], column: string): string => (row[at(column)] ?? '').trim();

/** Whether a column says of what level each row's place is: every word in it names a kind. */
function levelsOf({ looks, frequent, distinct, cells }: ColumnProfile): Record<string, PlaceKind> | null {
  if (isNumeric(looks) || distinct < 1 || distinct > 12 || frequent.length === 0) return null;
  // "Elm County, New Jersey" is a name, and so are words of which no two rows have the same.
  if ((distinct === cells && cells > 2) || frequent.some(({ text }) => text.includes(','))) return null;
  const levels = frequent.map(({ text }) => [text, kindOfWords(text)] as const);
  const isLevel = levels.every(([text, kind]) => kind !== undefined && text.split(/\s+/).length <= 4);
  const isName = levels.some(([text]) => /\d/.test(text));
  return isLevel && !isName ? (Object.fromEntries(levels) as Record<string, PlaceKind>) : null;
}

const wholeOfParent =
  /^(?:(?:all|total|entire|whole)(?:[ -](?:public )?(?:schools?|districts?|sites?|towns?|programs?|campuses))?|(?:district|county|region|lea|isd|town|city)[ -]?(?:wide|totals?|level|summary|overall|aggregate))$/i;

/** Whether a label in a column of places means what the row's place would lie in: none at all, "All Schools". */
const isOfParent = (label: string): boolean => label === '' || wholeOfParent.test(label);

/** How many rows would tell again what another row tells, if this column named the place. */
function repeatsUnder(table: Table, column: string, around: readonly string[], besides: readonly string[]): number {
  const seen = new Set<string>();
  let repeats = 0;
  for (const row of table.rows) {
    const label = cellOf(table, row, column);
    // A row that names none of them tells of what encloses them, which another column names.
    const place = isOfParent(label) ? ['', ...around.map((other) => cellOf(table, row, other))] : [label];
    const key = JSON.stringify([place, ...besides.map((other) => cellOf(table, row, other))]);
    if (seen.has(key)) repeats += 1;
    seen.add(key);
  }
  return repeats;
}

/** Whether each label of `inner` stands with one label of `outer` only. */
function liesIn(table: Table, inner: string, outer: string): boolean {
  const found = new Map<string, string>();
  for (const row of table.rows) {
    const [label, around] = [cellOf(table, row, inner), cellOf(table, row, outer)];
    if (isOfParent(label) || around === '') continue;
    if ((found.get(label) ?? around) !== around) return false;
    found.set(label, around);
  }
  return found.size > 0;
}

const wordsIn = (name: string): Set<string> =>
  new Set(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word && !/^(?:name|code|id|number|no|num|of|the)$/.test(word)),
  );

const sharedWords = (a: string, b: string): number => [...wordsIn(a)].filter((word) => wordsIn(b).has(word)).length;

/** Share of the codes that stand with several labels, and are then counts or something else, not codes of them. */
const mostShared = 0.2;

/** Whether a column's codes are each of one label; a name may change with the years. */
function isOfOneLabel(table: Table, code: string, label: string): boolean {
  const labels = new Map<string, Set<string>>();
  for (const row of table.rows) {
    const [own, name] = [cellOf(table, row, code), cellOf(table, row, label)];
    if (own === '' || isOfParent(name)) continue;
    labels.set(own, (labels.get(own) ?? new Set()).add(name.toLowerCase()));
  }
  const shared = [...labels.values()].filter(({ size }) => size > 1).length;
  return shared <= labels.size * mostShared;
}

/** About as many codes as names, none missing on many rows; of several, the one that is called as the names are. */
function codeFor(label: ColumnProfile | undefined, codes: readonly ColumnProfile[]): ColumnProfile | undefined {
  const isPlaces = (code: ColumnProfile): boolean =>
    code.blank <= code.cells * 0.3 &&
    (label === undefined
      ? code.distinct < code.cells * 0.9
      : (code.distinct <= label.distinct * 1.2 || sharedWords(label.column, code.column) > 0 || codes.length === 1) &&
        code.distinct >= label.distinct * 0.8);
  const likenessOf = (code: ColumnProfile): number =>
    label === undefined ? 0 : sharedWords(label.column, code.column);
  return codes
    .filter(isPlaces)
    .toSorted((a, b) => likenessOf(b) - likenessOf(a) || Number(a.blank > 0) - Number(b.blank > 0))[0];
}

/** Labels among the places, and among what they lie in, that mean the place of all others. */
function totalsIn(
  table: Table,
  columnsOf: (row: readonly string[]) => readonly string[],
): { labels: string[]; kind: PlaceKind } | null {
  const found = new Map<string, PlaceKind>();
  for (const row of table.rows)
    for (const column of columnsOf(row)) {
      const label = cellOf(table, row, column);
      const kind = label === '' ? undefined : totalKind(label);
      if (kind !== undefined) found.set(label, kind);
    }
  const labels = [...found.keys()];
  // A column of states has no total among them.
  const [kind] = found.values();
  const inState = [...found.values()].filter((each) => each === 'state');
  return kind === undefined || inState.length > 2 ? null : { labels, kind: inState.length > 0 ? 'state' : kind };
}

/**
 * Where a file names its places: the column whose labels are unique in each period and group, its codes, the level of
 * each, what they lie in, and rows that tell of all of them together.
 * @param rows the first rows of the file
 * @param isFree whether a column has no other meaning yet
 */
export function guessPlaces(
  shape: FileShape,
  profiles: readonly ColumnProfile[],
  rows: readonly (readonly string[])[],
  isFree: (column: string) => boolean,
): PlacesGuess {
  const at = new Map(shape.columns.map(({ name, index }) => [name, index]));
  const table: Table = { rows, profiles, at: (column) => at.get(column) ?? -1 };
  const levels = profiles
    .map((profile) => ({ profile, kinds: levelsOf(profile) }))
    .find(
      ({ profile, kinds }) =>
        kinds !== null && isFree(profile.column) && /type|level|kind|geograph|category|unit/i.test(profile.column),
    );
  const levelColumn = levels?.profile.column;
  const named = profiles.filter(({ looks, column }) => looks === 'place' && column !== levelColumn && isFree(column));
  // Without one that is called a place, one that is called a name alone, or a kind of places that is also another word.
  const texts = profiles.filter(({ looks, column }) => looks === 'text' && column !== levelColumn && isFree(column));
  const plain = texts.filter(({ column }) => plainName.test(column));
  const others = plain.length > 0 ? plain : texts.filter(({ column }) => kindOfWords(column) !== undefined);
  // Beside a column of levels, one that is called a name alone and is nowhere empty names the places of all levels.
  const ofAllLevels = plain.filter(
    ({ blank, distinct }) =>
      levelColumn !== undefined && blank === 0 && named.every((each) => each.distinct < distinct),
  );
  const labels = named.length > 0 ? [...ofAllLevels, ...named] : others;
  const besides = profiles
    .filter(
      ({ column, looks }) =>
        column !== levelColumn &&
        !labels.some((each) => each.column === column) &&
        !isNumeric(looks) &&
        looks !== 'code',
    )
    .map(({ column }) => column);
  const periods = profiles
    .filter(
      ({ frequent, column }) =>
        !besides.includes(column) && frequent.length > 0 && frequent.every(({ text }) => looksLikePeriod(text)),
    )
    .map(({ column }) => column);
  const names = labels.map(({ column }) => column);
  const repeats = new Map(
    names.map((column) => {
      const around = names.filter((other) => other !== column);
      return [column, repeatsUnder(table, column, around, [...besides, ...periods])];
    }),
  );
  const isOfAllLevels = (profile: ColumnProfile): boolean => ofAllLevels.includes(profile);
  const [byName] = labels.toSorted(
    (a, b) =>
      Number(isOfAllLevels(b)) - Number(isOfAllLevels(a)) ||
      (repeats.get(a.column) ?? 0) - (repeats.get(b.column) ?? 0) ||
      rankOfWords(a.column) - rankOfWords(b.column) ||
      b.distinct - a.distinct,
  );
  // Places that have no name but their number: the ZIP codes of a county.
  const [numbered] = profiles.filter(
    ({ looks, column, distinct }) =>
      looks === 'code' && postal.test(column) && isFree(column) && distinct > (byName?.distinct ?? 1),
  );
  const isBetter =
    numbered !== undefined &&
    repeatsUnder(table, numbered.column, names, [...besides, ...periods]) < (repeats.get(byName?.column ?? '') ?? 1);
  const label = isBetter ? numbered : byName;
  const codes = profiles.filter(
    ({ looks, distinct, column }) => looks === 'code' && distinct > 1 && isFree(column) && column !== label?.column,
  );
  const place: PlaceSource = {};
  const columns: PlaceColumn[] = [];
  if (label !== undefined) {
    place.labelColumn = label.column;
    columns.push({ column: label.column, role: 'place_label', confidence: labels.length > 1 ? 0.8 : 0.9 });
  }
  const code = codeFor(
    label,
    label === undefined ? codes : codes.filter(({ column }) => isOfOneLabel(table, column, label.column)),
  );
  if (code !== undefined) {
    place.codeColumn = code.column;
    columns.push({ column: code.column, role: 'place_code', confidence: code.blank > 0 ? 0.6 : 0.85 });
    const digits = code.frequent.every(({ text }) => /^\d+$/.test(text));
    if (digits && code.longest <= 7 && code.longest > 2 && !/fips/i.test(code.column)) place.codeLength = code.longest;
    const system = systemOf(code.column);
    if (system !== undefined) place.codeSystem = system;
  }
  if (levels !== undefined && levels.kinds !== null && label !== undefined) {
    place.kindColumn = levels.profile.column;
    place.kinds = levels.kinds;
    columns.push({ column: levels.profile.column, role: 'place_label', confidence: 0.8 });
  } else {
    const kind = kindOfCensusCodes(code) ?? kindOfWords((label ?? code)?.column ?? '');
    // Without a word on it, places that are added are districts.
    if (kind !== undefined && kind !== 'site' && kind !== 'district') place.kind = kind;
  }
  if (label === undefined) return { place, columns };
  // A column of regions is called after what it holds, whatever its words look like.
  const around = profiles.filter(
    ({ looks, column }) =>
      looks === 'text' && column !== levelColumn && isFree(column) && kindOfWords(column) !== undefined,
  );
  const enclosing = { table, label, labels: [...labels, ...around], columns };
  if (code !== undefined || !addRepeatedCodes(place, { ...enclosing, codes }))
    addEnclosing(place, { ...enclosing, codes: codes.filter((each) => each !== code) });
  addTotal(place, table, levelColumn);
  return { place, columns };
}

function systemOf(column: string): string | undefined {
  if (/\bleaid\b|nces.*(?:district|lea)/i.test(column)) return 'nces_leaid';
  if (/\bncessch\b|nces.*school/i.test(column)) return 'nces_school';
  return /fips|geoid/i.test(column) ? 'fips' : undefined;
}

interface Enclosing {
  table: Table;
  label: ColumnProfile;
  labels: readonly ColumnProfile[];
  codes: readonly ColumnProfile[];
  columns: PlaceColumn[];
}

/** The nearest of the other columns of places, within which each place stands. */
function addEnclosing(place: PlaceSource, { table, label, labels, codes, columns }: Enclosing): void {
  // Places of one name stand in several others: their codes are what lies in one of them.
  const inner = place.codeColumn ?? label.column;
  const candidates = labels
    .filter(
      ({ column, distinct }) =>
        column !== label.column &&
        (distinct < label.distinct ||
          (rankOfWords(column) > rankOfWords(label.column) && hasRowsOfItsOwn(table, label.column, column))) &&
        (liesIn(table, inner, column) || liesIn(table, label.column, column)),
    )
    .toSorted((a, b) => b.distinct - a.distinct);
  // A wider place with numbers of its own says more than a nearer one without any.
  const withRows = (column: string): boolean => hasRowsOfItsOwn(table, label.column, column);
  const [nearest] = candidates;
  const widest =
    nearest === undefined || withRows(nearest.column)
      ? nearest
      : (candidates.find(({ column }) => withRows(column)) ?? nearest);
  // Without codes, places of one name are told apart by where they lie.
  const apart = (): ColumnProfile | undefined =>
    labels.find(
      ({ column }) => rankOfWords(column) > rankOfWords(label.column) && tellsApart(table, label.column, column),
    );
  const parent = (place.codeColumn === undefined ? apart() : undefined) ?? widest;
  if (parent === undefined) return;
  const code = codeFor(
    parent,
    codes.filter(({ column }) => sharedWords(parent.column, column) > 0),
  );
  const kind = kindOfWords(parent.column);
  place.parent = {
    labelColumn: parent.column,
    ...(code === undefined ? {} : { codeColumn: code.column }),
    ...(kind === undefined ? {} : { kind }),
    ...wholeLabels(table, label.column, parent.column),
  };
  columns.push({ column: parent.column, role: 'place_label', confidence: 0.8 });
  if (code !== undefined) columns.push({ column: code.column, role: 'place_code', confidence: 0.8 });
}

/** Whether some labels stand in several enclosing places, as schools of one name do, and most in one alone. */
function tellsApart(table: Table, column: string, parent: string): boolean {
  const around = new Map<string, Set<string>>();
  for (const row of table.rows) {
    const [label, outer] = [cellOf(table, row, column), cellOf(table, row, parent)];
    if (!isOfParent(label) && outer !== '') around.set(label, (around.get(label) ?? new Set()).add(outer));
  }
  const several = [...around.values()].filter(({ size }) => size > 1).length;
  return several > 0 && several * 2 <= around.size;
}

/** Whether each code is one place's in each enclosing place, and stands in several of these for different places. */
function isGivenAnew(table: Table, code: string, label: string, parent: string): boolean {
  const names = new Map<string, Map<string, string>>();
  for (const row of table.rows) {
    const [own, name, around] = [cellOf(table, row, code), cellOf(table, row, label), cellOf(table, row, parent)];
    if (own === '' || around === '' || isOfParent(name)) continue;
    const inEach = names.get(own) ?? new Map<string, string>();
    if ((inEach.get(around) ?? name) !== name) return false;
    names.set(own, inEach.set(around, name));
  }
  const repeated = [...names.values()].filter((inEach) => inEach.size > 1);
  const isOfSeveral = repeated.some((inEach) => new Set(inEach.values()).size > 1);
  return isOfSeveral && repeated.length * 2 > names.size;
}

/** Codes that are given anew in each enclosing place, with the column of these; false where there are none. */
function addRepeatedCodes(place: PlaceSource, { table, label, labels, codes, columns }: Enclosing): boolean {
  const around = labels.filter(
    ({ column }) => column !== label.column && rankOfWords(column) > rankOfWords(label.column),
  );
  for (const parent of around.toSorted((a, b) => rankOfWords(a.column) - rankOfWords(b.column))) {
    const code = codes.find(({ column }) => isGivenAnew(table, column, label.column, parent.column));
    if (code === undefined) continue;
    const parentCode = codes.find(
      ({ column }) =>
        column !== code.column &&
        sharedWords(parent.column, column) > 0 &&
        isOfOneLabel(table, column, parent.column) &&
        isOfOneLabel(table, parent.column, column),
    );
    const kind = kindOfWords(parent.column);
    place.codeColumn = code.column;
    place.codesWithinParent = true;
    if (code.frequent.every(({ text }) => /^\d+$/.test(text)) && code.longest > 1) place.codeLength = code.longest;
    place.parent = {
      labelColumn: parent.column,
      ...(parentCode === undefined ? {} : { codeColumn: parentCode.column }),
      ...(kind === undefined ? {} : { kind }),
      ...wholeLabels(table, label.column, parent.column),
    };
    columns.push({ column: code.column, role: 'place_code', confidence: 0.8 });
    columns.push({ column: parent.column, role: 'place_label', confidence: 0.8 });
    if (parentCode !== undefined) columns.push({ column: parentCode.column, role: 'place_code', confidence: 0.8 });
    return true;
  }
  return false;
}

/** Whether rows tell of what encloses places: without such rows it is a name beside a name. */
const hasRowsOfItsOwn = (table: Table, column: string, parent: string): boolean =>
  table.rows.some((row) => cellOf(table, row, parent) !== '' && isOfParent(cellOf(table, row, column)));

/** Whether a label of the column of places also stands within another enclosing place than the one of that name. */
const isNamedWithin = (table: Table, column: string, label: string, parent: string): boolean =>
  table.rows.some((row) => cellOf(table, row, column) === label && cellOf(table, row, parent) !== label);

/** What the column of places says on rows that tell of the enclosing place, where the file has such rows. */
function wholeLabels(table: Table, column: string, parent: string): { whole?: string[] } {
  const found = new Set(
    table.rows
      .filter((row) => cellOf(table, row, parent) !== '')
      .flatMap((row) => {
        const label = cellOf(table, row, column);
        // Some write the name of the enclosing place there once more.
        const isItself = label === cellOf(table, row, parent) && !isNamedWithin(table, column, label, parent);
        return label !== '' && (isOfParent(label) || isItself) ? [label] : [];
      }),
  );
  return found.size === 0 ? {} : { whole: [...found] };
}

/** The place of all others: named as such, or the only one of the outermost level. */
function addTotal(place: PlaceSource, table: Table, levelColumn: string | undefined): void {
  const { labelColumn, parent, kinds } = place;
  if (labelColumn === undefined) return;
  if (levelColumn !== undefined && kinds !== undefined) {
    const outer = Object.keys(kinds).filter((level) => kinds[level] === 'state' || kinds[level] === 'nation');
    const named = new Set(
      table.rows.flatMap((row) =>
        outer.includes(cellOf(table, row, levelColumn)) ? [cellOf(table, row, labelColumn)] : [],
      ),
    );
    const [name] = named;
    const isOnly = named.size === 1 && new Set(Object.values(kinds)).size > 1;
    const [level] = outer;
    // Rows of the outermost level that name no place are called as their level is.
    if (name === '' && isOnly && level !== undefined)
      place.total = { labels: [level], name: level, kind: kinds[level] ?? 'state' };
    if (name && isOnly) place.total = { labels: [name], name, kind: kinds[outer[0] ?? ''] ?? 'state' };
    return;
  }
  const coded = [parent?.labelColumn, place.codeColumn, parent?.codeColumn].filter((column) => column !== undefined);
  const found = totalsIn(table, (row) => {
    const own = cellOf(table, row, labelColumn);
    const enclosing = parent?.labelColumn === undefined ? '' : cellOf(table, row, parent.labelColumn);
    if (own === '') return coded;
    // "All Schools" of a district is that district; without one it is the place of all.
    return enclosing !== '' && isOfParent(own) ? coded : [labelColumn];
  });
  if (found === null) return;
  const isOther = table.rows.some(
    (row) => !found.labels.includes(cellOf(table, row, labelColumn)) && cellOf(table, row, labelColumn) !== '',
  );
  // Where both stand in one file, the nation is a place of its own above the state.
  const labels = found.labels.filter((label) => totalKind(label) === found.kind);
  const name = labels.find((label) => !/total|all|^state/i.test(label)) ?? labels[0];
  if (isOther && name !== undefined) place.total = { labels, name, kind: found.kind };
}
