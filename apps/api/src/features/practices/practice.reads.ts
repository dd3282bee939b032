import { isStageInUse, isStandingPractice } from '../../database/work-sql.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { composeOnce, type ReadTransaction } from '../../tenancy/transaction.ts';
import { Adoption } from './adoption.entity.ts';
import { Practice } from './practice.entity.ts';
import { SystemChange } from './system-change.entity.ts';
import type { AdoptionStage, PracticeState } from '@throughline/domain/vocabulary';
import type { PracticeTest } from './practice.type.ts';

/** A practice with its network and its reach. */
export interface PracticeRow extends Practice {
  networkName: string;
  parentNetworkId: string | null;
  sitesUsing: number;
  sitesEligible: number;
}

/** A step as it was recorded, with who recorded it. */
export interface StepRow {
  id: string;
  stage: AdoptionStage;
  on: string;
  note: string;
  memberName: string;
}

/** An adoption with all that decides on it: its practice's network and state, its site, its steps. */
export interface AdoptionRow extends Adoption {
  siteName: string;
  organizationId: string | null;
  organizationName: string | null;
  networkId: string;
  parentNetworkId: string | null;
  practiceState: PracticeState;
  /** Oldest first. */
  steps: StepRow[];
}

/** A system change with its organization's name. */
export interface SystemChangeRow extends SystemChange {
  organizationName: string | null;
  parentNetworkId: string | null;
}

const practiceColumns = composeOnce(
  (tx) => `${tx.columns(Practice, 'p')}, n.name AS "networkName", n.parent_id AS "parentNetworkId",
  r.in_use AS "sitesUsing", r.eligible AS "sitesEligible"`,
);

const practiceSource = `practice p
JOIN network n ON n.partnership_id = p.partnership_id AND n.id = p.network_id
CROSS JOIN LATERAL (
  SELECT count(*)::int AS eligible, (count(*) FILTER (WHERE ${isStageInUse('a.stage')}))::int AS in_use
  FROM adoption a WHERE a.partnership_id = p.partnership_id AND a.practice_id = p.id) r`;

/** The practice $2. */
export const practiceById = composeOnce(
  (tx) => `SELECT ${practiceColumns(tx)} FROM ${practiceSource} WHERE p.partnership_id = $1 AND p.id = $2`,
);

/** Practices by name: of the network $2 or of all, with those that were retired if $3. */
export const practicesByName: ListQuery = {
  columns: practiceColumns,
  from: practiceSource,
  countFrom: 'practice p',
  where: `p.partnership_id = $1 AND ($2::uuid IS NULL OR p.network_id = $2) AND ($3::boolean OR ${isStandingPractice('p')})`,
  order: [
    { by: 'p.name', type: 'text' },
    { by: 'p.id', type: 'uuid' },
  ],
};

const steps = `(SELECT coalesce(json_agg(json_build_object('id', s.id, 'stage', s.stage, 'on', s."on", 'note', s.note,
    'memberName', m.name) ORDER BY s."on", s.id), '[]')
  FROM adoption_step s JOIN member m ON m.partnership_id = s.partnership_id AND m.id = s.member_id
  WHERE s.partnership_id = a.partnership_id AND s.adoption_id = a.id)`;

function adoptionsFrom(tx: ReadTransaction): string {
  return `SELECT ${tx.columns(Adoption, 'a')}, t.name AS "siteName", t.organization_id AS "organizationId",
  o.name AS "organizationName", p.network_id AS "networkId", n.parent_id AS "parentNetworkId", p.state AS "practiceState",
  ${steps} AS steps
FROM adoption a
JOIN practice p ON p.partnership_id = a.partnership_id AND p.id = a.practice_id
JOIN network n ON n.partnership_id = p.partnership_id AND n.id = p.network_id
JOIN site t ON t.partnership_id = a.partnership_id AND t.id = a.site_id
LEFT JOIN organization o ON o.partnership_id = t.partnership_id AND o.id = t.organization_id`;
}

/** The adoption $2. */
export const adoptionById = composeOnce((tx) => `${adoptionsFrom(tx)} WHERE a.partnership_id = $1 AND a.id = $2`);

const systemChangeColumns = composeOnce(
  (tx) => `${tx.columns(SystemChange, 'c')}, o.name AS "organizationName", n.parent_id AS "parentNetworkId"`,
);

const systemChangeSource = `system_change c
JOIN network n ON n.partnership_id = c.partnership_id AND n.id = c.network_id
LEFT JOIN organization o ON o.partnership_id = c.partnership_id AND o.id = c.organization_id`;

/** The system change $2. */
export const systemChangeById = composeOnce(
  (tx) => `SELECT ${systemChangeColumns(tx)} FROM ${systemChangeSource} WHERE c.partnership_id = $1 AND c.id = $2`,
);

/** System changes, the latest first: of the network $2 or of all, of the practice $3 or of all. */
export const latestSystemChanges: ListQuery = {
  columns: systemChangeColumns,
  from: systemChangeSource,
  countFrom: 'system_change c',
  where: `c.partnership_id = $1 AND ($2::uuid IS NULL OR c.network_id = $2) AND ($3::uuid IS NULL OR c.practice_id = $3)`,
  order: [
    { by: 'c."on"', type: 'date', descending: true },
    { by: 'c.id', type: 'uuid', descending: true },
  ],
};

/** What the page of a practice is made of. */
export interface PracticeDetailRow extends PracticeRow {
  changeIdeaTitle: string | null;
  tests: PracticeTest[];
  adoptions: AdoptionRow[];
  systemChanges: SystemChangeRow[];
}

/** A practice with its tests, its sites and what came of it; 1 statement, null when there is none. */
export function findPracticeDetail(tx: ReadTransaction, id: string): Promise<PracticeDetailRow | null> {
  return tx.one<PracticeDetailRow>(
    `WITH found AS (${practiceById(tx)})
SELECT f.*, i.title AS "changeIdeaTitle",
  (SELECT coalesce(json_agg(t ORDER BY t.rung, t.id), '[]') FROM (
    SELECT y.id, y.rung, y.title, y.stage, y.scale, y.decision, y.decided_at AS "decidedAt"
    FROM cycle y WHERE y.partnership_id = $1 AND y.change_idea_id = i.id AND y.retired_at IS NULL ORDER BY y.rung, y.id LIMIT 50) t) AS tests,
  (SELECT coalesce(json_agg(t ORDER BY t."siteName", t.id), '[]') FROM (
    ${adoptionsFrom(tx)} WHERE a.partnership_id = $1 AND a.practice_id = f.id) t) AS adoptions,
  (SELECT coalesce(json_agg(t ORDER BY t."on" DESC, t.id DESC), '[]') FROM (
    SELECT ${systemChangeColumns(tx)} FROM ${systemChangeSource} WHERE c.partnership_id = $1 AND c.practice_id = f.id
    ORDER BY c."on" DESC, c.id DESC LIMIT 50) t) AS "systemChanges"
FROM found f
LEFT JOIN cycle origin ON origin.partnership_id = $1 AND origin.id = f."cycleId"
LEFT JOIN change_idea i ON i.partnership_id = $1 AND i.id = coalesce(f."changeIdeaId", origin.change_idea_id)`,
    [tx.partnershipId, id],
  );
}
