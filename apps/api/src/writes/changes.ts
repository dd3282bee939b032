/** What every row has, and what opens something, though only as a hash. */
const unremarkable = new Set(['id', 'partnershipId', 'version', 'createdAt', 'updatedAt', 'keyHash', 'secretHash']);

/** What a write changed, field by field: `{field: [was, became]}`. Fields that stayed the same are left out. */
export function changesBetween(before: object, after: object): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  const was = before as Record<string, unknown>;
  for (const [field, became] of Object.entries(after)) {
    if (unremarkable.has(field) || became === undefined) continue;
    if (JSON.stringify(was[field] ?? null) !== JSON.stringify(became)) changes[field] = [was[field] ?? null, became];
  }
  return changes;
}
