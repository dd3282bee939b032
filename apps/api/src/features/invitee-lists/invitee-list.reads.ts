import type { NetworkState } from '@throughline/domain/vocabulary';
import { is } from '../../database/words-sql.ts';

/** Members of the partnership $1 with one of the addresses $2, or with an account that has one of them: $3 and $4, in one order. */
export const knownInvitees = `
SELECT coalesce(a.email, m.email) AS email, m.name, m.retired_at IS NOT NULL AS "isEnded"
FROM member m
LEFT JOIN unnest($3::uuid[], $4::text[]) AS a (id, email) ON a.id = m.account_id
WHERE m.partnership_id = $1 AND (m.email = ANY($2::text[]) OR a.id IS NOT NULL)`;

export const organizationNames = `
SELECT id, name FROM organization WHERE partnership_id = $1 AND retired_at IS NULL ORDER BY name, id`;

/** The networks that are not over and the leadership tables, by name. */
export const seatPlaces = `
SELECT n.id AS "networkId", NULL::uuid AS "tableId", n.name FROM network n
WHERE n.partnership_id = $1 AND NOT ${is<NetworkState>('n.state', 'retired')}
UNION ALL
SELECT NULL, t.id, t.name FROM leadership_table t WHERE t.partnership_id = $1 AND t.retired_at IS NULL
ORDER BY name, "networkId", "tableId" LIMIT 1000`;
