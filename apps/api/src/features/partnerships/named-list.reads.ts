import { type Page, fromCursor, pageSize, toPage } from '../../graphql/page.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';

/** Which page of a list by name is asked for; `search` keeps the names that contain it. */
export interface NamedPageRequest {
  first: number;
  after: string | null;
  search: string | null;
}

/** A list by name: its columns, its source with `$1` the partnership, and the alias whose name and id order it. */
export interface NamedList {
  columns: string;
  from: string;
  where: string;
  alias: string;
}

interface Named {
  name: string;
  id: string;
}

/** A page of a list by name; 2 statements. */
export async function namedPage<T extends Named>(
  tx: ReadTransaction,
  list: NamedList,
  { first, after, search }: NamedPageRequest,
): Promise<Page<T>> {
  const size = pageSize(first);
  const [name, id] = after === null ? [null, null] : fromCursor(after, 2);
  const wanted = search?.trim() || null;
  const { columns, from, where, alias } = list;
  const matches = `${where} AND ($2::text IS NULL OR position(lower($2) IN lower(${alias}.name)) > 0)`;
  const [rows, total] = await Promise.all([
    tx.rows<T>(
      `SELECT ${columns} FROM ${from} WHERE ${matches}
       AND ($3::text IS NULL OR (${alias}.name, ${alias}.id) > ($3, $4::uuid)) ORDER BY ${alias}.name, ${alias}.id LIMIT $5`,
      [tx.partnershipId, wanted, name, id, size + 1],
    ),
    tx.one<{ count: number }>(`SELECT count(*)::int AS count FROM ${from} WHERE ${matches}`, [
      tx.partnershipId,
      wanted,
    ]),
  ]);
  return toPage(rows, size, total?.count ?? 0, (row) => [row.name, row.id]);
}
