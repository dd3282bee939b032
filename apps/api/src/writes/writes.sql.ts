/** What the first message of a write reads. */
export interface Opened {
  /** The moment of the transaction. */
  now: Date;
  /** Null while the partnership is being founded. */
  timeZone: string | null;
  /** True when the write was answered before. */
  isKept: boolean;
  operation: string | null;
  fingerprint: string | null;
  answer: unknown;
}

/** $1 partnership, $2 member, $3 key. */
export const openWrite = `
SELECT moment() AS now, p.time_zone AS "timeZone", i.key IS NOT NULL AS "isKept", i.operation, i.fingerprint, i.answer
FROM (SELECT 1) one
LEFT JOIN partnership p ON p.id = $1
LEFT JOIN idempotency i ON i.partnership_id = $1 AND i.member_id = $2 AND i.key = $3`;

export const keepAnswer = `
INSERT INTO idempotency (partnership_id, member_id, key, operation, fingerprint, answer) VALUES ($1, $2, $3, $4, $5, $6)`;

const statements = new Map<string, string>();

/** {@link keepAnswer} for the row that a statement with so many parameters reads; returns that row. */
export function keepRead(text: string, parameters: number): string {
  const known = statements.get(text);
  if (known) return known;
  const [partnership, member, key, operation, fingerprint] = [1, 2, 3, 4, 5].map((at) => `$${parameters + at}`);
  const keeping = `
INSERT INTO idempotency (partnership_id, member_id, key, operation, fingerprint, answer)
SELECT ${partnership}::uuid, ${member}::uuid, ${key}, ${operation}, ${fingerprint}, to_jsonb(read)
FROM (SELECT 1) one LEFT JOIN LATERAL (${text}) read ON true RETURNING answer`;
  statements.set(text, keeping);
  return keeping;
}
