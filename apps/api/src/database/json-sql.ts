import type { Selection } from '../kernel/selected-fields.ts';

/** `json_build_object` of the fields that are selected, in their order; of all when nothing says which. */
export function jsonOf(fields: Readonly<Record<string, string>>, selected?: Selection): string {
  const names = selected ? [...selected.keys()].filter((name) => Object.hasOwn(fields, name)) : Object.keys(fields);
  return `json_build_object(${names.map((name) => `'${name}', ${fields[name] ?? ''}`).join(', ')})`;
}

/** A moment as the scalar `Instant` writes it. */
export const instantOf = (moment: string): string =>
  `to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
