/**
 * Milliseconds by the clock of this process: for how long something is remembered, never for a day or a row. What
 * happens in a partnership happens at the moment of its transaction, on the partnership's day (`tx.now`, `tx.today`).
 */
export const processTime = (): number => Date.now();
