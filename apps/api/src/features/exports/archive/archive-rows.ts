import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ArchivedTable } from './archive-tables.ts';

/** Rows of one FETCH. */
const rowsAtOnce = 1_000;

/** Makes what is read now one picture of one moment, written alike whatever server reads it. */
export const onePicture = `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`;
export const alike = `SET LOCAL TimeZone = 'UTC'; SET LOCAL extra_float_digits = 1`;

/** The rows of a table in canonical form, some at a time, inside a transaction. */
export async function* linesOf(
  client: pg.ClientBase,
  table: ArchivedTable,
  partnershipId: string,
): AsyncGenerator<string[]> {
  await client.query(`DECLARE archived NO SCROLL CURSOR FOR ${table.rows(partnershipId)}`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM archived`);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('CLOSE archived');
}

/** The hash of a table's rows in canonical form, with how many there are. */
export async function hashRows(
  client: pg.ClientBase,
  table: ArchivedTable,
  partnershipId: string,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const lines of linesOf(client, table, partnershipId)) {
    rows += lines.length;
    hash.update(asText(lines));
  }
  return { rows, sha256: hash.digest('hex') };
}

/** Lines as they stand in a file. */
export const asText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
