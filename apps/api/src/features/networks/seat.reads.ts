import { todayOf } from '../../database/days.ts';
import type { ListQuery } from '../../tenancy/page.ts';

const columns = `s.id, s.version, s.network_id AS "networkId", n.parent_id AS "parentNetworkId", s.table_id AS "tableId",
  s.member_id AS "memberId", m.name AS "memberName", m.role AS "memberRole", o.name AS "organizationName", o.sector,
  s.role, s.perspective, s.responsibilities, s.from_on::text AS "fromOn", s.until_on::text AS "untilOn"`;
const members = `seat s JOIN member m ON m.partnership_id = s.partnership_id AND m.id = s.member_id`;
const source = `${members}
  LEFT JOIN organization o ON o.partnership_id = m.partnership_id AND o.id = m.organization_id`;
const placedSource = `${source}
  LEFT JOIN network n ON n.partnership_id = s.partnership_id AND n.id = s.network_id`;
/** `$2` network or null, `$3` table or null. */
const here = `s.partnership_id = $1
  AND (($2::uuid IS NOT NULL AND s.network_id = $2) OR ($3::uuid IS NOT NULL AND s.table_id = $3))`;
const isHeld = `(s.until_on IS NULL OR s.until_on >= ${todayOf('$1')}) AND m.retired_at IS NULL`;

/** One seat with its member. */
export const oneSeat = `SELECT ${columns} FROM ${placedSource} WHERE s.partnership_id = $1 AND s.id = $2`;

/** Seats of the network $2 or the table $3 by member's name; $4 adds those that have ended. */
export const seatsByName: ListQuery = {
  columns,
  from: placedSource,
  countFrom: members,
  where: `${here} AND ($4 OR (${isHeld}))`,
  order: [
    { by: 'm.name', type: 'text' },
    { by: 's.id', type: 'uuid' },
  ],
};

/** What the seats that are held bring, one row for each combination. */
export const seatsBring = `SELECT o.sector, s.perspective, count(*)::int AS seats FROM ${source}
WHERE ${here} AND ${isHeld} GROUP BY o.sector, s.perspective`;

/** Another seat of the member at the same network or table that is still held. */
export const heldSeat = `
SELECT s.id FROM seat s WHERE s.partnership_id = $1 AND s.member_id = $2
  AND (s.network_id = $3::uuid OR s.table_id = $4::uuid) AND (s.until_on IS NULL OR s.until_on >= $5::date) LIMIT 1`;
