import { AsyncLocalStorage } from 'node:async_hooks';

/** Tells what time it is. */
export type Clock = () => Date;

const clockInUse = new AsyncLocalStorage<{ clock: Clock | null }>();

/**
 * Milliseconds by the clock of this process. Use it for how long something is remembered, never for a day or a row:
 * those take the moment of the transaction and the partnership's day (`tx.now`, `tx.today`).
 */
export const processTime = (): number => Date.now();

/**
 * Runs work by a clock of its own: every transaction it opens happens at the moment that the clock gives. Anything still
 * running when the work ends goes on by the database's clock.
 */
export async function byClock<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const held: { clock: Clock | null } = { clock };
  try {
    return await clockInUse.run(held, work);
  } finally {
    held.clock = null;
  }
}

/** The moment that {@link byClock} gives to a transaction beginning now; null where the database's clock counts. */
export const givenMoment = (): Date | null => clockInUse.getStore()?.clock?.() ?? null;
