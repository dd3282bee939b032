const unremarkable = new Set(['id', 'partnershipId', 'version', 'createdAt', 'updatedAt']);

/** Field by field what a write changed: `{field: [was, became]}`; a field that stayed the same is left out. */
export function changesBetween(before: object, after: object): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  const was = before as Record<string, unknown>;
  for (const [field, became] of Object.entries(after)) {
    if (unremarkable.has(field) || became === undefined) continue;
    if (JSON.stringify(was[field] ?? null) !== JSON.stringify(became)) changes[field] = [was[field] ?? null, became];
  }
  return changes;
}
