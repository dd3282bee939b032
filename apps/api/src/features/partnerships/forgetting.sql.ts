import type { TrailKind } from '@throughline/domain/audit-topics';
import type { DataSource, EntityMetadata } from 'typeorm';
import { isTenantEntity } from '../../database/columns.ts';
import { is } from '../../database/words-sql.ts';

/** Their rows are changed one by one, with what the chain of the audit says of them. */
const apart = ['audit', 'audit_seal', 'outbox'];

/** $1 partnership, $2 member. */
export const findForgettable = `
SELECT name, email, account_id AS "accountId",
  ARRAY(SELECT DISTINCT said.name FROM audit a CROSS JOIN LATERAL (
    SELECT jsonb_array_elements_text(CASE WHEN jsonb_typeof(a.changes->field) = 'array' THEN a.changes->field ELSE '[]' END) AS name
    FROM unnest(ARRAY['name', 'email']) field) said
    WHERE a.partnership_id = $1 AND a.item_id = $2 AND ${is<TrailKind>('a.kind', 'member')} AND said.name IS NOT NULL) AS earlier
FROM member WHERE partnership_id = $1 AND id = $2 FOR UPDATE`;

/** $1 partnership, $2 member, $3 name and $4 address that stand there from now on. */
export const blankMember = `
UPDATE member SET name = $3, email = $4, account_id = NULL, retired_at = coalesce(retired_at, moment()),
  version = version + 1, updated_at = moment()
WHERE partnership_id = $1 AND id = $2`;

const replaceWords = (text: string, isJson: boolean): string => {
  const [names, addresses] = isJson ? ['$4', '$5'] : ['$2', '$3'];
  return `regexp_replace(regexp_replace(${text}, ${addresses}, $7, 'gi'), ${names}, $6, 'gi')`;
};

const holds = (text: string, isJson: boolean): string => {
  const [names, addresses] = isJson ? ['$4', '$5'] : ['$2', '$3'];
  return `(${text} ~* ${names} OR ${text} ~* ${addresses})`;
};

/** Every parameter has its type, whichever of them a table needs. */
const parameterTypes = `$1::uuid IS NOT NULL AND ($2::text || $3::text || $4::text || $5::text || $6::text || $7::text) IS NOT NULL`;

interface TextColumn {
  name: string;
  kind: 'text' | 'list' | 'json';
}

/** The columns in which somebody can have written: no keys, and no words of a closed list. */
function textColumns(table: EntityMetadata): TextColumn[] {
  return table.columns.flatMap((column): TextColumn[] => {
    const name = column.databaseName;
    const isClosed = table.checks.some(({ expression }) => expression.startsWith(`"${name}" IN (`));
    if (column.isPrimary || isClosed) return [];
    if (column.type === 'jsonb') return [{ name, kind: 'json' }];
    if (column.type !== 'text') return [];
    return [{ name, kind: column.isArray ? 'list' : 'text' }];
  });
}

/**
 * One statement for each table of a partnership, derived from the entities, that puts other words in the place of names
 * and addresses: $1 partnership, patterns of $2 names and $3 addresses in texts, $4 and $5 in JSON, $6 and $7 what stands
 * there from now on.
 */
export function replaceEverywhere(dataSource: DataSource): string[] {
  return dataSource.entityMetadatas.flatMap((table) => {
    const isTenant = isTenantEntity(table.target);
    if (table.tableType === 'view' || apart.includes(table.tableName)) return [];
    if (!isTenant && table.tableName !== 'partnership') return [];
    const columns = textColumns(table);
    if (columns.length === 0) return [];
    const sets = columns.map(({ name, kind }) => {
      if (kind === 'json') return `"${name}" = ${replaceWords(`"${name}"::text`, true)}::jsonb`;
      if (kind === 'list') return `"${name}" = ARRAY(SELECT ${replaceWords('one', false)} FROM unnest("${name}") one)`;
      return `"${name}" = ${replaceWords(`"${name}"`, false)}`;
    });
    const conditions = columns.map(({ name, kind }) => {
      if (kind === 'list') return `EXISTS (SELECT FROM unnest("${name}") one WHERE ${holds('one', false)})`;
      return holds(kind === 'json' ? `"${name}"::text` : `"${name}"`, kind === 'json');
    });
    const owner = isTenant ? 'partnership_id' : 'id';
    return [
      `UPDATE "${table.tableName}" SET ${sets.join(', ')} WHERE ${owner} = $1 AND ${parameterTypes} AND (${conditions.join(' OR ')})`,
    ];
  });
}

/** The same for the audit; answers what the rows hold now. */
export const replaceInAudit = `
UPDATE audit a SET reason = ${replaceWords('a.reason', false)}, changes = ${replaceWords('a.changes::text', true)}::jsonb
WHERE a.partnership_id = $1 AND ${parameterTypes} AND (${holds('a.reason', false)} OR ${holds('a.changes::text', true)})
RETURNING a.id, a.reason, a.changes::text AS changes`;

/** $1 account. Memberships that are not forgotten, in whatever partnership; read in the account's own scope. */
export const countMemberships = 'SELECT count(*)::int AS count FROM member WHERE account_id = $1';

/** $1 account; sessions, passwords and second factors go with it. */
export const removeAccount = 'DELETE FROM account WHERE id = $1';
/** $1 what the mails are about. */
export const removeMail = 'DELETE FROM mail WHERE subject_id = ANY ($1::uuid[])';
export const findInvitations = 'SELECT id FROM invitation WHERE partnership_id = $1 AND member_id = $2';
