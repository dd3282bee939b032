import type { WaitingFor } from './my-work.type.ts';
import { is, quote } from '../../database/words-sql.ts';
import type { CharterState, ItemKind } from '@throughline/domain/vocabulary';
import { hasPrediction, isOpenAction, isOpenCycle } from '../../database/work-sql.ts';
import { askedSince, isAnsweredEscalation, isUnansweredEscalation } from '../../database/escalation-sql.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { todayIn } from '../../database/days.ts';
import { selectAction } from '../plans/action.reads.ts';

/** Rows that each list of the page begins with. */
export const firstDue = 20;
export const firstChanges = 20;
/** How far back the changes go. */
export const changesWithinDays = 14;

/** Each of the parameters once, so that their types are known whatever part is left out. */
const parameters = `
WITH given AS (
  SELECT $1::uuid AS partnership, $2::uuid AS member, $3::uuid AS organization, $4::uuid[] AS networks,
    $5::uuid[] AS tables, ${todayIn('p')} AS today
  FROM partnership p WHERE p.id = $1
)`;

const rowsOf = (select: string): string => `(SELECT coalesce(json_agg(r), '[]'::json) FROM (${select}) r)`;

const open = `a.partnership_id = $1 AND a.owner_member_id = $2 AND ${isOpenAction}`;

const dueRows = (tx: ReadTransaction): string =>
  `${rowsOf(`${selectAction(tx)} WHERE ${open} ORDER BY a.due_on, a.id LIMIT ${firstDue + 1}`)} AS due,
  (SELECT count(*) FROM action a WHERE ${open}) AS "dueCount"`;

/** Asks to the viewer's organization or tables; charters to sign; answers to asks of the viewer's own. */
const waitingRows = `${rowsOf(`
SELECT w.*, w."respondBy" - (SELECT today FROM given) AS "daysLeft" FROM (
  SELECT e.id, e.version, ${quote<WaitingFor>('answer')} AS "waitsFor", ${quote<ItemKind>('escalation')} AS kind, e.title, e.state, e.network_id AS "networkId",
    n.name AS "networkName", m.name AS "from", e.respond_by AS "respondBy", ${askedSince} AS since
  FROM escalation e
  JOIN network n ON n.partnership_id = e.partnership_id AND n.id = e.network_id
  JOIN member m ON m.partnership_id = e.partnership_id AND m.id = e.raised_by
  WHERE e.partnership_id = $1 AND ${isUnansweredEscalation}
    AND (e.to_organization_id = $3 OR e.to_table_id = ANY($5))
  UNION ALL
  SELECT c.id, c.version, ${quote<WaitingFor>('sign_off')}, ${quote<ItemKind>('charter')}, n.name, c.state, c.network_id, n.name, NULL, NULL, coalesce(c.submitted_at, c.updated_at)
  FROM charter c JOIN network n ON n.partnership_id = c.partnership_id AND n.id = c.network_id
  WHERE c.partnership_id = $1 AND ${is<CharterState>('c.state', 'in_review')} AND c.network_id = ANY($4)
    AND NOT EXISTS (SELECT 1 FROM sign_off s WHERE s.partnership_id = $1 AND s.charter_id = c.id AND s.member_id = $2
      AND s.signed_at >= coalesce(c.submitted_at, s.signed_at))
  UNION ALL
  SELECT e.id, e.version, ${quote<WaitingFor>('confirmation')}, ${quote<ItemKind>('escalation')}, e.title, e.state, e.network_id, n.name, coalesce(o.name, t.name), NULL, e.updated_at
  FROM escalation e
  JOIN network n ON n.partnership_id = e.partnership_id AND n.id = e.network_id
  LEFT JOIN organization o ON o.partnership_id = e.partnership_id AND o.id = e.to_organization_id
  LEFT JOIN leadership_table t ON t.partnership_id = e.partnership_id AND t.id = e.to_table_id
  WHERE e.partnership_id = $1 AND e.raised_by = $2 AND ${isAnsweredEscalation}
) w ORDER BY w."respondBy", w.since, w.id LIMIT 50`)} AS waiting`;

const testRows = `${rowsOf(`
SELECT y.id, y.title, y.stage, y.rung, y.network_id AS "networkId", n.name AS "networkName",
  y.planned_until AS "plannedUntil",
  ${hasPrediction('y.id')} AS "hasPrediction"
FROM cycle y JOIN network n ON n.partnership_id = y.partnership_id AND n.id = y.network_id
WHERE y.partnership_id = $1 AND y.owner_member_id = $2 AND y.retired_at IS NULL AND ${isOpenCycle('y.stage')}
ORDER BY y.planned_until, y.id LIMIT 50`)} AS tests`;

const selectChange = `
SELECT h.id, h.at, h.at::text AS "exactly", h.verb, i.kind, h.item_id AS "itemId", i.title, h.reason,
  i.network_id AS "networkId", n.name AS "networkName", m.name AS "memberName"`;

/** History of what stands on the thread of the networks in `$networks`, but for what member `$2` did. */
const changesOf = (networks: string): string => `
FROM audit h
JOIN item i ON i.partnership_id = h.partnership_id AND i.id = h.item_id AND i.network_id = ANY(${networks}) AND NOT i.is_void
LEFT JOIN network n ON n.partnership_id = i.partnership_id AND n.id = i.network_id
LEFT JOIN member m ON m.partnership_id = h.partnership_id AND m.id = h.member_id
WHERE h.partnership_id = $1 AND h.at >= moment() - interval '${changesWithinDays} days' AND h.member_id IS DISTINCT FROM $2::uuid`;

const changeRows = `${rowsOf(`${selectChange} ${changesOf('$4')} ORDER BY h.at DESC, h.id DESC LIMIT ${firstChanges + 1}`)} AS changes,
  (SELECT count(*) ${changesOf('$4')}) AS "changeCount"`;

/** One statement with the parts that are asked for; $1 partnership, $2 member, $3 organization, $4 networks, $5 tables. */
export function myWorkStatement(tx: ReadTransaction, wanted: ReadonlySet<string>): string {
  const columns = [
    wanted.has('due') ? dueRows(tx) : '',
    wanted.has('waiting') ? waitingRows : '',
    wanted.has('tests') ? testRows : '',
    wanted.has('changes') ? changeRows : '',
    'today',
  ].filter(Boolean);
  return `${parameters} SELECT ${columns.join(',\n')} FROM given`;
}

/** $1 partnership, $2 member, $3 networks, $4 and $5 the last row's instant and id, $6 the number of rows. */
export const changesPage = `${selectChange} ${changesOf('$3::uuid[]')}
  AND ($4::timestamptz IS NULL OR (h.at, h.id) < ($4, $5::uuid)) ORDER BY h.at DESC, h.id DESC LIMIT $6`;

export const countChanges = `SELECT count(*) AS count ${changesOf('$3::uuid[]')}`;
