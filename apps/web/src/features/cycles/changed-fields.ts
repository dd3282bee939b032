/** The fields of `value` that differ from `base`: a write sends no more than what the person changed. */
export function changedFields<T extends object>(base: T, value: T): Partial<T> {
  const fields = Object.keys(value) as (keyof T)[];
  return Object.fromEntries(
    fields.filter((field) => base[field] !== value[field]).map((field) => [field, value[field]]),
  ) as Partial<T>;
}
