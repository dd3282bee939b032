/**
 * Whether a row is searched for: a part of its name, whatever the case, or its id, as a form names what was chosen before.
 * Null searches for nothing, so that every row is.
 * @param search the parameter, a text
 */
export const isSearchedFor = (alias: string, search: string, name = `${alias}.name`): string =>
  `(${search}::text IS NULL OR position(lower(${search}) IN lower(${name})) > 0 OR ${alias}.id::text = ${search})`;
