import { itemLinkDays, linkedItemKinds, linkedKinds } from '@throughline/domain/item-links';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { askedForSecondFactor } from '../../database/second-factor-sql.ts';
import { isHeldSeat } from '../../database/seat-sql.ts';
import { isOneOf, quote } from '../../database/words-sql.ts';
import { aboutWhat, isThere } from './notification.sql.ts';

/** Whether a notification `n` has a link that was mailed, not withdrawn, and not too old. */
const isOpen = `n.mail_id IS NOT NULL AND n.link_ended_at IS NULL
  AND n.created_at > moment() - interval '${itemLinkDays} days'
  AND ${isOneOf('n.kind', linkedKinds)} AND ${isOneOf('n.item_kind', linkedItemKinds)}`;

/**
 * What the link of the notification $2 opens: only while the membership lasts, the item is there, and it is still its
 * receiver's: an action their own, an ask with whom it was. Nothing while a second factor is asked of them: a mail is none.
 */
export const findLinked = `
SELECT n.member_id AS "memberId", n.item_kind AS "itemKind", n.item_id AS "itemId", m.role,
  m.organization_id AS "organizationId", m.name AS "memberName", p.name AS "partnershipName",
  w.name AS "networkName", b.name AS "byName",
  coalesce((SELECT json_agg(json_build_object('networkId', s.network_id, 'tableId', s.table_id, 'role', s.role))
    FROM seat s WHERE s.partnership_id = $1 AND s.member_id = m.id AND ${isHeldSeat}), '[]') AS seats,
  coalesce(a.version, e.version) AS version, coalesce(a.title, e.title) AS title,
  coalesce(a.description, e.ask) AS text, coalesce(a.state, e.state) AS state,
  coalesce(a.due_on, e.respond_by)::text AS "dueOn",
  e.to_organization_id AS "toOrganizationId", e.to_table_id AS "toTableId"
FROM notification n JOIN partnership p ON p.id = $1 JOIN member m ON m.partnership_id = $1 AND m.id = n.member_id
${aboutWhat} LEFT JOIN member b ON b.partnership_id = $1 AND b.id = e.raised_by
WHERE n.partnership_id = $1 AND n.id = $2 AND ${isOpen} AND m.retired_at IS NULL
  AND m.role <> ${quote<MemberRole>('viewer')} AND NOT ${askedForSecondFactor('p', 'm')} AND ${isThere} AND (e.id IS NOT NULL OR a.owner_member_id = n.member_id)`;

/** How many links of mails to member $2 are open. */
export const countOpenLinks = `
SELECT count(*)::int AS count FROM notification n WHERE n.partnership_id = $1 AND n.member_id = $2 AND ${isOpen}`;

/** Ends the links of all mails that were sent to member $2. */
export const endLinks = `
UPDATE notification n SET link_ended_at = moment() WHERE n.partnership_id = $1 AND n.member_id = $2 AND ${isOpen}`;
