import type { MemberRole } from './vocabulary.ts';

/** Who sees hidden numbers or decides about people: what a stolen password of theirs would open. */
export const rolesWithSecondFactor: readonly MemberRole[] = ['director', 'data_manager'];

/**
 * True for a member who is let into the partnership only once their account has a second factor.
 * @oracle of the statement that finds a membership
 */
export const needsSecondFactor = (
  partnership: { requiresSecondFactor: boolean },
  member: { role: MemberRole },
  account: { hasSecondFactor: boolean },
): boolean =>
  partnership.requiresSecondFactor && rolesWithSecondFactor.includes(member.role) && !account.hasSecondFactor;
