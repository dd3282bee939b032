import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '../../kernel/inputs.ts';

/** What a token names, once its secret was found right. */
export interface ItemLinkToken {
  readonly partnershipId: string;
  readonly notificationId: string;
}

/** 256 bits that nobody can compute without the server's secret, and the server at any time. */
const secretOf = (authSecret: string, { partnershipId, notificationId }: ItemLinkToken): Buffer =>
  createHmac('sha256', authSecret).update(`item link ${partnershipId} ${notificationId}`).digest();

/** The token of a notification's link; it names its partnership, so that it is looked for in that one alone. */
export const itemLinkToken = (authSecret: string, token: ItemLinkToken): string =>
  [token.partnershipId, token.notificationId, secretOf(authSecret, token).toString('base64url')].join('.');

/** The address at which the item is answered: the token behind the `#`, where no server and no log sees it. */
export const itemLinkUrl = (publicUrl: string, authSecret: string, token: ItemLinkToken): string =>
  `${publicUrl}/t#${itemLinkToken(authSecret, token)}`;

/** Reads a token, or answers null where it is none of ours. Whether it still opens anything is in the table. */
export function readItemLinkToken(authSecret: string, text: string): ItemLinkToken | null {
  const [partnershipId = '', notificationId = '', secret = '', more] = text.split('.');
  if (more !== undefined || !isUuid(partnershipId) || !isUuid(notificationId)) return null;
  const token = { partnershipId: partnershipId.toLowerCase(), notificationId: notificationId.toLowerCase() };
  const [given, right] = [Buffer.from(secret, 'base64url'), secretOf(authSecret, token)];
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}
