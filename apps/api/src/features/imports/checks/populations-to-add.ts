import { v7 as uuidv7 } from 'uuid';
import type { Import } from '../import.entity.ts';
import { crossingSign, everybody } from './label-book.ts';

/** The name of the population "all" where a partnership has none yet. */
const everybodyName = 'All';
/** The dimension of groups whose column nobody knows. */
const anyDimension = 'group';

/** A group that a label names already. */
export interface KnownGroup {
  /** In lower case. */
  label: string;
  dimension: string;
  group: string;
}

/** A population that a commit adds, for the published label. */
export interface PopulationToAdd {
  id: string;
  label: string;
  name: string;
  dimension: string | null;
  group: string | null;
  crossedDimension: string | null;
  crossedGroup: string | null;
  position: number;
}

/** In which column of the file a label stands: that is its dimension. */
function dimensionOf(label: string, { mapping, seen }: Pick<Import, 'mapping' | 'seen'>): string {
  const source = mapping?.population;
  if (source === undefined) return anyDimension;
  const published = new Set([
    label,
    ...Object.entries(source.aliases).flatMap(([from, to]) => (to === label ? [from] : [])),
  ]);
  const column = seen.profiles.find(
    (profile) => source.columns.includes(profile.column) && profile.frequent.some(({ text }) => published.has(text)),
  )?.column;
  const [only, another] = source.columns;
  if (another !== undefined && column !== undefined) return column;
  return source.dimension ?? column ?? only ?? anyDimension;
}

/**
 * The populations for labels that nobody knows: everybody, groups of one dimension, and crossings of two of them, whose
 * sides are groups that are known or are added with them.
 */
export function populationsToAdd(
  labels: readonly string[],
  known: readonly KnownGroup[],
  file: Pick<Import, 'mapping' | 'seen'>,
): PopulationToAdd[] {
  const groups = new Map(known.map((group) => [group.label, group]));
  const added = new Map<string, PopulationToAdd>();
  const add = (row: Omit<PopulationToAdd, 'id' | 'position'>): void => {
    if (!added.has(row.label)) added.set(row.label, { ...row, id: uuidv7(), position: added.size });
  };
  const single = { crossedDimension: null, crossedGroup: null };
  const groupOf = (label: string): KnownGroup => {
    const there = groups.get(label.toLowerCase());
    if (there) return there;
    const group = { label: label.toLowerCase(), dimension: dimensionOf(label, file), group: label };
    groups.set(group.label, group);
    add({ label, name: label, dimension: group.dimension, group: label, ...single });
    return group;
  };
  for (const label of labels) {
    const [one = '', other, ...more] = label.split(crossingSign);
    if (label === everybody) add({ label, name: everybodyName, dimension: null, group: null, ...single });
    else if (other === undefined || more.length > 0) groupOf(label);
    else {
      const [first, second] = [groupOf(one), groupOf(other)];
      const crossed = { crossedDimension: second.dimension, crossedGroup: second.group };
      add({ label, name: label, dimension: first.dimension, group: first.group, ...crossed });
    }
  }
  return [...added.values()];
}
