import { type KnownSubject, may, type PolicyName } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound, Refused } from '../kernel/errors.ts';

/**
 * Goes on only when the policy allows it. The first line of each service method that changes something.
 * @throws NotFound for what is of another partnership; Refused NOT_ALLOWED for a member who may read but not do it.
 */
export function demand(viewer: Viewer, policy: PolicyName, subject: KnownSubject = {}): void {
  if (subject.partnershipId && subject.partnershipId !== viewer.partnershipId) throw new NotFound();
  if (!may(policy, viewer, subject)) {
    throw new Refused(refusal('NOT_ALLOWED'));
  }
}
