import { kindsOfTopic, signInVerbs, type TrailKind } from '@throughline/domain/audit-topics';
import type { AuditTopic } from '@throughline/domain/vocabulary';
import type { DataSource, EntityMetadata } from 'typeorm';
import { startOfDay } from '../../database/days.ts';
import { is, quote } from '../../database/words-sql.ts';
import type { ListQuery } from '../../tenancy/page.ts';

/** Columns by which a row is called, the first that a table has. */
const names = ['name', 'title', 'fileName'];

const nameColumn = (metadata: EntityMetadata): string | undefined =>
  names.map((name) => metadata.findColumnWithPropertyName(name)).find(Boolean)?.databaseName;

/** What the row of the audit `a` is about is called now: its own name, else whose it is, else what stands on the thread. */
function titleSql(dataSource: DataSource): string {
  const tables = dataSource.entityMetadatas.filter((table) => table.findColumnWithPropertyName('id'));
  const cases = tables.flatMap((table) => {
    const name = nameColumn(table);
    const scope = table.findColumnWithPropertyName('partnershipId') ? 't.partnership_id = $1 AND' : '';
    const from = `FROM ${table.tableName} t WHERE ${scope} t.id = a.item_id`;
    if (name !== undefined) return [`WHEN ${quote(table.tableName)} THEN (SELECT t."${name}" ${from})`];
    if (!table.findColumnWithPropertyName('memberId') || table.tableName === 'audit') return [];
    const place = table.findColumnWithPropertyName('networkId')
      ? `|| coalesce(' · ' || coalesce((SELECT n.name FROM network n WHERE n.partnership_id = $1 AND n.id = t.network_id),
           (SELECT l.name FROM leadership_table l WHERE l.partnership_id = $1 AND l.id = t.table_id)), '')`
      : '';
    const member = `(SELECT m.name FROM member m WHERE m.partnership_id = $1 AND m.id = t.member_id)`;
    return [`WHEN ${quote(table.tableName)} THEN (SELECT ${member} ${place} ${from})`];
  });
  return `coalesce(CASE a.kind ${cases.join('\n')} END,
    (SELECT i.title FROM item i WHERE i.partnership_id = $1 AND i.id = a.item_id AND i.kind = a.kind))`;
}

const signIns = `ARRAY[${signInVerbs.map(quote).join(', ')}]`;

/**
 * $1 partnership, $2 who did it or whose membership it is about, $3 kinds, $4 kinds that are left out, $5 whether it is a
 * sign-in, $6 first and $7 last day. Null leaves a condition out.
 */
const where = `a.partnership_id = $1
  AND ($2::uuid IS NULL OR a.member_id = $2 OR (${is<TrailKind>('a.kind', 'member')} AND a.item_id = $2))
  AND ($3::text[] IS NULL OR a.kind = ANY ($3)) AND ($4::text[] IS NULL OR NOT a.kind = ANY ($4))
  AND ($5::boolean IS NULL OR (a.verb = ANY (${signIns})) = $5)
  AND ($6::date IS NULL OR a.at >= ${startOfDay('$6::date', '$1')})
  AND ($7::date IS NULL OR a.at < ${startOfDay('$7::date + 1', '$1')})`;

const from = `audit a LEFT JOIN member w ON w.partnership_id = $1 AND w.id = a.member_id
  LEFT JOIN audit_seal s ON s.partnership_id = $1 AND s.audit_id = a.id`;

/** The audit, the latest first. */
export function auditList(dataSource: DataSource): ListQuery & { readonly columns: string } {
  return {
    columns: `a.id, a.at, a.member_id AS "memberId", w.name AS "memberName", a.link_id IS NOT NULL AS "isByLink", a.verb, a.kind,
      a.item_id AS "itemId", ${titleSql(dataSource)} AS title, a.reason, a.changes,
      s.number::int AS "sealNumber", s.hash AS "sealHash"`,
    from,
    countFrom: 'audit a',
    where,
    order: [
      { by: 'a.at', type: 'timestamptz', descending: true },
      { by: 'a.id', type: 'uuid', descending: true },
    ],
  };
}

/** Rows of {@link auditList} from the oldest on, past the row ($8, $9) or from the beginning; $10 most rows. */
export const auditRows = ({ columns }: { columns: string }): string => `
SELECT ${columns}, a.at::text AS "atKey" FROM ${from}
WHERE ${where} AND ($8::timestamptz IS NULL OR (a.at, a.id) > ($8::timestamptz, $9::uuid)) ORDER BY a.at, a.id LIMIT $10`;

/** Which entries are wanted; null wants any. */
export interface AuditFilter {
  readonly memberId: string | null;
  readonly topic: AuditTopic | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** The parameters of {@link auditList}. */
export function filterValues(partnershipId: string, { memberId, topic, from: first, to }: AuditFilter): unknown[] {
  const ofTopic = topic !== null && topic in kindsOfTopic ? kindsOfTopic[topic as keyof typeof kindsOfTopic] : null;
  const isSignIn = topic === null ? null : topic === 'sign_ins';
  const leftOut = topic === 'work' ? Object.values(kindsOfTopic).flat() : null;
  return [partnershipId, memberId, ofTopic, leftOut, isSignIn, first, to];
}
