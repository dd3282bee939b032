/** How a population stands among others: everybody (no dimension), a group of one dimension, or a crossing of two. */
export interface PopulationSides {
  readonly dimension: string | null;
  readonly crossedDimension: string | null;
}

/**
 * Whether counts of groups show by themselves that the groups overlap: those that are known already make more than
 * everybody, whatever a dimension is said to be. Hidden counts are left out, so that the answer says nothing of them.
 */
export function addUpToMore(total: number | null, parts: readonly (number | null)[]): boolean {
  if (total === null) return false;
  return parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) > total;
}

/** What a dimension, or a crossing of two, is called: `race`, `race × sex`; null for everybody. */
export function breakdownName({ dimension, crossedDimension }: PopulationSides): string | null {
  if (dimension === null || crossedDimension === null) return dimension;
  return [dimension, crossedDimension].toSorted((a, b) => a.localeCompare(b)).join(' × ');
}
