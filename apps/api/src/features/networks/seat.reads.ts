import { todayOf } from '../../database/days.ts';

const columns = `s.id, s.version, s.network_id AS "networkId", s.table_id AS "tableId", s.member_id AS "memberId",
  m.name AS "memberName", m.role AS "memberRole", o.name AS "organizationName", o.sector,
  s.role, s.perspective, s.responsibilities, s.from_on::text AS "fromOn", s.until_on::text AS "untilOn"`;
const source = `seat s JOIN member m ON m.partnership_id = s.partnership_id AND m.id = s.member_id
  LEFT JOIN organization o ON o.partnership_id = m.partnership_id AND o.id = m.organization_id`;
/** `$2` network or null, `$3` table or null, `$4` whether seats that have ended are wanted too. */
const wanted = `s.partnership_id = $1
  AND (($2::uuid IS NOT NULL AND s.network_id = $2) OR ($3::uuid IS NOT NULL AND s.table_id = $3))
  AND ($4 OR ((s.until_on IS NULL OR s.until_on >= ${todayOf('$1')}) AND m.retired_at IS NULL))`;

/** One seat with its member. */
export const oneSeat = `SELECT ${columns} FROM ${source} WHERE s.partnership_id = $1 AND s.id = $2`;

/** Seats of a network or a table by member's name. */
export const seatPage = `SELECT ${columns} FROM ${source} WHERE ${wanted}
  AND ($5::text IS NULL OR (m.name, s.id) > ($5, $6::uuid)) ORDER BY m.name, s.id LIMIT $7`;

/** What the seats that are held bring, one row for each combination. */
export const seatsBring = `SELECT o.sector, s.perspective, count(*)::int AS seats FROM ${source} WHERE ${wanted} GROUP BY o.sector, s.perspective`;

/** Another seat of the member at the same network or table that is still held. */
export const heldSeat = `
SELECT s.id FROM seat s WHERE s.partnership_id = $1 AND s.member_id = $2
  AND (s.network_id = $3::uuid OR s.table_id = $4::uuid) AND (s.until_on IS NULL OR s.until_on >= $5::date) LIMIT 1`;
