import {
  type ImportMapping,
  intervalParts,
  isIntervalPart,
  type RowFilter,
} from '@throughline/source-files/mapping/mapping';
import type { Proposal } from '@throughline/source-files/proposals/proposals';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What stands at a path of a mapping ("population.aliases", "indicators.0.unit"); undefined where nothing does. */
const pathOf = (mapping: ImportMapping, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isFields(at) ? at[key] : undefined), mapping);

function put(container: unknown, [key = '', ...rest]: string[], value: unknown): unknown {
  if (Array.isArray(container)) {
    return container.map((item: unknown, at) =>
      String(at) === key ? (rest.length > 0 ? put(item, rest, value) : value) : item,
    );
  }
  const { [key]: before, ...others } = isFields(container) ? container : {};
  const next = rest.length > 0 ? put(before, rest, value) : value;
  return next === undefined ? others : { ...others, [key]: next };
}

/** Every step copies what it changes, so that the shape stays the mapping's. */
const withPath = (mapping: ImportMapping, path: string, value: unknown): ImportMapping =>
  put(mapping, path.split('.'), value) as ImportMapping;

/** A proposal that can be taken back: whether a mapping makes use of it, and the mapping with or without it. */
export interface Choice {
  isUsed(mapping: ImportMapping): boolean;
  use(mapping: ImportMapping, yes: boolean): ImportMapping;
}

/** One field of the mapping; without the proposal it is as it would be for any file. */
function fieldChoice(path: string, proposed: ImportMapping, plain?: unknown): Choice {
  const offered = pathOf(proposed, path);
  return {
    isUsed: (mapping) => JSON.stringify(pathOf(mapping, path)) === JSON.stringify(offered),
    use: (mapping, yes) => withPath(mapping, path, yes ? offered : plain),
  };
}

/** One name among the others that mean something else. */
function aliasChoice(path: string, { from, to }: Proposal['params']): Choice {
  const aliases = (mapping: ImportMapping): Fields => {
    const known = pathOf(mapping, path);
    return isFields(known) ? known : {};
  };
  return {
    isUsed: (mapping) => aliases(mapping)[String(from)] === to,
    use: (mapping, yes) => {
      const { [String(from)]: _before, ...others } = aliases(mapping);
      return withPath(mapping, path, yes ? { ...others, [String(from)]: to } : others);
    },
  };
}

/** The marks for a zero that stands alone, or for numbers that are none; other marks stay. */
function markChoice(texts: readonly string[], proposed: ImportMapping): Choice {
  const isIt = ({ text }: ImportMapping['marks'][number]) => texts.includes(text);
  return {
    isUsed: (mapping) => mapping.marks.some(isIt),
    use: (mapping, yes) => {
      const others = mapping.marks.filter((mark) => !isIt(mark));
      return { ...mapping, marks: yes ? [...others, ...proposed.marks.filter(isIt)] : others };
    },
  };
}

/** Rows left out by the labels of one column; other rules stay. */
function skipChoice({ column }: Proposal, proposed: ImportMapping): Choice {
  const rule = proposed.skip.find((filters) => filters.at(-1)?.column === column);
  const isIt = (filters: ImportMapping['skip'][number]) => JSON.stringify(filters) === JSON.stringify(rule);
  return {
    isUsed: (mapping) => mapping.skip.some(isIt),
    use: (mapping, yes) => {
      const others = mapping.skip.filter((filters) => !isIt(filters));
      return { ...mapping, skip: yes && rule ? [...others, rule] : others };
    },
  };
}

/** The condition on one column by which an indicator takes its rows; its other conditions stay. */
function rowsChoice({ column, path }: Proposal, proposed: ImportMapping): Choice {
  const filtersOf = (mapping: ImportMapping): RowFilter[] => (pathOf(mapping, path) as RowFilter[] | undefined) ?? [];
  const rule = filtersOf(proposed).find((filter) => filter.column === column);
  const isIt = (filter: RowFilter): boolean => JSON.stringify(filter) === JSON.stringify(rule);
  return {
    isUsed: (mapping) => filtersOf(mapping).some(isIt),
    use: (mapping, yes) => {
      const others = filtersOf(mapping).filter((filter) => filter.column !== column);
      return withPath(mapping, path, yes && rule ? [...others, rule] : others);
    },
  };
}

/** The columns of margins and bounds, by themselves and among those of a wide file. */
function intervalChoice(proposed: ImportMapping): Choice {
  const isUsed = ({ indicators, wide = [] }: ImportMapping): boolean =>
    indicators.some((source) => intervalParts.some((part) => source[part] !== undefined)) ||
    wide.some(({ part }) => isIntervalPart(part));
  const withoutIntervals = ({ wide, ...mapping }: ImportMapping): ImportMapping => ({
    ...mapping,
    indicators: mapping.indicators.map(
      ({ margin: _margin, lowerBound: _lower, upperBound: _upper, confidence: _level, ...source }) => source,
    ),
    ...(wide === undefined ? {} : { wide: wide.filter(({ part }) => !isIntervalPart(part)) }),
  });
  const addIntervals = (mapping: ImportMapping): ImportMapping => ({
    ...mapping,
    indicators: mapping.indicators.map((source) => {
      const found = proposed.indicators.find(({ indicatorKey }) => indicatorKey === source.indicatorKey);
      const { margin, lowerBound, upperBound, confidence } = found ?? {};
      return {
        ...source,
        ...(margin === undefined ? {} : { margin }),
        ...(lowerBound === undefined ? {} : { lowerBound }),
        ...(upperBound === undefined ? {} : { upperBound }),
        ...(confidence === undefined ? {} : { confidence }),
      };
    }),
    ...(mapping.wide === undefined
      ? {}
      : { wide: [...mapping.wide, ...(proposed.wide ?? []).filter(({ part }) => isIntervalPart(part))] }),
  });
  return {
    isUsed,
    use: (mapping, yes) => (yes ? addIntervals(withoutIntervals(mapping)) : withoutIntervals(mapping)),
  };
}

/** How a proposal is taken back; null where it only tells, or where a person must say. */
export function choiceOf(proposal: Proposal, proposed: ImportMapping): Choice | null {
  switch (proposal.code) {
    case 'wide_columns':
    case 'far_values':
    case 'sections':
    case 'fill_down':
    case 'lost_zeros':
    case 'repeated_codes':
    case 'provisional':
    case 'decimal_comma':
      return fieldChoice(proposal.path, proposed);
    case 'rows_chosen':
      return rowsChoice(proposal, proposed);
    case 'blank_said':
      return fieldChoice(proposal.path, proposed, 'not_reported');
    case 'mixed_units':
      return fieldChoice(proposal.path, proposed, 'percent');
    case 'footnotes':
    case 'one_name':
      return aliasChoice(proposal.path, proposal.params);
    case 'lone_zero':
    case 'sentinels':
      return markChoice(proposal.examples, proposed);
    case 'whole_years':
    case 'sum_rows':
    case 'place_attribute':
      return skipChoice(proposal, proposed);
    case 'value_interval':
      return intervalChoice(proposed);
    case 'bounds':
    case 'total_unnamed':
    case 'unknown_marks':
    case 'unread_periods':
    case 'several_years':
    case 'rows_to_choose':
    case 'tables_below':
    case 'tables_beside':
    case 'other_sheets':
    case 'read_together':
    case 'value_notes':
    case 'value_unsure':
    case 'two_numbers':
    case 'margins_aside':
    case 'spoiled_codes':
      return null;
  }
}
