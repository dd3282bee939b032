import type { Cadence, MeasureType, PlaceKind } from '@throughline/domain/vocabulary';
import type { BlankMeaning, MarkRule } from './marks.ts';
import type { PeriodSource } from './period-source.ts';
import type { ShapeOverrides } from '../text/sniff.ts';

/** The version of the mapping's form; a stored mapping of another version is refused, never guessed at. */
export const mappingVersion = 1;

/** A condition on a row: the column's text is (or is none) of these. Case and leading zeros of numbers do not matter. */
export interface RowFilter {
  column: string;
  is: 'one_of' | 'none_of';
  values: string[];
}

export const unknownLabels = ['ask', 'leave_out', 'add'] as const;
/** A label nobody has mapped yet: an error of its row, a row left out and counted, or a place or population to add. */
export type UnknownLabels = (typeof unknownLabels)[number];

/** Where a row's place comes from. A file about one place names it. */
export interface PlaceSource {
  labelColumn?: string;
  codeColumn?: string;
  /** Codes that lost their leading zeros in a spreadsheet are filled up to this length. */
  codeLength?: number;
  constantLabel?: string;
  constantCode?: string;
  /** Published name → the partnership's name ("State of Connecticut" → "Connecticut"). */
  aliases?: Record<string, string>;
  /** What happens with names that the partnership does not know; default: each is asked about. */
  unknown?: UnknownLabels;
  /** The kind of places that are added. Default: district. */
  kind?: PlaceKind;
  /** Whose codes they are: one that many use, or the publisher's name. Default: the state's, of that kind. */
  codeSystem?: string;
  /** The column that says of what level a row's place is ("School District"), and which kind each level is. */
  kindColumn?: string;
  kinds?: Record<string, PlaceKind>;
  /** The place that a row's place lies in: it tells places of one name apart, and is added with them. */
  parent?: PlaceParent;
  /** What those enclosing places lie in themselves, with rows of its own: a regional district above districts above schools. */
  outer?: PlaceParent;
  /** Codes are given anew in each enclosing place (school 001 of every district): only both together name a place. */
  codesWithinParent?: boolean;
  /** Rows that tell of the place that all others lie in ("State Total"). */
  total?: PlaceTotal;
  /** Published names of places that are not the one of ours that they look like: they are added. */
  separate?: string[];
}

/** Where the enclosing place of a row's place stands. */
export interface PlaceParent {
  labelColumn?: string;
  codeColumn?: string;
  /** Its kind where it is added. Default: county. */
  kind?: PlaceKind;
  /** What stands in the place's own column on rows that tell of the enclosing place itself ("All Schools"). Nothing there means the same. */
  whole?: string[];
}

/** What names the place that all others lie in, and what it is. */
export interface PlaceTotal {
  /** What stands in the column of the place or of the enclosing one on such rows. */
  labels: string[];
  /** Empty where nobody has said it yet: such rows are left out and counted. */
  name: string;
  kind: PlaceKind;
}

/** Where a row's population comes from: each column is one dimension; labels in `all` mean everybody. */
export interface PopulationSource {
  columns: string[];
  /** Labels of a population that does not vary in the file; empty for everybody. */
  constant: string[];
  /** Published labels that mean "all of this dimension" ("All students", "Total Cohort"). */
  all: string[];
  /** Published label → the partnership's label (footnote letters, other wording). */
  aliases: Record<string, string>;
  /** What happens with labels that the partnership does not know; default: each is asked about. */
  unknown?: UnknownLabels;
  /** The dimension of all populations that are added ("race"). Default: what their names and columns say. */
  dimension?: string;
  /** What a label is a group of, where one column mixes several dimensions: published label → dimension. */
  dimensions?: Record<string, string>;
  /** Dimensions whose groups overlap, or belong to no breakdown at all: their numbers are never added up. */
  overlapping?: string[];
}

/** A number of an observation: its column and, where one column mixes several variables, the rows that carry it. */
export interface NumberSource {
  column: string;
  when?: RowFilter[];
}

export const valueUnits = ['percent', 'fraction', 'percent_or_fraction', 'number'] as const;
/**
 * How values are published. A fraction is stored as percent, times 100. `percent_or_fraction` is for columns that mix
 * both: a cell with a percent sign ("45.2%") is a percent, one without (0.452) a fraction.
 */
export type ValueUnit = (typeof valueUnits)[number];

/** One indicator in the file: which rows tell of it, and where its numbers stand. */
export interface IndicatorSource {
  indicatorKey: string;
  measure: MeasureType;
  cadence: Cadence;
  unit: ValueUnit;
  /** Rows of this indicator; empty for every row. */
  when: RowFilter[];
  /** Absent, as the counts can be, when the mapping's `wide` columns carry it. */
  value?: NumberSource;
  numerator?: NumberSource;
  denominator?: NumberSource;
  /** The margin of error that the source publishes with the value, or the bounds of its interval. */
  margin?: NumberSource;
  lowerBound?: NumberSource;
  upperBound?: NumberSource;
  /** In percent; left out where the source does not say it. */
  confidence?: number;
}

export const intervalParts = ['margin', 'lowerBound', 'upperBound'] as const;
/** Which end of a value's interval a column holds. */
export type IntervalPart = (typeof intervalParts)[number];

export const isIntervalPart = (part: string): part is IntervalPart => intervalParts.some((each) => each === part);

export const numberParts = ['value', 'numerator', 'denominator', ...intervalParts] as const;
/** Which of an observation's numbers a column holds. */
export type NumberPart = (typeof numberParts)[number];

/**
 * One column of a wide file, whose name says the period or the population of its numbers ("% Black 2018"). The columns
 * with the same indicator, period and population make one observation of each row; parts that none of them holds (a
 * denominator for all of them) come from the indicator's own columns.
 */
export interface WideColumn {
  column: string;
  part: NumberPart;
  /** One of the mapping's indicators. Default: the first. */
  indicatorKey?: string;
  /** The period's label. Default: the row's period. */
  period?: string;
  /** The part of that period which the numbers are of: a month or quarter of its year ("Jan", "Q1"). */
  periodPart?: string;
  /** Labels of the population, after those of the row. Default: the row's population. */
  population?: string[];
}

export const sectionRows = ['alone', 'without_numbers', 'outdented', 'listed'] as const;
/**
 * How rows that head others are told apart: nothing else is filled; no mapped number is filled; less indented than the
 * rows below (with numbers of its own, which are those of the section); or its label is one of the list.
 */
export type SectionRows = (typeof sectionRows)[number];

/**
 * Rows that head other rows ("Bridgeport", then its groups). Each adds a column to the file that the period, the place,
 * the population and filters may name as any other: on every row it holds the label of the section above. Several stand
 * in order from the outside in; a new outer section ends the inner ones.
 */
export interface SectionSource {
  /** The added column's name; the file must not have it. */
  as: string;
  /** Where the section's label stands. */
  column: string;
  rows: SectionRows;
  /** For `outdented`: with how many blanks before its label a row still is one. Default 0. */
  indent?: number;
  /** The labels that make a section; needed for `listed`, and narrows the others. */
  labels?: string[];
}

export const duplicatePolicies = ['report', 'leave_out', 'first', 'last'] as const;
/**
 * What becomes of lines that tell the same observation with different numbers: each is an error (the default), all of
 * them are left out, or the first or last of them is kept. What is left out is told line by line and counted.
 * The reader sees labels; where two labels turn out to be one place, whoever resolves them must do the same.
 */
export type DuplicatePolicy = (typeof duplicatePolicies)[number];

/** How one publisher's file becomes observations. Plain JSON, kept with the import and offered for the next file. */
export interface ImportMapping {
  version: typeof mappingVersion;
  /** What a person corrected in what was seen in the file. */
  file: ShapeOverrides;
  period: PeriodSource;
  place: PlaceSource;
  population: PopulationSource;
  indicators: IndicatorSource[];
  /** Columns of a wide file, whose names say period or population. */
  wide?: WideColumn[];
  /** Label columns whose empty cells mean the label above (merged cells); one further left that changes ends it. */
  fillDown?: string[];
  /** Rows that head other rows, from the outside in. */
  sections?: SectionSource[];
  marks: MarkRule[];
  /** Numbers far from all others, which a person must say something of: rows that have them are kept out till then. */
  doubts?: string[];
  /** What an empty number cell means. */
  blank: BlankMeaning;
  /** Rows left out on purpose, and counted: those that meet all conditions of one of the lists. */
  skip: RowFilter[][];
  /** Rows that no indicator takes: left out and counted, or each reported. */
  otherRows: 'ignore' | 'report';
  /** Default: report. */
  duplicates?: DuplicatePolicy;
  /** Numbers that the publisher may still change: the whole file, or the rows that meet all conditions of a list. */
  provisional?: 'all' | RowFilter[][];
}
