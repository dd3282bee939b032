import type { AnswerCell } from '@throughline/domain/answer-checks';
import type { Cadence, DataAnswerState, ImportState, MeasureType } from '@throughline/domain/vocabulary';
import { todayOf } from '../../database/days.ts';
import { is } from '../../database/words-sql.ts';
import { composeOnce } from '../../tenancy/transaction.ts';
import { DataAnswer } from './data-answer.entity.ts';

/** SQL of the form; every text takes $1 = partnership. */

const isInUse = `l.revoked_at IS NULL AND l.expires_on >= ${todayOf('$1')} AND r.retired_at IS NULL`;
const linkFrom =
  'data_request_link l JOIN data_request r ON r.partnership_id = l.partnership_id AND r.id = l.request_id';

/** $2: the hash of a secret; the link in use that has it. */
export const findLink = `
SELECT l.id, l.request_id AS "requestId", r.organization_id AS "organizationId" FROM ${linkFrom}
WHERE l.partnership_id = $1 AND l.secret_hash = $2 AND ${isInUse}`;

/** $2: a link that was used. */
export const noteOpened = `
UPDATE data_request_link SET opened_at = moment() WHERE partnership_id = $1 AND id = $2
AND (opened_at IS NULL OR opened_at < moment() - interval '1 hour')`;

/** What stands above the form, and decides which periods it offers. */
export interface FormHead {
  partnership: string;
  organization: string;
  indicator: string;
  definition: string;
  unit: string;
  measure: MeasureType;
  cadence: Cadence;
  note: string;
  today: string;
  expiresOn: string;
  from: string;
  graceDays: number;
  requestedOn: string;
  /** Whether its numbers still go anywhere: neither the indicator nor the organization is retired. */
  isCollected: boolean;
}

/** $2: a link that is in use. */
export const findFormHead = `
SELECT p.name AS partnership, o.name AS organization, i.name AS indicator, i.unit, i.measure_type AS measure, i.cadence, r.note,
  coalesce((SELECT d.definition FROM indicator_definition d WHERE d.partnership_id = $1 AND d.indicator_id = i.id
            ORDER BY d.number DESC LIMIT 1), '') AS definition,
  ${todayOf('$1')}::text AS today, l.expires_on::text AS "expiresOn", r.from_period_start::text AS "from", r.grace_days AS "graceDays", r.requested_on::text AS "requestedOn",
  i.retired_at IS NULL AND o.retired_at IS NULL AS "isCollected"
FROM ${linkFrom} JOIN partnership p ON p.id = $1
JOIN indicator i ON i.partnership_id = $1 AND i.id = r.indicator_id
JOIN organization o ON o.partnership_id = $1 AND o.id = r.organization_id
WHERE l.partnership_id = $1 AND l.id = $2 AND ${isInUse}`;

/** What became of a period; what was sent only where this link sent it. */
export interface FormAnswer {
  periodStart: string;
  number: number;
  state: DataAnswerState;
  importState: ImportState | null;
  word: string;
  sent: { at: string; note: string; cells: AnswerCell[] } | null;
}

/** The newest answers of the request $2, one a period, with numbers where the link $3 sent them. */
export const findFormAnswers = `
SELECT a.period_start::text AS "periodStart", a.number, a.state, m.state AS "importState",
  CASE WHEN a.link_id = $3 THEN a.word ELSE '' END AS word,
  CASE WHEN a.link_id = $3 THEN json_build_object('at', a.created_at, 'note', a.note, 'cells', a.cells) END AS sent
FROM data_answer a LEFT JOIN import m ON m.partnership_id = $1 AND m.id = a.import_id
WHERE a.partnership_id = $1 AND a.request_id = $2 AND NOT ${is<DataAnswerState>('a.state', 'replaced')}
ORDER BY a.period_start DESC, a.number LIMIT 60`;

/** The newest answer to the request $2 for the period $3, unless it was replaced. */
export const findLast = composeOnce(
  (tx) => `SELECT ${tx.columns(DataAnswer, 'a')}, m.state AS "importState" FROM data_answer a
LEFT JOIN import m ON m.partnership_id = $1 AND m.id = a.import_id
WHERE a.partnership_id = $1 AND a.request_id = $2 AND a.period_start = $3 ORDER BY a.number DESC LIMIT 1`,
);

/** The drafts of the link $2. */
export const findDrafts = `
SELECT d.period_start::text AS "periodStart", d.version, d.texts FROM data_answer_draft d WHERE d.partnership_id = $1 AND d.link_id = $2`;

/** The draft of the link $2 for the period $3. */
export const findDraft = `
SELECT d.version, d.texts FROM data_answer_draft d WHERE d.partnership_id = $1 AND d.link_id = $2 AND d.period_start = $3`;

/** $2 id, $3 link, $4 period, $5 texts, $6 the version that they follow; no row where another one is there. */
export const keepDraft = `
INSERT INTO data_answer_draft (partnership_id, id, link_id, period_start, texts)
VALUES ($1, $2, $3, $4, $5::jsonb)
ON CONFLICT (partnership_id, link_id, period_start) DO UPDATE
SET texts = excluded.texts, version = data_answer_draft.version + 1, updated_at = moment()
WHERE data_answer_draft.version = $6::int RETURNING version`;

export const removeDraft =
  'DELETE FROM data_answer_draft WHERE partnership_id = $1 AND link_id = $2 AND period_start = $3';
