import { familyOfGroup } from '@throughline/domain/group-families';
import { parsePeriod } from '@throughline/domain/period-labels';
import { footnotesIn } from './footnotes.ts';
import { kindOfName } from './name-kinds.ts';
import { proposeCells } from './propose-cells.ts';
import { kindOfWords } from './place-words.ts';
import { proposeBlank, proposeProvisional } from './propose-notes.ts';
import { guessFillDown, guessSections, type SectionGuess } from './guess-rows.ts';
import type { ImportMapping } from '../mapping/mapping.ts';
import { readNumber } from '../mapping/marks.ts';
import { codeWithin } from '../mapping/row-parts.ts';
import { wideRules } from '../mapping/wide-rules.ts';
import { looksLikeGroup } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { PartsFound } from './period-parts.ts';
import type { Proposal } from './proposals.ts';
import type { FileRecord } from '../text/records.ts';
import type { FileShape } from '../text/sniff.ts';
import { areOfYears, yearsSaid } from './several-years.ts';
import type { WideGuess } from './wide-headers.ts';

/** What was seen of the file, for proposals that go beyond the columns' roles. */
export interface Seen {
  shape: FileShape;
  profiles: readonly ColumnProfile[];
  sample: readonly FileRecord[];
  fileName: string;
  wide: WideGuess | null;
  /** The columns of months or quarters, where the year stands elsewhere. */
  parts: PartsFound | null;
  /** The columns of numbers. */
  used: ReadonlySet<string>;
}

const mostExamples = 5;

const examplesOf = (profile: ColumnProfile, holds: (text: string) => boolean): string[] =>
  profile.frequent.flatMap(({ text }) => (holds(text) ? [text] : [])).slice(0, mostExamples);

function proposeWide(mapping: ImportMapping, { wide }: Seen): Proposal[] {
  if (wide === null) return [];
  const { columns, periods, populations } = wide;
  mapping.wide = columns;
  // "Total" and "All students" across the top are no group.
  const everybody = populations.filter((name) => familyOfGroup(name) === 'everybody');
  mapping.population = { ...mapping.population, all: [...mapping.population.all, ...everybody] };
  const { period } = mapping;
  // Every column names its period: the mapping's own is not asked for, and must not be empty.
  const isWhole = columns.every((column) => column.periodPart === undefined);
  if (isWhole && period.from === 'constant' && period.label === '' && periods[0] !== undefined)
    period.label = periods[0];
  const rules = wideRules(columns);
  const rule = rules.map(({ name }) => `“${name}”`).join(', ');
  const message = `${columns.length} columns are named by ${rules.length === 1 ? 'one rule' : `${rules.length} rules`}: ${rule}. They hold the numbers of ${Math.max(1, periods.length)} periods and ${Math.max(1, populations.length)} groups; each row becomes as many observations.`;
  return [
    {
      code: 'wide_columns',
      path: 'wide',
      column: null,
      params: { columns: columns.length, periods: periods.length, populations: populations.length, rule },
      message,
      examples: columns.slice(0, mostExamples).map(({ column }) => column),
    },
  ];
}

function proposeRows(mapping: ImportMapping, { shape, profiles, sample }: Seen): Proposal[] {
  const proposals: Proposal[] = [];
  const fillDown = guessFillDown(shape, profiles, sample);
  for (const column of fillDown) {
    const message = `Many cells of “${column}” are empty below a label. They are read as the label above.`;
    proposals.push({ code: 'fill_down', path: 'fillDown', column, params: { column }, message, examples: [] });
  }
  if (fillDown.length > 0) mapping.fillDown = fillDown;
  const sections = fillDown.length > 0 ? null : guessSections(shape, profiles, sample);
  if (sections === null) return proposals;
  const { source, gives, labels } = sections;
  mapping.sections = [source];
  if (gives === 'period') mapping.period = { from: 'column', column: source.as };
  else if (gives === 'place') mapping.place = placedBySections(mapping.place, sections);
  const { population } = mapping;
  const inner = gives === 'population' ? [source.as] : [];
  if (gives === 'dimension') mapping.population = groupedBySections(population, sections, sample, shape);
  // Labels under a place are those of its groups, unless the column was taken for something else.
  const isPeriod = mapping.period.from === 'column' && mapping.period.column === source.column;
  const isTaken = isPeriod || population.columns.includes(source.column) || mapping.place.labelColumn === source.column;
  const own = gives === 'place' && !isTaken ? [source.column] : [];
  if (gives !== 'dimension') mapping.population = { ...population, columns: [...inner, ...population.columns, ...own] };
  const message = `Rows such as “${labels[0] ?? ''}” head the rows below them: they name the ${gives} of these.`;
  const params = { column: source.column, rows: labels.length };
  const examples = labels.slice(0, mostExamples);
  return [...proposals, { code: 'sections', path: 'sections', column: source.column, params, message, examples }];
}

/** Rows that head others name their place, or what their places lie in where the column holds places of its own. */
function placedBySections(
  place: ImportMapping['place'],
  { source, labels, below }: SectionGuess,
): ImportMapping['place'] {
  const { labelColumn, ...others } = place;
  const isPlaces = labelColumn === source.column && !below.some((label) => looksLikeGroup(label));
  if (!isPlaces) return { ...others, labelColumn: source.as };
  const kind = kindOfWords(labels[0] ?? '');
  return { ...place, parent: { labelColumn: source.as, ...(kind === undefined ? {} : { kind }) } };
}

/** Rows that head others name what the groups below them are groups of. */
function groupedBySections(
  population: ImportMapping['population'],
  { source, labels }: SectionGuess,
  sample: readonly FileRecord[],
  { columns, footerLines }: FileShape,
): ImportMapping['population'] {
  const at = columns.find(({ name }) => name === source.column)?.index ?? -1;
  const rows = [...sample.map(({ line, cells }) => ({ line, text: cells[at] ?? '' })), ...footerLines];
  const dimensions: Record<string, string> = {};
  let dimension = '';
  for (const { text } of rows.toSorted((a, b) => a.line - b.line)) {
    if (labels.includes(text)) dimension = text;
    else if (dimension !== '' && text !== '' && !population.all.includes(text)) dimensions[text] ??= dimension;
  }
  const names = population.columns.includes(source.column)
    ? population.columns
    : [...population.columns, source.column];
  return { ...population, columns: names, dimensions: { ...dimensions, ...population.dimensions } };
}

function proposeLabels(mapping: ImportMapping, { profiles }: Seen): Proposal[] {
  const { place, population } = mapping;
  const labels = (names: readonly (string | undefined)[]): ColumnProfile[] =>
    profiles.filter(({ column }) => names.includes(column));
  const proposeFootnotes = (profile: ColumnProfile, path: string, aliases: Record<string, string>): Proposal[] => {
    const footnotes = footnotesIn(profile.frequent.map(({ text }) => text));
    return [...footnotes].map(([from, to]) => {
      aliases[from] = to;
      const message = `“${from}” seems to carry a footnote mark. It is read as “${to}”.`;
      return { code: 'footnotes', path, column: profile.column, params: { from, to }, message, examples: [from] };
    });
  };
  const places: Record<string, string> = {};
  const proposals = [
    ...labels(population.columns).flatMap((profile) =>
      proposeFootnotes(profile, 'population.aliases', population.aliases),
    ),
    ...labels([place.labelColumn]).flatMap((profile) => proposeFootnotes(profile, 'place.aliases', places)),
  ];
  if (Object.keys(places).length > 0) place.aliases = { ...place.aliases, ...places };
  return [...proposals, ...labels(population.columns).flatMap((profile) => sameNames(profile, population.aliases))];
}

/** A label without its signs; those of a number belong to it: -1 is not 1. */
const plain = (text: string): string =>
  readNumber(text) === null ? text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') : text;

/** Labels of one column that differ by case, blanks or signs alone: the more frequent one is meant. */
function sameNames({ column, frequent }: ColumnProfile, aliases: Record<string, string>): Proposal[] {
  const first = new Map<string, string>();
  return frequent.flatMap(({ text }): Proposal[] => {
    const to = first.get(plain(text));
    if (to === undefined || plain(text) === '') {
      first.set(plain(text), text);
      return [];
    }
    if (to.toLowerCase() === text.toLowerCase()) return [];
    aliases[text] ??= to;
    const message = `“${text}” and “${to}” differ by blanks or signs alone. They are read as one.`;
    return [
      {
        code: 'one_name',
        path: 'population.aliases',
        column,
        params: { from: text, to },
        message,
        examples: [text, to],
      },
    ];
  });
}

function proposeValues(mapping: ImportMapping, { profiles, used }: Seen): Proposal[] {
  const numbers = profiles.filter(({ column }) => used.has(column));
  const values = new Set([
    ...mapping.indicators.flatMap(({ value }) => value?.column ?? []),
    ...(mapping.wide ?? []).flatMap(({ part, column }) => (part === 'value' ? [column] : [])),
  ]);
  return numbers.flatMap((profile) => [
    ...(values.has(profile.column) ? [...mixedUnits(mapping, profile), ...farValues(mapping, profile)] : []),
    ...loneZero(mapping, profile),
    ...boundsAndMarks(profile),
  ]);
}

function mixedUnits(mapping: ImportMapping, profile: ColumnProfile): Proposal[] {
  const { column, percentSigns: percents = 0, bareFractions: fractions = 0 } = profile;
  if (percents === 0 || fractions === 0) return [];
  const isPlain = percents + fractions >= profile.numbers * 0.95;
  mapping.indicators = mapping.indicators.map((source) =>
    isPlain && source.measure === 'proportion' ? { ...source, unit: 'percent_or_fraction' } : source,
  );
  const message = `“${column}” has ${percents} percents with a sign and ${fractions} numbers from 0 to 1 without one. ${isPlain ? 'Those without a sign are read as fractions.' : 'Say what those without a sign are.'}`;
  const examples = examplesOf(profile, (text) => text.endsWith('%') || /^0?\.\d/.test(text));
  const params = { column, percents, fractions };
  return [{ code: 'mixed_units', path: 'indicators.0.unit', column, params, message, examples }];
}

/** Numbers that the measure can hardly be; in a column that is to be below zero at times, no number below it is one. */
function farValues(mapping: ImportMapping, { column, far: alone = [], marks, min }: ColumnProfile): Proposal[] {
  const signs = marks
    .filter(({ text, status }) => status === null && readNumber(text) !== null)
    .map(({ text }) => text);
  const far = [...alone, ...signs];
  const isChange = (min ?? 0) < 0 && kindOfName(column) === 'comparison';
  if (far.length === 0 || isChange) return [];
  mapping.doubts = [...new Set([...(mapping.doubts ?? []), ...far])];
  const params = { column, values: far.join(', ') };
  const message = `“${column}” holds ${params.values}, far from every other number of it. Rows that have it are kept out until you say what it means.`;
  return [{ code: 'far_values', path: 'doubts', column, params, message, examples: far }];
}

function loneZero(mapping: ImportMapping, { column, loneZero: zero }: ColumnProfile): Proposal[] {
  if (zero === undefined) return [];
  const { text, count, next, when } = zero;
  mapping.marks = [...mapping.marks, { text, status: 'not_applicable', ...(when.length === 0 ? {} : { when }) }];
  const where = when[0] === undefined ? '' : `, all where “${when[0].column}” is “${when[0].values.join()}”`;
  const message = `“${column}” is exactly ${text} on ${count} rows${where}; the next number there is ${next}. These probably mean that there was nothing to count (no school that day), not 0: they are read as “not applicable”.`;
  const params = { column, count, next };
  return [{ code: 'lone_zero', path: 'marks', column, params, message, examples: [text] }];
}

function boundsAndMarks(profile: ColumnProfile): Proposal[] {
  const { column, bounded, marks } = profile;
  const proposals: Proposal[] = [];
  if (bounded > 0) {
    const isBound = (text: string): boolean => /^\D|\d\s*(?:-|–|to|or|\+)/.test(text) && /\d/.test(text);
    const message = `${bounded} cells of “${column}” are bounds or ranges. They are kept as such, without a value.`;
    const examples = examplesOf(profile, isBound);
    proposals.push({
      code: 'bounds',
      path: 'indicators',
      column,
      params: { column, count: bounded },
      message,
      examples,
    });
  }
  const sentinels = marks.filter(({ text, status }) => status !== null && readNumber(text) !== null);
  if (sentinels.length > 0) {
    const examples = sentinels.map(({ text }) => text).slice(0, mostExamples);
    const params = { column, marks: examples.join(', ') };
    const message = `“${column}” holds ${params.marks}, which publishers write where there is no number. It is read as a mark, not as an amount.`;
    proposals.push({ code: 'sentinels', path: 'marks', column, params, message, examples });
  }
  const unknown = marks.filter(({ text, status }) => status === null && readNumber(text) === null);
  if (unknown.length > 0) {
    const examples = unknown.slice(0, mostExamples).map(({ text }) => text);
    const message = `“${column}” has words among its numbers that are no known marks. Say what each means.`;
    const params = { column, marks: examples.join(', ') };
    proposals.push({ code: 'unknown_marks', path: 'marks', column, params, message, examples });
  }
  return proposals;
}

function proposeCodes({ place }: ImportMapping, { profiles }: Seen): Proposal[] {
  const profile = profiles.find(({ column }) => column === place.codeColumn);
  if (profile === undefined || place.codeLength === undefined || profile.shortest >= profile.longest) return [];
  const { column } = profile;
  const message = `Codes of “${column}” have ${profile.shortest} to ${profile.longest} digits: they probably lost their leading zeros, and are filled up to ${place.codeLength}.`;
  const examples = examplesOf(profile, (text) => text.length < profile.longest);
  const params = { column, length: place.codeLength };
  return [{ code: 'lost_zeros', path: 'place.codeLength', column, params, message, examples }];
}

/** Rows of all places together: which place that is, the file does not say. */
function proposeTotal({ place: { total, labelColumn } }: ImportMapping): Proposal[] {
  if (total === undefined || total.name !== '') return [];
  const labels = total.labels.join(', ');
  const message = `${labels}: rows of all places together. The file does not say which place that is: they are left out until you name it.`;
  const examples = total.labels.slice(0, mostExamples);
  return [
    {
      code: 'total_unnamed',
      path: 'place.total.name',
      column: labelColumn ?? null,
      params: { labels },
      message,
      examples,
    },
  ];
}

/** Codes that are given anew in each enclosing place: both together are what names a place. */
function proposeRepeatedCodes({ place }: ImportMapping, { shape, sample }: Seen): Proposal[] {
  const { codeColumn: column, parent, codesWithinParent } = place;
  const within = parent?.labelColumn ?? parent?.codeColumn;
  if (codesWithinParent !== true || column === undefined || within === undefined) return [];
  const at = (name: string): number => shape.columns.find((each) => each.name === name)?.index ?? -1;
  const [codeAt, withinAt, shownAt] = [at(column), at(within), at(parent?.codeColumn ?? within)];
  const around = new Map<string, Map<string, string>>();
  for (const { cells } of sample) {
    const [code, outer] = [cells[codeAt]?.trim(), cells[withinAt]?.trim()];
    if (code && outer)
      around.set(code, (around.get(code) ?? new Map<string, string>()).set(outer, cells[shownAt]?.trim() || outer));
  }
  const [code = '', places] = [...around].toSorted((a, b) => b[1].size - a[1].size)[0] ?? [];
  const examples = [...(places?.keys() ?? [])].slice(0, mostExamples);
  const example = codeWithin(places?.get(examples[0] ?? '') ?? '', code.padStart(place.codeLength ?? 0, '0'));
  const message = `“${column}” has ${code} in several of “${within}”: the code and the place around it together say which place it is, such as ${example}.`;
  const params = { column, within, code, example };
  return [{ code: 'repeated_codes', path: 'place.codesWithinParent', column, params, message, examples }];
}

/** Rows of whole years among those of their months: they are no month, and their sum is none of the indicator's numbers. */
function proposeWholeYears(mapping: ImportMapping, { parts }: Seen): Proposal[] {
  return (parts?.others ?? []).map(({ column, labels }) => {
    mapping.skip = [...mapping.skip, [{ column, is: 'one_of', values: labels }]];
    const shown = labels.map((label) => (label === '' ? '–' : label)).join(', ');
    const message = `Rows whose “${column}” is ${shown} are of no single period (sums over a year). They are left out.`;
    const examples = labels.filter((label) => label !== '').slice(0, mostExamples);
    return { code: 'whole_years', path: 'skip', column, params: { column, labels: shown }, message, examples };
  });
}

/** Numbers of several years together, where the indicator's are of other periods: they are never mixed. */
function proposeSeveralYears(mapping: ImportMapping, { shape, profiles, fileName }: Seen): Proposal[] {
  const { period, indicators } = mapping;
  const cadence = indicators[0]?.cadence ?? 'year';
  const profile = profiles.find(({ column }) => period.from === 'column' && column === period.column);
  const texts =
    profile === undefined
      ? [...shape.titleLines.map(({ text }) => text), fileName]
      : profile.frequent.map(({ text }) => text);
  const found = texts.flatMap((text) => {
    const years = yearsSaid(text);
    return years === null || areOfYears(cadence, years) ? [] : [{ text, years }];
  });
  const [first] = found;
  // A column says its periods by itself; what a title says matters where no column does.
  if (first === undefined || (profile === undefined && period.from === 'column')) return [];
  const examples = found.map(({ text }) => text).slice(0, mostExamples);
  const params = { labels: examples.join(', '), years: first.years };
  const message = `${params.labels}: these numbers are of ${first.years} years together, and the indicator's are not. They are never mixed in one series: import the file for an indicator of ${first.years} years together.`;
  return [{ code: 'several_years', path: 'period', column: profile?.column ?? null, params, message, examples }];
}

/** Periods that cannot be read as one; what becomes of their rows, only a person knows ("2006 Aug"). */
function proposePeriods({ period, indicators }: ImportMapping, { profiles }: Seen): Proposal[] {
  const [cadence] = indicators.map((source) => source.cadence);
  const profile = profiles.find(({ column }) => period.from === 'column' && column === period.column);
  if (profile === undefined || cadence === undefined || period.parts !== undefined) return [];
  const unread = examplesOf(profile, (text) => yearsSaid(text) === null && !parsePeriod(text, cadence, period).ok);
  if (unread.length === 0 || unread.length * 2 > profile.frequent.length) return [];
  const { column } = profile;
  const labels = unread.join(', ');
  const message = `“${column}” has labels that are no ${cadence.replace('_', ' ')}: ${labels}. Leave their rows out, or import them as another indicator.`;
  return [{ code: 'unread_periods', path: 'skip', column, params: { column, labels }, message, examples: unread }];
}

/** Numbers with a decimal comma; with a point, "12,5" would be none and "45.000" forty-five. */
function proposeSign(_mapping: ImportMapping, { shape }: Seen): Proposal[] {
  if (shape.decimalSign !== 'comma') return [];
  const message =
    'The numbers have a decimal comma: “12,5” is read as twelve and a half, “45.000” as forty-five thousand.';
  return [{ code: 'decimal_comma', path: 'file.decimalSign', column: null, params: {}, message, examples: [] }];
}

/** Recognises what publishers do to their files, writes it into the mapping, and says so for a person to see. */
export function proposeMore(mapping: ImportMapping, seen: Seen): Proposal[] {
  const kinds = [
    proposeSign,
    proposeWide,
    proposeRows,
    proposeLabels,
    proposeValues,
    proposeCodes,
    proposeRepeatedCodes,
    proposeTotal,
    proposeBlank,
    proposeWholeYears,
    proposeSeveralYears,
    proposePeriods,
    proposeProvisional,
  ];
  const proposals = kinds.flatMap((propose) => propose(mapping, seen));
  return [...proposals, ...proposeCells(mapping, seen.profiles, seen.used)];
}
