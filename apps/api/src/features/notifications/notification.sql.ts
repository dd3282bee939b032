import { choiceOf, defaultCadences, defaultQuietHours } from '@throughline/domain/mail-choices';
import {
  type CharterState,
  type ItemKind,
  type MailCadence,
  type NotificationKind,
  notificationKinds,
} from '@throughline/domain/vocabulary';
import { snake } from '../../database/columns.ts';
import { isOpenEscalation, isUnansweredEscalation } from '../../database/escalation-sql.ts';
import { is, quote } from '../../database/words-sql.ts';
import { isOpenAction, isStandingNetwork } from '../../database/work-sql.ts';
import type { ListQuery } from '../../tenancy/page.ts';

/** What the notification `n` is about; `$1` is the partnership. */
export const aboutWhat = `
JOIN item i ON i.partnership_id = $1 AND i.id = n.item_id
LEFT JOIN network w ON w.partnership_id = $1 AND w.id = i.network_id
LEFT JOIN action a ON a.partnership_id = $1 AND ${is<ItemKind>('n.item_kind', 'action')} AND a.id = n.item_id
LEFT JOIN escalation e ON e.partnership_id = $1 AND ${is<ItemKind>('n.item_kind', 'escalation')} AND e.id = n.item_id
LEFT JOIN charter c ON c.partnership_id = $1 AND ${is<ItemKind>('n.item_kind', 'charter')} AND c.id = n.item_id`;

const kindIs = (kind: NotificationKind): string => is<NotificationKind>('n.kind', kind);
const isOwnToDo = `(a.owner_member_id = n.member_id AND ${isOpenAction})`;

/** The item stands, and so does its network. */
export const isThere = `(NOT i.is_void AND (w.id IS NULL OR ${isStandingNetwork('w')}))`;

/** Whether there is still something to hear: not once it was done, answered, signed or handed on, or its network ended. */
export const isStillSo = `coalesce(${isThere} AND CASE
  WHEN ${kindIs('assignment')} THEN ${isOwnToDo}
  WHEN ${kindIs('due_soon')} OR ${kindIs('overdue')} THEN
    CASE WHEN a.id IS NULL THEN ${isUnansweredEscalation} AND e.respond_by = n.due_on ELSE ${isOwnToDo} AND a.due_on = n.due_on END
  WHEN ${kindIs('ask')} THEN ${isUnansweredEscalation}
  WHEN ${kindIs('answer')} THEN ${isOpenEscalation}
  WHEN ${kindIs('sign_off')} THEN ${is<CharterState>('c.state', 'in_review')} AND NOT EXISTS (
    SELECT 1 FROM sign_off f WHERE f.partnership_id = $1 AND f.charter_id = c.id AND f.member_id = n.member_id
      AND f.signed_at >= coalesce(c.submitted_at, f.signed_at))
  ELSE true END, false)`;

/** A member's notifications, the newest first; $2 is the member. */
export const notificationsOfMember: ListQuery = {
  columns: `n.id, n.kind, n.item_kind AS "itemKind", n.item_id AS "itemId", i.title, i.network_id AS "networkId",
    w.name AS "networkName", b.name AS "byName", n.due_on AS "dueOn", n.created_at AS "createdAt",
    n.seen_at IS NOT NULL AS "isSeen", NOT ${isStillSo} AS "isOver"`,
  from: `notification n ${aboutWhat} LEFT JOIN member b ON b.partnership_id = $1 AND b.id = n.by_member_id`,
  countFrom: 'notification n',
  where: 'n.partnership_id = $1 AND n.member_id = $2',
  order: [
    { by: 'n.created_at', type: 'timestamptz', descending: true },
    { by: 'n.id', type: 'uuid', descending: true },
  ],
};

/** How many of member $2 are not seen and still so. */
export const countUnseen = `
SELECT count(*)::int AS count FROM notification n ${aboutWhat}
WHERE n.partnership_id = $1 AND n.member_id = $2 AND n.seen_at IS NULL AND ${isStillSo}`;

/** Marks the notifications $3 of member $2 as seen; all of them where it is null. */
export const markSeen = `
UPDATE notification SET seen_at = moment()
WHERE partnership_id = $1 AND member_id = $2 AND seen_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY ($3))`;

/** What the member of `h` chose for a kind. */
export const cadenceOf = (kind: NotificationKind): string =>
  `coalesce(h.${snake(choiceOf[kind])}, ${quote<MailCadence>(defaultCadences[kind])})`;
/** The hour at which the quiet hours of `h` begin or end. */
export const quiet = (end: 'from' | 'until'): string =>
  `CASE WHEN h.id IS NULL THEN ${defaultQuietHours[end]} ELSE h.quiet_${end} END`;

/** What member $2 chose, or what holds for who did not. */
export const choiceOfMember = `
SELECT m.id, ${notificationKinds.map((kind) => `${cadenceOf(kind)} AS "${choiceOf[kind]}"`).join(', ')},
  ${quiet('from')} AS "quietFrom", ${quiet('until')} AS "quietUntil", coalesce(h.language, 'en') AS language
FROM member m LEFT JOIN notification_choice h ON h.partnership_id = $1 AND h.member_id = m.id
WHERE m.partnership_id = $1 AND m.id = $2`;

const chosenColumns = [...notificationKinds.map((kind) => choiceOf[kind]), 'quietFrom', 'quietUntil', 'language'].map(
  snake,
);

/** Keeps what member $2 chose; $3 the id of a first choice, then its columns. */
export const keepChoice = `
INSERT INTO notification_choice (partnership_id, member_id, id, ${chosenColumns.join(', ')})
VALUES ($1, $2, $3, ${chosenColumns.map((_, at) => `$${at + 4}`).join(', ')})
ON CONFLICT (partnership_id, member_id) DO UPDATE SET ${chosenColumns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
