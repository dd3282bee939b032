import type { PopulationShape } from './counted.ts';

/**
 * Groups that crossings lie in, by their sides; where a file crosses dimensions that it does not have by themselves, by
 * their name alone.
 */
export class Margins {
  readonly #ids = new Map<string, string>();

  constructor(shapes: readonly PopulationShape[]) {
    for (const { id, dimension, group, crossedDimension } of shapes) {
      if (dimension === null || crossedDimension !== null) continue;
      this.#ids.set(sideKey(dimension, group), id);
      this.#ids.set(sideKey(null, group), id);
    }
  }

  get(side: string): string | undefined {
    const [, group] = JSON.parse(side) as [string | null, string | null];
    return this.#ids.get(side) ?? this.#ids.get(sideKey(null, group));
  }
}

/** A side of a crossing by its dimension and group. */
export const sideKey = (dimension: string | null, group: string | null): string => JSON.stringify([dimension, group]);

/** The dimensions of a population with its group in each. */
export function sidesOf({
  dimension,
  group,
  crossedDimension,
  crossedGroup,
}: PopulationShape): [string, string | null][] {
  const sides: [string | null, string | null][] = [
    [dimension, group],
    [crossedDimension, crossedGroup],
  ];
  return sides.filter((side): side is [string, string | null] => side[0] !== null);
}

/** The dimensions of a population, in one text. */
export const pairName = (shape: PopulationShape): string =>
  JSON.stringify(
    sidesOf(shape)
      .map(([dimension]) => dimension)
      .toSorted(),
  );

/** The side of a crossing in one of its dimensions. */
export function sideIn(shape: PopulationShape, dimension: string): string | null {
  const side = sidesOf(shape).find(([name]) => name === dimension);
  return side ? sideKey(...side) : null;
}
