import type { Outcome } from '@throughline/domain/lifecycle';
import { Refused } from '../kernel/errors.ts';

/** The state that a lifecycle leads to; its refusal becomes REFUSED with the rule's code. */
export function demandState<S extends string>(outcome: Outcome<S>): S {
  if (!outcome.ok) throw new Refused(outcome);
  return outcome.to;
}
