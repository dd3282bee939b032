import type { ImportMapping } from '@throughline/domain/imports/mapping';
import type { Import } from './import.entity.ts';

/** What a person corrected in how the file was seen. */
export const correctedIn = ({ seen, mapping }: Pick<Import, 'seen' | 'mapping'>): ImportMapping['file'] =>
  seen.corrected ?? mapping?.file ?? {};

/** Whether two corrections say the same. */
export function isSame(a: object, b: object): boolean {
  const sorted = (of: object) =>
    JSON.stringify(Object.entries(of).toSorted(([one], [other]) => one.localeCompare(other)));
  return sorted(a) === sorted(b);
}
