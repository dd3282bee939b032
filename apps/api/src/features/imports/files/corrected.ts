import { adaptMapping, type AdaptedMapping } from '@throughline/source-files/proposals/adapt-mapping';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { Import } from '../import.entity.ts';

/** What a person corrected in how the file was seen. */
export const correctedIn = ({ seen, mapping }: Pick<Import, 'seen' | 'mapping'>): ImportMapping['file'] =>
  seen.corrected ?? mapping?.file ?? {};

/** Whether two corrections say the same. */
export function isSame(a: object, b: object): boolean {
  const sortedText = (fields: object) =>
    JSON.stringify(Object.entries(fields).toSorted(([one], [other]) => one.localeCompare(other)));
  return sortedText(a) === sortedText(b);
}

/** A mapping of another file brought to this one; how this one was seen stays as a person corrected it. */
export function adaptedTo(file: Pick<Import, 'seen' | 'mapping' | 'fileName'>, mapping: ImportMapping): AdaptedMapping {
  const { seen, fileName } = file;
  const columns = seen.shape.columns.map(({ name }) => name);
  const adapted = adaptMapping(mapping, columns, { fileName, shape: seen.shape, profiles: seen.profiles });
  return { ...adapted, mapping: { ...adapted.mapping, file: { ...adapted.mapping.file, ...correctedIn(file) } } };
}
