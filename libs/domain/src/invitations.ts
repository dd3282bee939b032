import type { MemberRole } from './vocabulary.ts';

/** How long an invitation opens something, in days. */
export const invitationDays = 14;

/** What whoever has the link of an invitation sees before they join. */
export interface InvitationShown {
  partnershipName: string;
  /** Null when it is not known any more who invited. */
  inviterName: string | null;
  /** The person's name, as whoever invited wrote it. */
  name: string;
  email: string;
  role: MemberRole;
  organizationName: string | null;
  /** True where the address has an account already: then they sign in rather than choose a password. */
  hasAccount: boolean;
}
