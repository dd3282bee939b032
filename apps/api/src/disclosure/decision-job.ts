import type { Finding, MeasureLink, PopulationShape } from '@throughline/measurement/disclosure';
import type { Coding, HiddenReason, MeasureType, ObservationStatus } from '@throughline/domain/vocabulary';
import type { StoredEntry } from './ledger.ts';

/** An observation as the gate judges it: its true numbers. */
export interface ObservedRow {
  readonly placeId: string;
  readonly populationId: string;
  readonly status: ObservationStatus;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** What of an indicator and its partnership decides how its numbers are released. */
export interface ReleaseRules {
  readonly measureType: MeasureType;
  /** Whether numerators and denominators are shown to readers. */
  readonly countsPublished: boolean;
  /** Whether a count is about people. */
  readonly countsPeople: boolean;
  /** Whether somebody said why the groups are large where no count of people is known. */
  readonly groupsAreLarge: boolean;
  /** The fewest people that a published number may be about: 5 to 30. */
  readonly minimum: number;
  readonly coding: Coding;
}

/** One indicator's part of a job. */
export interface JobMember {
  readonly rules: ReleaseRules;
  readonly rows: readonly ObservedRow[];
  /** Everything that was released of them before, oldest first. */
  readonly ledger: readonly StoredEntry[];
}

/**
 * Which observations are decided together: cells of one period, of an indicator and of those that are linked to it. No
 * other period's have anything to do with them.
 */
export interface DecisionJob extends JobMember {
  readonly period: string;
  /** Indicators about the same people. */
  readonly linked: readonly JobMember[];
  /** How they stand to each other: 0 is the job's own, 1 the first of `linked`. */
  readonly links: readonly MeasureLink[];
  /** Places with what they are part of, and their kind. */
  readonly places: readonly (readonly [id: string, parentId: string | null, kind: string])[];
  readonly populations: readonly PopulationShape[];
}

/** What becomes of one observation. */
export interface DecidedRow {
  readonly placeId: string;
  readonly populationId: string;
  readonly hidden: boolean;
  readonly reason: HiddenReason | null;
  /** What is shown in place of the value; both the same where it is only rounded. */
  readonly codedLower: number | null;
  readonly codedUpper: number | null;
  readonly countsShown: boolean;
  /** Whether the interval that the source published with it stands beside it. */
  readonly intervalShown: boolean;
}

/** Something that hiding cannot prevent any more, or that nobody could look at, by the cells that it is about: no number of theirs is in it. */
export interface StoredFinding {
  readonly cells: readonly (readonly [placeId: string, populationId: string])[];
  readonly quantity: Finding['quantity'];
  /** `not_looked_at`: groups that overlap in a way that nobody has explained, so that what they add up to is not known. */
  readonly problem: Finding['problem'] | 'not_looked_at';
  /** Whether somebody new can compute it too, from what is shown now: what hides it was shown once, and is not hidden again. */
  readonly isOpenToNewReaders?: boolean;
}

/** What becomes of one indicator's part of a job. */
export interface DecidedMember {
  readonly rows: readonly DecidedRow[];
  readonly findings: readonly StoredFinding[];
  /** What to add to the ledger; null when nothing new is released. */
  readonly entry: StoredEntry | null;
}

/** The answer to a job. */
export interface Decided extends DecidedMember {
  /** What becomes of the linked indicators, in their order. */
  readonly linked: readonly DecidedMember[];
}
