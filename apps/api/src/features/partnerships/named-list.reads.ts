import { type Page, fromCursor, pageSize, toPage } from '../../kernel/pages.ts';
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
  /** Keeps the rows whose column has the value; null keeps all. The columns are constants of ours. */
  filters?: readonly { column: string; value: string | null }[];
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
  const { columns, from, where, alias, filters = [] } = list;
  const kept = filters.map(
    ({ column }, index) => ` AND ($${index + 3}::text IS NULL OR ${column}::text = $${index + 3})`,
  );
  const matches = `${where} AND ($2::text IS NULL OR position(lower($2) IN lower(${alias}.name)) > 0)${kept.join('')}`;
  const matched = [tx.partnershipId, wanted, ...filters.map(({ value }) => value)];
  const n = matched.length;
  const [rows, total] = await Promise.all([
    tx.rows<T>(
      `SELECT ${columns} FROM ${from} WHERE ${matches}
       AND ($${n + 1}::text IS NULL OR (${alias}.name, ${alias}.id) > ($${n + 1}, $${n + 2}::uuid))
       ORDER BY ${alias}.name, ${alias}.id LIMIT $${n + 3}`,
      [...matched, name, id, size + 1],
    ),
    tx.one<{ count: number }>(`SELECT count(*)::int AS count FROM ${from} WHERE ${matches}`, matched),
  ]);
  return toPage(rows, size, total?.count ?? 0, (row) => [row.name, row.id]);
}
