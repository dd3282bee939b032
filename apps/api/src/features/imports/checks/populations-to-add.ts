import { familyOfGroup, type GroupFamily } from '@throughline/domain/group-families';
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

/** How publishers may have written a label. */
const publishedAs = (label: string, aliases: Record<string, string>): readonly string[] => [
  label,
  ...Object.entries(aliases).flatMap(([from, to]) => (to === label ? [from] : [])),
];

/**
 * What a label is a group of: what the mapping says of it; of a crossing the column in which it stands; else what its
 * name says, since one column often mixes several dimensions; else the column.
 */
function dimensionOf(
  label: string,
  { mapping, seen }: Pick<Import, 'mapping' | 'seen'>,
  byFamily: ReadonlyMap<GroupFamily, string>,
): string {
  const source = mapping?.population;
  if (source === undefined) return anyDimension;
  const published = publishedAs(label, source.aliases);
  const dimension = published.map((each) => source.dimensions?.[each]).find((each) => each !== undefined);
  if (dimension !== undefined) return dimension;
  const column = seen.profiles.find(
    (profile) =>
      source.columns.includes(profile.column) && profile.frequent.some(({ text }) => published.includes(text)),
  )?.column;
  const [only, another] = source.columns;
  if (another !== undefined && column !== undefined) return column;
  if (source.dimension !== undefined) return source.dimension;
  const family = familyOfGroup(label);
  return (family === null ? undefined : byFamily.get(family)) ?? column ?? only ?? anyDimension;
}

/**
 * The dimension of each family among the labels of one column: where they are of one family only, the column's name
 * says it best; where they are of several, the dimension in which the partnership has such groups, or the family.
 */
function dimensionsByFamily(labels: readonly string[], known: readonly KnownGroup[]): Map<GroupFamily, string> {
  const families = new Set(labels.map(familyOfGroup).filter((family) => family !== null));
  families.delete('everybody');
  const isMixed = families.size > 1 || (families.size === 1 && labels.some((label) => familyOfGroup(label) === null));
  const byFamily = new Map<GroupFamily, string>();
  for (const { group, dimension } of known) {
    const family = familyOfGroup(group);
    if (family !== null && !byFamily.has(family)) byFamily.set(family, dimension);
  }
  if (isMixed)
    for (const family of families) if (!byFamily.has(family)) byFamily.set(family, family.replaceAll('_', ' '));
  return byFamily;
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
  const byFamily = dimensionsByFamily(labels, known);
  const added = new Map<string, PopulationToAdd>();
  const add = (row: Omit<PopulationToAdd, 'id' | 'position'>): void => {
    if (!added.has(row.label)) added.set(row.label, { ...row, id: uuidv7(), position: added.size });
  };
  const single = { crossedDimension: null, crossedGroup: null };
  const groupOf = (label: string): KnownGroup => {
    const there = groups.get(label.toLowerCase());
    if (there) return there;
    const group = { label: label.toLowerCase(), dimension: dimensionOf(label, file, byFamily), group: label };
    groups.set(group.label, group);
    add({ label, name: label, dimension: group.dimension, group: label, ...single });
    return group;
  };
  for (const label of labels) {
    const [one = '', other, ...more] = label.split(crossingSign);
    if (label === everybody) add({ label, name: everybodyName, dimension: null, group: null, ...single });
    else if (other === undefined && familyOfGroup(label) === 'everybody')
      add({ label, name: label, dimension: null, group: null, ...single });
    else if (other === undefined || more.length > 0) groupOf(label);
    else {
      const [first, second] = [groupOf(one), groupOf(other)];
      const crossed = { crossedDimension: second.dimension, crossedGroup: second.group };
      add({ label, name: label, dimension: first.dimension, group: first.group, ...crossed });
    }
  }
  return [...added.values()];
}
