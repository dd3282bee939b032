import type { LinkKind } from './shared-people.ts';
import { subsetsThatAddUp } from './subsets.ts';

/** What the numbers of two measures have in common, counted over the cells that both have. */
export interface LinkEvidence {
  /** Cells of which both say how many people they are about. */
  readonly common: number;
  /** Those of them with the same people, how many different numbers of people these have, and the largest of them. */
  readonly samePeople: number;
  readonly differentPeople: number;
  readonly mostPeople: number;
  /** Those with the same people of which both say who counts; as many in both; and making everybody together. */
  readonly counted: number;
  readonly sameCounting: number;
  readonly everybody: number;
  /** Those with the same people that one file brought. */
  readonly ofOneFile: number;
}

/** The share of cells in which people must be the same, and numbers must stand to each other in one way. */
const agreementOfPeople = 0.75;
const agreementOfNumbers = 0.9;

/** Cells, or people in one of them, that it takes for equal numbers not to be an accident. */
const enoughCells = 3;
const enoughPeople = 100;
/**
 * People in a cell from which one suffices where all that there are have the same: a cell of fewer is never shown, and a
 * link that is none hides a little more until somebody says so.
 */
const enoughWhereAllAgree = 5;

/**
 * Whether two measures are about the same people, by their numbers alone, and how they stand to each other; null where
 * nothing says so. The base of a rate (1,000 everywhere) says nothing about people. Of one file,
 * few numbers are enough where all of them have the same people: it gave them one column.
 */
export function linkIn(evidence: LinkEvidence): LinkKind | null {
  const { common, samePeople, differentPeople, mostPeople, counted, sameCounting, everybody, ofOneFile } = evidence;
  const isOfOneFile = samePeople > 0 && ofOneFile === samePeople && samePeople === common;
  const doAllAgree = samePeople === common && mostPeople >= enoughWhereAllAgree;
  if (samePeople < enoughCells && mostPeople < enoughPeople && !isOfOneFile && !doAllAgree) return null;
  if (samePeople < agreementOfPeople * common) return null;
  if (samePeople >= enoughCells && differentPeople === 1 && Number.isInteger(Math.log10(mostPeople))) return null;
  if (counted > 0 && sameCounting >= agreementOfNumbers * counted) return 'same';
  if (counted > 0 && everybody >= agreementOfNumbers * counted) return 'complement';
  return 'people';
}

/** The people of one cell, and how many count in each of the measures about them. */
export interface SharedCell {
  readonly n: number;
  readonly counting: Readonly<Record<string, number>>;
}

/** Levels that a test has at least; two that make everybody are complements. */
const fewestLevels = 3;

/**
 * Measures of which each person counts in one, by their numbers: together they are everybody in nearly every cell. Of
 * several such sets the finest ("Level 3" and "Level 4" rather than both together); none where too few cells tell.
 */
export function levelsIn(cells: readonly SharedCell[]): readonly string[] {
  if (cells.length < enoughCells && !cells.some(({ n }) => n >= enoughPeople)) return [];
  const found = subsetsThatAddUp(
    cells.map(({ n, counting }) => ({ total: n, parts: new Map(Object.entries(counting)) })),
  );
  const [finest] = (found ?? []).toSorted((a, b) => b.length - a.length);
  return finest !== undefined && finest.length >= fewestLevels ? finest : [];
}
