import { type CursorType, fromCursor } from '../kernel/cursor.ts';
import { type Page, pageSize, toPage } from '../kernel/pages.ts';
import type { ReadTransaction } from './transaction.ts';

/** A column that a list is ordered by. */
export interface Order {
  /** `a.due_on` */
  readonly by: string;
  /** Its type in SQL, for the cursor's text. */
  readonly type: CursorType;
  readonly descending?: boolean;
  /** May be null; null comes last. */
  readonly nullable?: boolean;
}

/** A list that is read page by page. Texts are constant: what narrows it travels as parameters from $1 on. */
export interface ListQuery {
  /** `a.id, a.title, …`; from the transaction where they are an entity's. */
  readonly columns: string | ((tx: ReadTransaction) => string);
  /** `action a JOIN …`, with all that the columns need. */
  readonly from: string;
  /** What of it the count needs; by default all. */
  readonly countFrom?: string;
  /** `a.partnership_id = $1 AND …` */
  readonly where: string;
  /** The last one makes it unique. */
  readonly order: readonly Order[];
}

/** Which page is wanted. */
export interface PageRequest {
  first: number;
  after: string | null;
}

interface Texts {
  rows: string;
  count: string;
}

const textsByList = new WeakMap<ListQuery, Map<number, Texts>>();

/** A page of a list and the number of all; 2 statements in one message. */
export async function readPage<T extends object>(
  tx: ReadTransaction,
  list: ListQuery,
  values: readonly unknown[],
  { first, after }: PageRequest,
): Promise<Page<T>> {
  const size = pageSize(first);
  const from = after === null ? list.order.map(() => null) : fromCursor(after, list.order);
  const texts = textsOf(tx, list, values.length);
  const [rows, total] = await Promise.all([
    tx.rows<T & { cursorKeys: (string | null)[] }>(texts.rows, [...values, after !== null, ...from, size + 1]),
    tx.one<{ count: number }>(texts.count, [...values]),
  ]);
  const page = toPage(rows, size, total?.count ?? 0, (row) => row.cursorKeys);
  return { ...page, nodes: page.nodes.map(({ cursorKeys: _keys, ...row }) => row as unknown as T) };
}

function textsOf(tx: ReadTransaction, list: ListQuery, parameters: number): Texts {
  const known = textsByList.get(list) ?? new Map<number, Texts>();
  textsByList.set(list, known);
  const texts = known.get(parameters) ?? compose(tx, list, parameters);
  known.set(parameters, texts);
  return texts;
}

function compose(
  tx: ReadTransaction,
  { columns, from, countFrom, where, order }: ListQuery,
  parameters: number,
): Texts {
  const keys = order.map(({ by }) => `(${by})::text`).join(', ');
  const cursor = order.map(({ type }, at) => `$${parameters + 2 + at}::${type}`);
  const by = order.map((each) => `${each.by}${each.descending ? ' DESC' : ''}${each.nullable ? ' NULLS LAST' : ''}`);
  return {
    rows: `SELECT ${typeof columns === 'string' ? columns : columns(tx)}, ARRAY[${keys}] AS "cursorKeys" FROM ${from}
WHERE ${where} AND (NOT $${parameters + 1}::boolean OR ${beyond(order, cursor)})
ORDER BY ${by.join(', ')} LIMIT $${parameters + 2 + order.length}`,
    count: `SELECT count(*) AS count FROM ${countFrom ?? from} WHERE ${where}`,
  };
}

/** What comes after the cursor: one comparison of rows where the index can use it, else column by column. */
function beyond(order: readonly Order[], cursor: readonly string[]): string {
  const descending = order[0]?.descending ?? false;
  if (order.every((each) => !each.nullable && (each.descending ?? false) === descending)) {
    return `(${order.map(({ by }) => by).join(', ')}) ${descending ? '<' : '>'} (${cursor.join(', ')})`;
  }
  const steps = order.map((each, at) => {
    const same = order.slice(0, at).map(({ by }, before) => `${by} IS NOT DISTINCT FROM ${cursor[before]}`);
    return `(${[...same, after(each, cursor[at] ?? '')].join(' AND ')})`;
  });
  return `(${steps.join(' OR ')})`;
}

function after({ by, descending, nullable }: Order, cursor: string): string {
  const later = `${by} ${descending ? '<' : '>'} ${cursor}`;
  return nullable ? `(${cursor} IS NOT NULL AND (${later} OR ${by} IS NULL))` : later;
}
