import type { Outcome } from '@throughline/domain/lifecycle';
import { Refused } from '../kernel/errors.ts';

/** The state that a lifecycle leads to. Throws REFUSED with the rule's code when the lifecycle refuses. */
export function demandState<S extends string>(outcome: Outcome<S>): S {
  if (!outcome.ok) throw new Refused(outcome);
  return outcome.to;
}
