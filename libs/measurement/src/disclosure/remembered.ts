import { both } from './facts.ts';
import type { Centre, Fact, Ledger, Sum } from './release.ts';

/** All that the readers of the ledger know by heart. */
export interface Remembered {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly sums: readonly Sum[];
  readonly centres: readonly Centre[];
  readonly guarded: ReadonlySet<string>;
}

/** Puts the entries of a ledger together. */
export function remember(ledger: Ledger): Remembered {
  const facts = new Map<string, Fact>();
  for (const entry of ledger)
    for (const [id, fact] of entry.facts) {
      const known = facts.get(id);
      facts.set(id, known ? both(known, fact) : fact);
    }
  return {
    facts,
    sums: ledger.flatMap((entry) => entry.sums),
    centres: ledger.flatMap((entry) => entry.centres),
    guarded: new Set(ledger.flatMap((entry) => entry.guarded)),
  };
}
