import type { PlaceSource, RowFilter } from '../mapping/mapping.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { FileRecord } from '../text/records.ts';
import type { FileShape } from '../text/sniff.ts';
import { isOfParent } from './place-table.ts';
import type { Proposal } from './proposals.ts';

/** A column that says yes or no of each place, and the rows that it divides further up. */
export interface PlaceAttribute {
  column: string;
  /** The rows of several places together, by what they are: all charter schools of a district. */
  skip: RowFilter[];
  proposal: Proposal;
}

const flag = /^(?:y|n|yes|no|sí)$/i;
const total = /^(?:all|total|both|todos|todas)$/i;

/**
 * Columns such as "Charter School": a school is one or is not, and of the district there is a row of all its schools
 * beside those of either kind. They name no group of people; the district's number is the one of all.
 */
export function findPlaceAttributes(
  shape: FileShape,
  free: readonly ColumnProfile[],
  sample: readonly FileRecord[],
  { labelColumn }: PlaceSource,
): PlaceAttribute[] {
  if (labelColumn === undefined) return [];
  const at = (wanted: string): number => shape.columns.find(({ name }) => name === wanted)?.index ?? -1;
  const placeAt = at(labelColumn);
  return free.flatMap(({ column, frequent }): PlaceAttribute[] => {
    const labels = frequent.map(({ text }) => text.trim());
    if (!labels.some((label) => total.test(label)) || !labels.every((label) => total.test(label) || flag.test(label)))
      return [];
    const index = at(column);
    const ofPlace = new Map<string, string>();
    const around = new Set<string>();
    const whole = new Set<string>();
    for (const { cells } of sample) {
      const [place, label] = [cells[placeAt]?.trim() ?? '', cells[index]?.trim() ?? ''];
      if (isOfParent(place)) {
        around.add(label);
        whole.add(place);
      } else if (total.test(label) || (ofPlace.get(place) ?? label) !== label) return [];
      else ofPlace.set(place, label);
    }
    const flags = [...around].filter((label) => flag.test(label));
    if (ofPlace.size === 0 || flags.length === 0 || flags.length === around.size) return [];
    const params = { column, labels: flags.join(', ') };
    return [
      {
        column,
        skip: [
          { column: labelColumn, is: 'one_of', values: [...whole] },
          { column, is: 'one_of', values: flags },
        ],
        proposal: {
          code: 'place_attribute',
          path: 'skip',
          column,
          params,
          message: `“${column}” says what each place is, and is no group of people. Rows of several places together that are ${params.labels} are left out beside those of all.`,
          examples: flags,
        },
      },
    ];
  });
}
