import {
  type Counted,
  countingIn,
  type CountedWorld,
  gather,
  peopleIn,
  type PopulationShape,
  slackOf,
} from './counted.ts';
import { type Sample, subsetsThatAddUp } from './subsets.ts';

/** Groups that stay together where a sum is looked for: those of one kind by their names, or one of which nobody knows. */
export interface Chunk {
  readonly ids: readonly string[];
  /** Whether the names say of what kind its groups are. */
  readonly isNamed: boolean;
}

/** Groups of one kind by their names together, and each other one by itself. */
export function chunksOf(shapes: readonly PopulationShape[], familyOf: CountedWorld['familyOf']): Chunk[] {
  const simple = shapes.filter(({ crossedDimension }) => crossedDimension === null);
  const named = gather(simple, ({ dimension, group }) => {
    const family = familyOf(group ?? '');
    return family === null ? null : `${dimension} ${family}`;
  });
  const isNamed = new Set([...named.values()].flat());
  return [
    ...[...named.values()].map((members) => ({ ids: members.map(({ id }) => id), isNamed: true })),
    ...simple.filter((shape) => !isNamed.has(shape)).map(({ id }) => ({ ids: [id], isNamed: false })),
  ];
}

/** A place's cells, by population. */
type AtPlace = ReadonlyMap<string, Counted>;

/** The share of places in which a sum must hold. */
const agreement = 0.9;

const cellsOf = (at: AtPlace, ids: readonly string[]): Counted[] => ids.flatMap((id) => at.get(id) ?? []);

/** Whether those who count add up as well; null where one of them is not known. */
function countingAddsUp(total: Counted, cells: readonly Counted[]): boolean | null {
  const sum = countingIn(cells);
  return sum === null || total.x === null ? null : Math.abs(sum - total.x) <= slackOf(total.x);
}

const inNearlyAll = (answers: readonly (boolean | null)[]): boolean => {
  const known = answers.filter((answer) => answer !== null);
  return known.filter(Boolean).length >= agreement * known.length;
};

/**
 * Groups that make the whole together though they were sorted into several dimensions: three races under their names and
 * the fourth under an abbreviation that nobody knew. Groups of one kind stay together, so that accidents are rare, and a
 * sum must hold for the people and for those who count. What makes the whole by itself already is not looked at.
 *
 * @returns families of at least two chunks, one of them without a known name.
 */
export function familiesAcross(places: readonly AtPlace[], whole: string, chunks: readonly Chunk[]): string[][] {
  const wholes = places.flatMap((at) => {
    const total = at.get(whole);
    return total ? [{ at, total }] : [];
  });
  const isWhole = ({ ids }: Chunk): boolean => {
    const answers = wholes.flatMap(({ at, total }) => {
      const cells = cellsOf(at, ids);
      const people = peopleIn(cells);
      return cells.length === 0 || people === null || total.n === null ? [] : [people === total.n];
    });
    return answers.length > 0 && inNearlyAll(answers);
  };
  const open = chunks.filter((chunk) => !isWhole(chunk));
  if (open.length < 2 || open.every(({ isNamed }) => isNamed)) return [];
  const samples = wholes.flatMap(({ at, total }): Sample[] => {
    if (total.n === null) return [];
    const parts = open.flatMap(({ ids }, index): [string, number | null][] => {
      const cells = cellsOf(at, ids);
      return cells.length === 0 ? [] : [[String(index), peopleIn(cells)]];
    });
    return [{ total: total.n, parts: new Map(parts) }];
  });
  return (subsetsThatAddUp(samples) ?? []).flatMap((names) => {
    const chosen = names.flatMap((name) => open[Number(name)] ?? []);
    if (chosen.length < 2 || chosen.every(({ isNamed }) => isNamed)) return [];
    const ids = chosen.flatMap((chunk) => chunk.ids);
    return inNearlyAll(wholes.map(({ at, total }) => countingAddsUp(total, cellsOf(at, ids)))) ? [ids] : [];
  });
}
