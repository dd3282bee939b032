import type { InvitationShown } from '@throughline/domain/invitations';
import { type LinkAnswer, linkClient } from '../../shared/server/link-client.ts';

const call = linkClient({ address: '/invitation', header: 'x-invitation', credentials: 'same-origin' });

/** What the link invites to. */
export const openInvitation = (token: string): Promise<LinkAnswer<InvitationShown>> => call('GET', '', token);

/** Joins with a new account; answers what to sign in with, and where to. */
export const joinAnew = (
  token: string,
  person: { name: string; password: string; language: string },
): Promise<LinkAnswer<{ email: string; slug: string }>> => call('POST', '/join', token, person);

/** Joins with the account that is signed in. */
export const joinAsMe = (token: string): Promise<LinkAnswer<{ slug: string }>> =>
  call('POST', '/join-as-me', token, {});
