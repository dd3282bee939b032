import type { PlaceKind } from '@throughline/domain/vocabulary';
import type { PlaceSource } from '../mapping/mapping.ts';
import { looksLikePeriod } from '../mapping/period-looks.ts';
import { type ColumnProfile, isNumeric } from '../mapping/profile.ts';
import type { FileShape } from '../text/sniff.ts';
import { addEnclosing, addRepeatedCodes } from './enclosing-places.ts';
import { codeFor, isOfOneLabel } from './place-codes.ts';
import { cellOf, isOfParent, type Table } from './place-table.ts';
import { addTotal } from './place-totals.ts';
import { kindOfName } from './name-kinds.ts';
import { kindOfCensusCodes, kindOfWords, enclosesOthers, rankOfWords } from './place-words.ts';

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
  /^(?:(?:place|geo|entity|organi[sz]ation|provider|project|program|site|agency|partner|pantry|lib(?:rary)?|center|centre|clinic)?[ _]?name|geography|geo|jurisdiction|provider|cent(?:er|re)|clinic|site|community|project|program|pantry|(?:housing )?authority|partner|post office|leanm|schnam\d*|stnam)$/i;

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

const typeName = /\b(?:type|level|kind)s?$/i;
const levelName = /type|level|kind|geograph|category|unit/i;

/** "Charter: Y, N, All" under a word of places says what kind of place it is, and "12" or "±2.1" none. */
const isFlags = ({ frequent, distinct }: ColumnProfile): boolean =>
  frequent.length > 0 &&
  distinct <= 5 &&
  frequent.every(({ text }) => /^(?:y|n|yes|no|sí|all|both|n\/?a)$/i.test(text));

/** Whether a column may name places: it is called no bound and no level, is no number, and holds no marks of yes and no. */
const mayNamePlaces = (profile: ColumnProfile): boolean => {
  const { column, frequent } = profile;
  const kind = kindOfName(column);
  const isNumbers = frequent.length > 0 && frequent.every(({ text }) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(text));
  return kind !== 'bound' && !isFlags(profile) && !(isNumbers && profile.looks !== 'code');
};

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
    .find(({ profile, kinds }) => kinds !== null && isFree(profile.column) && levelName.test(profile.column));
  const levelColumn = levels?.profile.column;
  const others = profiles.filter(({ column }) => column !== levelColumn && isFree(column));
  // "Area Type" says what the places are, however its labels are written.
  const named = others.filter(
    (profile) => profile.looks === 'place' && !typeName.test(profile.column) && mayNamePlaces(profile),
  );
  // Without one that is called a place, one that is called a name alone, or a kind of places that is also another word.
  const texts = others.filter((profile) => profile.looks === 'text' && mayNamePlaces(profile));
  const plain = texts.filter(({ column }) => plainName.test(column));
  const possible = plain.length > 0 ? plain : texts.filter(({ column }) => kindOfWords(column) !== undefined);
  // Beside a column of levels, one that is called a name alone and is nowhere empty names the places of all levels.
  const ofAllLevels = plain.filter(
    ({ blank, distinct }) =>
      levelColumn !== undefined && blank === 0 && named.every((each) => each.distinct < distinct),
  );
  const labels = named.length > 0 ? [...new Set([...ofAllLevels, ...named, ...plain])] : possible;
  const besides = profiles
    .filter(
      ({ column, looks, distinct, cells }) =>
        column !== levelColumn &&
        // What is another on each row tells no rows of one place apart.
        (distinct < cells || cells <= 2) &&
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
      // Schools of one name are told apart by the district that stands beside them.
      const wider = around.filter((other) => rankOfWords(other) > rankOfWords(column) && enclosesOthers(other));
      return [column, repeatsUnder(table, column, around, [...wider, ...besides, ...periods])];
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
    const kind = kindOfCensusCodes(code) ?? kindOfFips(code) ?? kindOfWords((label ?? code)?.column ?? '');
    // Without a word on it, places that are added are districts.
    if (kind !== undefined && kind !== 'site' && kind !== 'district') place.kind = kind;
  }
  if (label === undefined) return { place, columns };
  // A column of regions is called after what it holds, whatever its words look like.
  const around = profiles.filter(
    ({ looks, column }) =>
      looks === 'text' && column !== levelColumn && isFree(column) && kindOfWords(column) !== undefined,
  );
  // Where rows would be told twice without it, the column beside it tells places of one name apart.
  const own = [...besides, ...periods];
  const repeatsAlone = repeatsUnder(table, label.column, names, own);
  const apart = labels.find(
    ({ column }) =>
      rankOfWords(column) > rankOfWords(label.column) &&
      enclosesOthers(column) &&
      repeatsUnder(table, label.column, names, [column, ...own]) < repeatsAlone,
  );
  const enclosing = { table, label, labels: [...labels, ...around], columns, ...(apart && { apart }) };
  if (code !== undefined || !addRepeatedCodes(place, { ...enclosing, codes }))
    addEnclosing(place, { ...enclosing, codes: codes.filter((each) => each !== code) });
  addTotal(
    place,
    table,
    levelColumn,
    shape.titleLines.map(({ text }) => text),
  );
  return { place, columns };
}

/** What a column of federal codes without the Census Bureau's prefix is of, by their length. */
function kindOfFips(code: ColumnProfile | undefined): PlaceKind | undefined {
  if (code === undefined || systemOf(code.column) !== 'fips' || code.shortest !== code.longest) return undefined;
  return ({ 5: 'county', 11: 'tract' } as const)[code.longest as 5 | 11];
}

function systemOf(column: string): string | undefined {
  if (/\bleaid\b|nces.*(?:district|lea)/i.test(column)) return 'nces_leaid';
  if (/\bncessch\b|nces.*school/i.test(column)) return 'nces_school';
  return /fips|geoid/i.test(column) ? 'fips' : undefined;
}
