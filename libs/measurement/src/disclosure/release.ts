/** The words of a release: what is to be published, how its cells add up, and what was published before. */

/** How percentages are shown: as they are, with coded extremes by denominator, or as whole percents. */
export type Coding = 'none' | 'bands' | 'whole_percents';

/** How one release is made. */
export interface DisclosureOptions {
  /** The fewest people that a published number may be about: 5 to 30. */
  readonly minimum: number;
  /** Whether numerators and denominators are published beside the percentages. */
  readonly countsPublished: boolean;
  readonly coding: Coding;
  /** Pool hidden siblings into one published "other groups" cell where that is safe; absent is no. */
  readonly merge?: boolean;
}

/** Numbers of a cell before it was restated; needed so that the difference can be told to be small. */
export interface EarlierNumbers {
  readonly version: number;
  readonly n: number | null;
  readonly x: number | null;
}

/** One number about a group of people. */
export interface ReleaseCell {
  /** What the cell is, the same in every release: indicator, period, place and population. */
  readonly key: string;
  /** Higher when the numbers were restated; absent is 1. */
  readonly version?: number;
  readonly indicator: string;
  readonly period: string;
  readonly place: string;
  readonly population: { readonly dimension: string | null; readonly group: string | null };
  /** People the cell is about; null when the source does not say. */
  readonly n: number | null;
  /** Those of them who count; null when the source does not say. */
  readonly x: number | null;
  /** 0 to 100, with half the step it is rounded to (0.05 for one decimal); null for what is no percentage. */
  readonly percentage: { readonly value: number; readonly half: number } | null;
  /** Whether counts go out beside this cell; absent is what the release says. */
  readonly countsPublished?: boolean;
  /** Whether it may be shown only where its people are known, from itself or from its sets; absent is no. */
  readonly needsPeople?: boolean;
  readonly earlier?: readonly EarlierNumbers[];
  /** Known to us, or kept back by its source, and no part of what is to be published, so that its place in a set can be judged. */
  readonly omitted?: boolean;
  /** Whether it may be that nobody is in it: the source has no row for it. */
  readonly mayBeNobody?: boolean;
  /** Whether some of its people count, though nobody says how many; absent where `x` or `percentage` says it. */
  readonly hasNumerator?: boolean;
}

/** Parts that make a total and exclude each other. A shortfall of the parts is taken for one more, unnamed part. */
export interface AdditiveSet {
  readonly total: string;
  readonly parts: readonly string[];
  /** How many people parts and total differ by at most, where that is an error of the publisher's; absent is none. */
  readonly error?: number;
  /** What a total is that no row tells, by the parts of another set; absent where a row does. */
  readonly unpublished?: UnpublishedTotal;
}

/** The numbers of a total that nobody publishes and everybody can add up. */
export interface UnpublishedTotal {
  readonly n: number | null;
  readonly x: number | null;
}

/** One group inside another: a narrower age band, an earlier cumulative period, a programme within a school. */
export interface NestedPair {
  readonly outer: string;
  readonly inner: string;
  /** What the outer one is where no row tells it; absent where a row does. */
  readonly unpublished?: UnpublishedTotal;
}

/** One number of a cell, by the cell's id: its people, those of them who count, or those who do not. */
export interface Part {
  readonly id: string;
  readonly which: 'n' | 'x' | 'y';
}

/** Numbers of cells about the same people: `parts` make `total`, but for others who are in none of the parts. */
export interface Tie {
  readonly total: Part;
  readonly parts: readonly Part[];
  /** Whether the others are a group that somebody could ask for, and few of them need protection. */
  readonly hasRest: boolean;
  /** Whether the numbers agree to a publisher's error only: then nothing is computed, and both are hidden or shown. */
  readonly isRough?: boolean;
  /** Who is in none of the parts, where not all of the numbers are known: nobody, or whoever; absent where they are known. */
  readonly leaves?: 'nobody' | 'anybody';
}

/** What a P chart tells: a centre line over its points, and limits that give each point's denominator away. */
export interface ReleaseChart {
  readonly id: string;
  /** The cells that the centre line was computed from. */
  readonly points: readonly string[];
  /** In percent, with half the step it is rounded to. */
  readonly centre: { readonly value: number; readonly half: number };
  /** Control limits in percent, by cell; a limit of 0 or 100 may have been cut off there. */
  readonly limits: readonly { readonly key: string; readonly limit: number; readonly half: number }[];
}

/** What is to be published together. */
export interface Release {
  readonly cells: readonly ReleaseCell[];
  readonly sets: readonly AdditiveSet[];
  readonly nested?: readonly NestedPair[];
  readonly charts?: readonly ReleaseChart[];
  /** Ids of cells that are about the very same people, in different measures. */
  readonly samePeople?: readonly (readonly string[])[];
  readonly ties?: readonly Tie[];
}

/** What a reader knows about one cell, in people; percentages as shares from 0 to 1. */
export interface Fact {
  readonly n: readonly [number, number | null];
  readonly x: readonly [number, number | null];
  readonly share: readonly [number, number];
}

/** Cells, by id, that add up: `parts` make `total`. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
  /** Whether numerators add up as well as denominators. */
  readonly numerators: boolean;
}

/** A centre line: the numerators of these cells over their denominators, as a share between two values. */
export interface Centre {
  readonly points: readonly string[];
  readonly share: readonly [number, number];
}

/** One earlier release as its readers have it: nothing hidden is in it, so it can be kept and passed on. */
export interface LedgerEntry {
  readonly facts: readonly (readonly [id: string, fact: Fact])[];
  readonly sums: readonly Sum[];
  readonly centres: readonly Centre[];
  /** Cells and differences that were hidden then and stay protected. */
  readonly guarded: readonly string[];
}

/** Everything released before, oldest first. */
export type Ledger = readonly LedgerEntry[];

export type Verdict = 'published' | 'primary' | 'complementary' | 'merged';

/** Why a cell is hidden: for the data manager only, since a reader may not know which mark is which. */
export type HiddenReason =
  | 'people_unknown'
  | 'few_people'
  | 'few_who_count'
  | 'few_who_do_not_count'
  | 'needed_by_sibling'
  | 'needed_by_linked'
  | 'computable_otherwise'
  | 'undecided';

/** What a coded percentage tells: `<5` is 0 to 5, `>95` is 95 to 100, in percent; the end at the code's threshold does not belong to it. */
export interface CodedRange {
  readonly lower: number;
  readonly upper: number;
}

/** What becomes of one cell. */
export interface Decision {
  readonly key: string;
  readonly verdict: Verdict;
  readonly reasons: readonly HiddenReason[];
  /** What a reader is shown: the percentage or its code; null when hidden, alike for every reason. */
  readonly shown: string | null;
  /** What a code tells; null when uncoded or hidden. */
  readonly coded: CodedRange | null;
  /** The whole percent that stands in place of the percentage; null when it stands there as it is, coded or hidden. */
  readonly rounded: number | null;
  /** Whether numerator and denominator may stand beside it: never beside a code, nor where hidden. */
  readonly countsShown: boolean;
}

/** The id of a cell in the ledger: its key at one version. */
export function cellId(key: string, version = 1): string {
  return version === 1 ? key : `${key}@${version}`;
}

/** The id of what is left of a total when parts are taken away from it, by their ids. */
export const remainderId = (total: string, parts: readonly string[]): string => `${total} − (${parts.join(' + ')})`;
