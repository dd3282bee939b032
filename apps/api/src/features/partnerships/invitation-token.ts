import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '../../kernel/inputs.ts';

/**
 * How the link of an invitation reached the person. Only what was mailed proves that they read what is sent to the
 * address; a link that the director hands over could have been opened by anybody.
 */
export type InvitationWay = 'mail' | 'hand';

/** What a token names, once its secret was found right. */
export interface InvitationToken {
  readonly partnershipId: string;
  readonly invitationId: string;
  readonly way: InvitationWay;
}

const ways: Readonly<Record<string, InvitationWay>> = { m: 'mail', h: 'hand' };

/** 256 bits that nobody can compute without the server's secret, and the server at any time. */
const secretOf = (authSecret: string, { partnershipId, invitationId, way }: InvitationToken): Buffer =>
  createHmac('sha256', authSecret).update(`invitation ${partnershipId} ${invitationId} ${way}`).digest();

/** The token of an invitation; it names its partnership, so that it is looked for in that one alone. */
export const invitationToken = (authSecret: string, token: InvitationToken): string =>
  [token.partnershipId, token.invitationId, token.way[0], secretOf(authSecret, token).toString('base64url')].join('.');

/** The address at which the invitation is answered: the token behind the `#`, where no server and no log sees it. */
export const invitationUrl = (publicUrl: string, authSecret: string, token: InvitationToken): string =>
  `${publicUrl}/join#${invitationToken(authSecret, token)}`;

/** Reads a token, or answers null where it is none of ours. Whether it still opens anything is in the table. */
export function readInvitationToken(authSecret: string, text: string): InvitationToken | null {
  const [partnershipId = '', invitationId = '', letter = '', secret = '', more] = text.split('.');
  const way = ways[letter];
  if (!way || more !== undefined || !isUuid(partnershipId) || !isUuid(invitationId)) return null;
  const token: InvitationToken = {
    partnershipId: partnershipId.toLowerCase(),
    invitationId: invitationId.toLowerCase(),
    way,
  };
  const [given, right] = [Buffer.from(secret, 'base64url'), secretOf(authSecret, token)];
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}
