import type { Database } from '../database/database.ts';

/** A partnership as the jobs and commands that go through all of them see it. */
export interface ListedPartnership {
  readonly id: string;
  readonly slug: string;
}

/** Every partnership, by its short name; by the role that logs in, and nothing else of them. */
export async function everyPartnership(database: Database): Promise<ListedPartnership[]> {
  const { rows } = await database.pool.query<ListedPartnership>('SELECT id, slug FROM partnership ORDER BY slug');
  return rows;
}

/** The partnership of that short name, or null. */
export async function partnershipNamed(database: Database, slug: string): Promise<ListedPartnership | null> {
  const { rows } = await database.pool.query<ListedPartnership>('SELECT id, slug FROM partnership WHERE slug = $1', [
    slug,
  ]);
  return rows[0] ?? null;
}
