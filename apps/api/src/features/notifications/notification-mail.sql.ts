import { defaultCadences } from '@throughline/domain/mail-choices';
import { daysBeforeDue, daysUntilStale } from '@throughline/domain/notifications';
import {
  type CharterState,
  type ItemKind,
  type MailCadence,
  type MemberRole,
  type NotificationKind,
  notificationKinds,
} from '@throughline/domain/vocabulary';
import { dayInZone, hourInZone, todayIn } from '../../database/days.ts';
import { isUnansweredEscalation } from '../../database/escalation-sql.ts';
import { askedForSecondFactor } from '../../database/second-factor-sql.ts';
import { is, quote } from '../../database/words-sql.ts';
import { isLateAction, isOpenAction } from '../../database/work-sql.ts';
import type { MailLanguage } from '../../mail/letter.ts';
import { announceNotified, reaches } from '../../writes/news.sql.ts';
import { aboutWhat, cadenceOf, isStillSo, quiet } from './notification.sql.ts';

const nobody = 'NULL::uuid';
const daysNews = (
  kind: NotificationKind,
  item: { kind: ItemKind; row: string; day: string; to: string },
  where: string,
  round = '',
): string => `
SELECT ${quote(kind)}, ${quote(item.kind)}, ${item.row}.id, ${item.to}, NULL::text, ${item.day},
  ${quote(kind)} || ':' || ${item.row}.id || ':' || ${item.day}${round} FROM today, ${item.kind} ${item.row}
WHERE ${item.row}.partnership_id = $1 AND ${where}`;
const actions = {
  kind: 'action',
  row: 'a',
  day: 'a.due_on',
  to: `a.owner_member_id, ${nobody}, ${nobody}, ${nobody}`,
} as const;
const asks = {
  kind: 'escalation',
  row: 'e',
  day: 'e.respond_by',
  to: `${nobody}, e.to_organization_id, e.to_table_id, ${nobody}`,
} as const;
const soon = (day: string): string => `${day} BETWEEN today.on AND today.on + ${daysBeforeDue}`;
/** Once a week for as long as it lasts. */
const week = (day: string): string => ` || ':' || (today.on - ${day} - 1) / 7`;

const today = `today AS MATERIALIZED (SELECT ${todayIn('p')} AS on FROM partnership p WHERE p.id = $1)`;
const columns = `kind, "itemKind", "itemId", "toMemberId", "toOrganizationId", "toTableId", "toNetworkId", "mentionedIn", "dueOn", once`;
const newsOfDays = `
${daysNews('due_soon', actions, `${isOpenAction} AND ${soon('a.due_on')}`)}
UNION ALL ${daysNews('overdue', actions, isLateAction('today.on'), week('a.due_on'))}
UNION ALL ${daysNews('due_soon', asks, `${isUnansweredEscalation} AND ${soon('e.respond_by')}`)}
UNION ALL ${daysNews('overdue', asks, `${isUnansweredEscalation} AND e.respond_by < today.on`, week('e.respond_by'))}`;

/** Notifies whom a day concerns: what is due soon once, what is late once a week. */
export const notifyOfDays = `
WITH ${today},
n (${columns}) AS (${newsOfDays}), notified AS (
  INSERT INTO notification (partnership_id, id, member_id, kind, item_kind, item_id, due_on, once)
  SELECT $1::uuid, gen_random_uuid(), m.id, n.kind, n."itemKind", n."itemId", n."dueOn", n.once
  FROM n JOIN member m ON ${reaches('NULL::uuid')}
  ON CONFLICT (partnership_id, member_id, once) DO NOTHING RETURNING id)
${announceNotified}`;

/** What waits without its day being near: that is the news of days. */
const later = (day: string): string => `coalesce(${day} > today.on + ${daysBeforeDue}, true)`;
const charters = {
  kind: 'charter',
  row: 'c',
  // None, of the type that the others have.
  day: 'nullif(today.on, today.on)',
  to: `${nobody}, ${nobody}, ${nobody}, c.network_id`,
} as const;

/** Lets those whose membership ended hear of everything that waits, should they return. */
export const forgetGathered = `
UPDATE member SET news_gathered_at = NULL WHERE partnership_id = $1 AND retired_at IS NOT NULL AND news_gathered_at IS NOT NULL`;

/**
 * Notifies those who came, or are told something for the first time, of all that waits for them already and that they did
 * not hear of: once, as it is marked who was.
 */
export const gatherWaiting = `
WITH ${today}, fresh AS (
  UPDATE member SET news_gathered_at = moment()
  WHERE partnership_id = $1 AND news_gathered_at IS NULL AND retired_at IS NULL AND role <> ${quote<MemberRole>('viewer')}
    AND (account_id IS NOT NULL OR EXISTS (SELECT 1 FROM notification o WHERE o.partnership_id = $1 AND o.member_id = member.id))
  RETURNING id),
n (${columns}) AS (${newsOfDays}
UNION ALL ${daysNews('assignment', actions, `${isOpenAction} AND ${later('a.due_on')}`)}
UNION ALL ${daysNews('ask', asks, `${isUnansweredEscalation} AND ${later('e.respond_by')}`)}
UNION ALL ${daysNews('sign_off', charters, is<CharterState>('c.state', 'in_review'))}
), waiting AS (
  SELECT DISTINCT m.id AS member_id, n.kind, n."itemKind" AS item_kind, n."itemId" AS item_id, n."dueOn" AS due_on,
    coalesce(n.once, n.kind || ':' || n."itemId") AS once
  FROM n JOIN member m ON ${reaches('NULL::uuid')} WHERE m.id IN (SELECT id FROM fresh)
), notified AS (
  INSERT INTO notification (partnership_id, id, member_id, kind, item_kind, item_id, by_member_id, due_on, once, waited)
  SELECT $1::uuid, gen_random_uuid(), n.member_id, n.kind, n.item_kind, n.item_id,
    CASE WHEN ${is<NotificationKind>('n.kind', 'ask')} THEN e.raised_by END, n.due_on, n.once, true
  FROM waiting n ${aboutWhat}
  WHERE ${isStillSo} AND NOT EXISTS (SELECT 1 FROM notification o
    WHERE o.partnership_id = $1 AND o.member_id = n.member_id AND o.item_id = n.item_id)
  ON CONFLICT (partnership_id, member_id, once) DO NOTHING RETURNING id)
${announceNotified}`;

const isPending = 'n.partnership_id = $1 AND n.mail_id IS NULL AND n.settled_at IS NULL';
const choices = 'LEFT JOIN notification_choice h ON h.partnership_id = $1 AND h.member_id = n.member_id';
/** What waited already comes at once where the member chose nothing else than what holds for everybody. */
const cadenceInMail = (kind: NotificationKind): string =>
  `CASE WHEN n.waited AND ${is<MailCadence>(cadenceOf(kind), defaultCadences[kind])} THEN ${quote<MailCadence>('at_once')} ELSE ${cadenceOf(kind)} END`;
const chosenCadence = `CASE n.kind ${notificationKinds.map((kind) => `WHEN ${quote(kind)} THEN ${cadenceInMail(kind)}`).join(' ')} END`;

/** Settles what is not to be mailed: seen, over, of an ended membership, too old, or not wished for. */
export const settlePending = `
UPDATE notification SET settled_at = moment() WHERE partnership_id = $1 AND id IN (
  SELECT n.id FROM notification n JOIN member m ON m.partnership_id = $1 AND m.id = n.member_id ${choices} ${aboutWhat}
  WHERE ${isPending} AND (n.seen_at IS NOT NULL OR m.retired_at IS NOT NULL OR NOT ${isStillSo}
    OR n.created_at < moment() - interval '${daysUntilStale} days' OR ${is<MailCadence>(chosenCadence, 'nothing')}))`;

/** A member's notifications of a kind whose turn has not come: how they wish to be mailed, and when the oldest came. */
export interface PendingRow {
  memberId: string;
  kind: NotificationKind;
  /** They waited already when the member came. */
  waited: boolean;
  cadence: MailCadence;
  quietFrom: number | null;
  quietUntil: number | null;
  /** By the partnership's clock, as `nowDay` and `nowHour`. */
  day: string;
  hour: number;
  nowDay: string;
  nowHour: number;
}

export const findPending = `
SELECT g.*, ${dayInZone('g.oldest', 'p.time_zone')}::text AS day, ${hourInZone('g.oldest', 'p.time_zone')} AS hour,
  ${todayIn('p')}::text AS "nowDay", ${hourInZone('moment()', 'p.time_zone')} AS "nowHour"
FROM partnership p CROSS JOIN (
  SELECT n.member_id AS "memberId", n.kind, n.waited, ${chosenCadence} AS cadence, ${quiet('from')} AS "quietFrom",
    ${quiet('until')} AS "quietUntil", min(n.created_at) AS oldest
  FROM notification n ${choices} WHERE ${isPending} AND n.ready_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6) g
WHERE p.id = $1`;

/** Lets the notifications of the members $2, of the kinds $3, that waited already or not ($4), be mailed: one row of each at a time. */
export const readyPending = `
UPDATE notification n SET ready_at = moment() FROM unnest($2::uuid[], $3::text[], $4::boolean[]) AS r (member_id, kind, waited)
WHERE ${isPending} AND n.ready_at IS NULL AND n.member_id = r.member_id AND n.kind = r.kind AND n.waited = r.waited`;

export const findReadyMembers = `
SELECT DISTINCT n.member_id AS "memberId" FROM notification n WHERE ${isPending} AND n.ready_at IS NOT NULL`;

/** Orders mails of the kind $1 of the partnership $2 to the members $4, by the ids $3, but for whom one waits already. */
export const orderMails = `
INSERT INTO mail (id, kind, tenant_id, subject_id)
SELECT o.id, $1, $2::uuid, o.member_id FROM unnest($3::uuid[], $4::uuid[]) AS o (id, member_id)
WHERE NOT EXISTS (SELECT 1 FROM mail w WHERE w.kind = $1 AND w.subject_id = o.member_id AND w.sent_at IS NULL AND w.given_up_at IS NULL)`;

/**
 * Puts what is ready into the mails $2 of the members $3, pair by pair. A mail that may have arrived ($4) stays as it
 * was: whoever got it would not be shown a second one under its id.
 */
export const fillMails = `
UPDATE notification n SET mail_id = g.mail_id FROM unnest($2::uuid[], $3::uuid[], $4::boolean[]) AS g (mail_id, member_id, may_be_there)
WHERE ${isPending} AND n.ready_at IS NOT NULL AND n.member_id = g.member_id AND NOT g.may_be_there`;

/** What a mail says of one notification. */
export interface MailedRow {
  id: string;
  mailId: string;
  kind: NotificationKind;
  itemKind: ItemKind;
  itemId: string;
  title: string;
  networkId: string | null;
  networkName: string | null;
  byName: string | null;
  dueOn: string | null;
  memberName: string;
  address: string;
  language: MailLanguage;
  partnershipName: string;
  slug: string;
  /** The partnership lets them in with a second factor only: what they get links to where they sign in. */
  needsSecondFactor: boolean;
  /** No mail of this kind went out to the member before. */
  isFirst: boolean;
}

/** For so long after somebody came a mail can be their first: earlier ones are not deleted before. */
const daysOfFirst = 30;

/** What the mails $2 say now. */
export const findMailed = `
SELECT n.id, n.mail_id AS "mailId", n.kind, n.item_kind AS "itemKind", n.item_id AS "itemId", i.title,
  i.network_id AS "networkId", w.name AS "networkName", b.name AS "byName",
  coalesce(n.due_on, a.due_on, e.respond_by)::text AS "dueOn", m.name AS "memberName", m.email AS address,
  coalesce(h.language, 'en') AS language, p.name AS "partnershipName", p.slug,
  ${askedForSecondFactor('p', 'm')} AS "needsSecondFactor",
  coalesce(m.news_gathered_at > moment() - interval '${daysOfFirst} days', false) AND NOT EXISTS (SELECT 1 FROM notification f WHERE f.partnership_id = $1 AND f.member_id = n.member_id
    AND f.mail_id <> n.mail_id) AS "isFirst"
FROM notification n JOIN partnership p ON p.id = $1 JOIN member m ON m.partnership_id = $1 AND m.id = n.member_id
${choices} ${aboutWhat} LEFT JOIN member b ON b.partnership_id = $1 AND b.id = n.by_member_id
WHERE n.partnership_id = $1 AND n.mail_id = ANY ($2::uuid[]) AND m.retired_at IS NULL AND n.seen_at IS NULL AND ${isStillSo}
ORDER BY n.created_at, n.id`;
