import { type ImportMapping, intervalParts, isIntervalPart } from '../mapping/mapping.ts';
import { withoutFootnote } from '../mapping/marks.ts';
import { isNumeric } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { kindOfName } from './name-kinds.ts';
import type { Proposal } from './proposals.ts';

const mostExamples = 5;

/** Numbers with the sign of a footnote behind them, which are read without it. */
function valueNotes(numbers: readonly ColumnProfile[]): Proposal[] {
  return numbers.flatMap(({ column, frequent }): Proposal[] => {
    const examples = frequent.map(({ text }) => text).filter((text) => withoutFootnote(text) !== text);
    const [first] = examples;
    if (first === undefined) return [];
    const params = { column, from: first, to: withoutFootnote(first) };
    const message = `“${column}” has footnotes behind its numbers: “${first}” is read as ${params.to}.`;
    return [
      { code: 'value_notes', path: 'indicators', column, params, message, examples: examples.slice(0, mostExamples) },
    ];
  });
}

/** "5.5% ±0.4", "85.0% (170/200)", "12 / 40". */
const twoNumbers = /\d%?\s*(?:±|\+\/-|\(|\/|\[|;)\s*[^a-z]*\d/i;

/** Columns whose cells hold two numbers each: nothing can be read from them, and a person is told why. */
function compositeCells(mapping: ImportMapping, profiles: readonly ColumnProfile[]): Proposal[] {
  if (mapping.indicators.some(({ value, numerator }) => value ?? numerator) || mapping.wide !== undefined) return [];
  return profiles.flatMap(({ column, looks, frequent }): Proposal[] => {
    const examples = frequent.map(({ text }) => text).filter((text) => twoNumbers.test(text));
    if (isNumeric(looks) || looks === 'period' || examples.length * 2 <= frequent.length) return [];
    const params = { column, example: examples[0] ?? '' };
    const message = `Each cell of “${column}” holds more than one number, such as “${params.example}”. Divide it into columns of one number each in the file, and import it again.`;
    return [
      {
        code: 'two_numbers',
        path: 'indicators.0.value',
        column,
        params,
        message,
        examples: examples.slice(0, mostExamples),
      },
    ];
  });
}

/** Every column of margins and bounds that a mapping reads. */
const intervalColumns = ({ indicators, wide = [] }: ImportMapping): string[] => [
  ...indicators.flatMap((source) => intervalParts.flatMap((part) => source[part]?.column ?? [])),
  ...wide.filter(({ part }) => isIntervalPart(part)).map(({ column }) => column),
];

/** Margins and bounds that are kept with their values; a level that the file does not say is asked for. */
function keptIntervals(mapping: ImportMapping): Proposal[] {
  const names = intervalColumns(mapping);
  const [first] = names;
  if (first === undefined) return [];
  const level = mapping.indicators[0]?.confidence;
  const params = { columns: names.slice(0, 6).join(', '), count: names.length, level: level ?? '' };
  const levelText =
    level === undefined ? 'The file does not say at what level: give it if you know it.' : `At ${level} %.`;
  const message = `${params.columns}: the margin or the bounds that the source publishes with the value. They are kept with it and drawn. ${levelText}`;
  const examples = names.slice(0, mostExamples);
  return [{ code: 'value_interval', path: 'indicators.0', column: first, params, message, examples }];
}

/** Bounds, margins and errors of the numbers that are read and are none of their intervals; they are set aside, and a person is told so. */
function setAside(mapping: ImportMapping, profiles: readonly ColumnProfile[], used: ReadonlySet<string>): Proposal[] {
  const taken = new Set([...used, ...intervalColumns(mapping)]);
  const columns = profiles.filter(
    ({ column, looks }) => isNumeric(looks) && !taken.has(column) && kindOfName(column) === 'bound',
  );
  const [first] = columns;
  if (first === undefined || used.size === 0) return [];
  const names = columns.map(({ column }) => column);
  const params = { columns: names.slice(0, 6).join(', '), count: names.length };
  const message = `${params.columns}: bounds, margins or errors of the numbers. They are no groups and no values, and are not imported.`;
  return [
    {
      code: 'margins_aside',
      path: 'indicators',
      column: first.column,
      params,
      message,
      examples: names.slice(0, mostExamples),
    },
  ];
}

const scientific = /^\d(?:[.,]\d+)?e\+\d+$/i;

/** Codes that a spreadsheet wrote as "2.6E+11": they say no longer which place is meant. */
function spoiledCodes(profiles: readonly ColumnProfile[]): Proposal[] {
  return profiles.flatMap(({ column, frequent }): Proposal[] => {
    const examples = frequent.map(({ text }) => text).filter((text) => scientific.test(text));
    const isCode = /(?<!\p{L})(?:code|id|fips|geo ?id|nces\w*|leaid|number|no)(?!\p{L})/iu.test(column);
    if (!isCode || examples.length * 2 <= frequent.length) return [];
    const params = { column, example: examples[0] ?? '' };
    const message = `A spreadsheet has shortened the codes of “${column}” (“${params.example}”): places are found by their names. Ask for the file with whole codes where names repeat.`;
    return [
      { code: 'spoiled_codes', path: 'place', column, params, message, examples: examples.slice(0, mostExamples) },
    ];
  });
}

/** What the cells of a file hold that is read in part or not at all; nothing of it goes without a word. */
export function proposeCells(
  mapping: ImportMapping,
  profiles: readonly ColumnProfile[],
  used: ReadonlySet<string>,
): Proposal[] {
  return [
    ...valueNotes(profiles.filter(({ column }) => used.has(column))),
    ...compositeCells(mapping, profiles),
    ...keptIntervals(mapping),
    ...setAside(mapping, profiles, used),
    ...spoiledCodes(profiles),
  ];
}
