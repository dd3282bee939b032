import type { MemberRole } from '@throughline/domain/vocabulary';
import { isHeldSeat } from '../database/seat-sql.ts';
import { is, isOneOf, quote } from '../database/words-sql.ts';

/** Who answers for an organization: its leaders and its director; where it has none, the partnership's directors. */
const answersFor = (organization: string): string => `(
  m.organization_id = ${organization} AND ${isOneOf('m.role', ['partner_leader', 'director'])}
  OR ${is<MemberRole>('m.role', 'director')} AND ${organization} IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM member o WHERE o.partnership_id = $1 AND o.organization_id = ${organization} AND o.retired_at IS NULL
      AND ${isOneOf('o.role', ['partner_leader', 'director'])}))`;

/** A name behind an @, with no letter right after it. */
const isMentioned = (text: string): string =>
  `(strpos(${text}, '@') > 0 AND lower(${text}) ~ ('@' || regexp_replace(lower(m.name), '([^[:alnum:] ])', '\\\\\\1', 'g') || '(?![[:alpha:]])'))`;

/**
 * The members `m` whom the news `n` reaches (`libs/domain/src/notifications.ts`), `n` with the columns of the news. Never
 * whoever caused it, whose membership ended, or whoever only reads. `$1` is the partnership.
 */
export const reaches = (author: string): string => `m.partnership_id = $1 AND m.retired_at IS NULL
  AND m.role <> ${quote<MemberRole>('viewer')} AND m.id IS DISTINCT FROM ${author} AND (
  m.id = n."toMemberId" OR ${answersFor('n."toOrganizationId"')} OR ${isMentioned('n."mentionedIn"')}
  OR EXISTS (SELECT 1 FROM seat s WHERE s.partnership_id = $1 AND s.member_id = m.id AND ${isHeldSeat}
    AND (s.table_id = n."toTableId" OR s.network_id = n."toNetworkId")))`;

/** Tells open pages that somebody was notified: of whom and of what they ask themselves. */
export const announceNotified = `
INSERT INTO outbox (partnership_id, tx, kind, item_id, version)
SELECT $1::uuid, (pg_current_xact_id()::text)::bigint, 'notification', id, 1 FROM notified LIMIT 1`;

/** Notifies everybody whom the news $2 of the partnership $1 reach, but the member $3 whose doing it is. */
export const notifyMembers = `
WITH notified AS (
  INSERT INTO notification (partnership_id, id, member_id, kind, item_kind, item_id, by_member_id, once)
  SELECT DISTINCT ON (m.id, n.kind, n."itemId") $1::uuid, gen_random_uuid(), m.id, n.kind, n."itemKind", n."itemId",
    (SELECT b.id FROM member b WHERE b.partnership_id = $1 AND b.id = $3::uuid), gen_random_uuid()::text
  FROM jsonb_to_recordset($2::jsonb) AS n (kind text, "itemKind" text, "itemId" uuid, "toMemberId" uuid,
    "toOrganizationId" uuid, "toTableId" uuid, "toNetworkId" uuid, "mentionedIn" text)
  JOIN member m ON ${reaches('$3::uuid')}
  RETURNING id)
${announceNotified}`;
