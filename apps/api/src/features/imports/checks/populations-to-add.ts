import { familyOfGroup } from '@throughline/domain/group-families';
import { v7 as uuidv7 } from 'uuid';
import { GroupSorter, type KnownGroup, type ReadFile, type SortedGroup } from './group-sorting.ts';
import { crossingSign, everybody } from './label-book.ts';

/** The name of the population "all" where a partnership has none yet. */
const everybodyName = 'All';

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
  /** Whether it is clear what it is a group of; a commit waits for that. */
  isClear: boolean;
}

/**
 * The populations for labels that nobody knows: everybody, groups of one dimension, and crossings of two of them, whose
 * sides are groups that are known or are added with them.
 */
export function populationsToAdd(
  labels: readonly string[],
  known: readonly KnownGroup[],
  file: ReadFile,
): PopulationToAdd[] {
  const groups = new Map(known.map((group) => [group.label, { ...group, isClear: true }]));
  const parts = labels.flatMap((label) => {
    const sides = label.split(crossingSign);
    return sides.length === 2 ? sides : [label];
  });
  const sorter = new GroupSorter(
    [...new Set(parts)].filter((label) => !groups.has(label.toLowerCase())),
    known,
    file,
  );
  const added = new Map<string, PopulationToAdd>();
  const add = (row: Omit<PopulationToAdd, 'id' | 'position'>): void => {
    if (!added.has(row.label)) added.set(row.label, { ...row, id: uuidv7(), position: added.size });
  };
  const single = { crossedDimension: null, crossedGroup: null };
  const addEverybody = (label: string, name: string): void =>
    add({ label, name, dimension: null, group: null, ...single, isClear: true });
  const groupOf = (label: string): KnownGroup & SortedGroup => {
    const there = groups.get(label.toLowerCase());
    if (there) return there;
    const group = { label: label.toLowerCase(), group: label, ...sorter.sort(label) };
    groups.set(group.label, group);
    add({ label, name: label, dimension: group.dimension, group: label, ...single, isClear: group.isClear });
    return group;
  };
  for (const label of labels) {
    const [one = '', other, ...more] = label.split(crossingSign);
    if (label === everybody) addEverybody(label, everybodyName);
    else if (other === undefined && familyOfGroup(label) === 'everybody') addEverybody(label, label);
    else if (other === undefined || more.length > 0) groupOf(label);
    else {
      const [first, second] = [groupOf(one), groupOf(other)];
      const crossed = { crossedDimension: second.dimension, crossedGroup: second.group };
      add({ label, name: label, dimension: first.dimension, group: first.group, ...crossed, isClear: true });
    }
  }
  return [...added.values()];
}
