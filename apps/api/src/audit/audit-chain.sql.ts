import type { ChainVerb, TrailKind } from '@throughline/domain/audit-topics';
import { is, quote } from '../database/words-sql.ts';
import { chainedColumns } from './audit-chain.ts';

/** $1 partnership. Two sealers take turns; nobody who writes waits for it. */
export const holdChain = `SELECT pg_advisory_xact_lock(hashtextextended('audit chain ' || $1::uuid::text, 0))`;

/** $1 partnership. The end of the chain, and the newest row in it. */
export const findLastSeal = `
SELECT s.number, s.hash, newest.audit_id AS "newestId"
FROM (SELECT number, hash FROM audit_seal WHERE partnership_id = $1 ORDER BY number DESC LIMIT 1) s,
     (SELECT audit_id FROM audit_seal WHERE partnership_id = $1 ORDER BY audit_id DESC LIMIT 1) newest`;

const isUnsealed = `NOT EXISTS (SELECT FROM audit_seal s WHERE s.partnership_id = $1 AND s.audit_id = a.id)`;

/** $1 partnership, $2 the least id to look at, $3 most rows. */
export const findUnsealed = `
SELECT ${chainedColumns} FROM audit a WHERE a.partnership_id = $1 AND a.id >= $2 AND ${isUnsealed} ORDER BY a.id LIMIT $3`;

/** $1 partnership. */
export const countUnsealed = `SELECT count(*)::int AS count FROM audit a WHERE a.partnership_id = $1 AND ${isUnsealed}`;

/** $1 partnership, $2 seals as JSON. */
export const addSeals = `
INSERT INTO audit_seal (partnership_id, number, audit_id, salt, content_hash, hash, signature)
SELECT $1::uuid, s.number, s."auditId", s.salt, s."contentHash", s.hash, s.signature
FROM jsonb_to_recordset($2::jsonb) AS s (number bigint, "auditId" uuid, salt text, "contentHash" text, hash text, signature text)`;

/** $1 partnership, $2 the number before, $3 most rows. The chain in its order, with the rows that it seals. */
export const findSealed = `
SELECT s.number::int AS number, s.audit_id AS "auditId", s.salt, s.content_hash AS "contentHash", s.hash, s.signature,
       ${chainedColumns}
FROM audit_seal s LEFT JOIN audit a ON a.partnership_id = $1 AND a.id = s.audit_id
WHERE s.partnership_id = $1 AND s.number > $2 ORDER BY s.number LIMIT $3`;

/** $1 partnership. What was forgotten since it was sealed, as the chain itself says. */
export const findForgotten = `
SELECT a.changes->'forgotten'->1 AS words FROM audit a WHERE a.partnership_id = $1 AND ${is<ChainVerb>('a.verb', 'forget')} AND ${is<TrailKind>('a.kind', 'member')}
  AND EXISTS (SELECT FROM audit_seal s WHERE s.partnership_id = $1 AND s.audit_id = a.id)
ORDER BY a.at, a.id`;

/** $1 partnership, $2 rows whose words were forgotten; by the owner of the table. */
export const removeSalts = `
UPDATE audit_seal SET salt = NULL WHERE partnership_id = $1 AND audit_id = ANY ($2::uuid[])`;

/** $1 partnership, $2 id, $3 who did it or null, $4 the member, $5 what was forgotten. */
export const addForgotten = `
INSERT INTO audit (partnership_id, id, member_id, verb, kind, item_id, changes)
VALUES ($1, $2, $3, ${quote<ChainVerb>('forget')}, ${quote<TrailKind>('member')}, $4, jsonb_build_object('forgotten', jsonb_build_array(NULL, $5::jsonb)))`;

/** $1 partnership. The newest signed link. */
export const findHead = `
SELECT number::int AS number, hash, signature FROM audit_seal
WHERE partnership_id = $1 AND signature IS NOT NULL ORDER BY number DESC LIMIT 1`;

/** $1 partnership. Chains of other servers that were taken up here, the latest first. */
export const findTakenUp = `
SELECT a.changes->'head'->1 AS head FROM audit a
WHERE a.partnership_id = $1 AND ${is<ChainVerb>('a.verb', 'take_up')} AND ${is<TrailKind>('a.kind', 'partnership')} ORDER BY a.at DESC, a.id DESC`;

/** $1 partnership, $2 id, $3 what was taken up. */
export const addTakenUp = `
INSERT INTO audit (partnership_id, id, verb, kind, item_id, changes)
VALUES ($1, $2, ${quote<ChainVerb>('take_up')}, ${quote<TrailKind>('partnership')}, $1, jsonb_build_object('head', jsonb_build_array(NULL, $3::jsonb)))`;
