import { AsyncLocalStorage } from 'node:async_hooks';

/** Tells what time it is. */
export type Clock = () => Date;

const clockInUse = new AsyncLocalStorage<{ clock: Clock | null }>();

/**
 * Milliseconds by the clock of this process: for how long something is remembered, never for a day or a row. What
 * happens in a partnership happens at the moment of its transaction, on the partnership's day (`tx.now`, `tx.today`).
 */
export const processTime = (): number => Date.now();

/**
 * Does work by a clock: every transaction that it opens happens when the clock says, and so does all that its statements
 * ask and write. What the work set going and did not wait for goes on by the database's clock.
 */
export async function byClock<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const held: { clock: Clock | null } = { clock };
  try {
    return await clockInUse.run(held, work);
  } finally {
    held.clock = null;
  }
}

/** The moment at which a transaction that begins now happens by a clock that was given; null for the database's own. */
export const givenMoment = (): Date | null => clockInUse.getStore()?.clock?.() ?? null;
