/** An input that must not be computed; carried up to the function that answers `{ error }`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Runs a computation; a {@link Refusal} in it becomes `{ error }`, every other failure is thrown on. */
export function refusable<T>(compute: () => T): T | { readonly error: string } {
  try {
    return compute();
  } catch (reason) {
    if (reason instanceof Refusal) return { error: reason.message };
    throw reason;
  }
}
