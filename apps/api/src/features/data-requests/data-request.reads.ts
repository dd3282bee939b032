import type { AnswerCell } from '@throughline/domain/answer-checks';
import { mostCompared } from '@throughline/domain/far-numbers';
import type {
  Cadence,
  DataAnswerState,
  DataRequestView,
  ImportState,
  MeasureType,
  RequestStanding,
} from '@throughline/domain/vocabulary';
import { todayOf } from '../../database/days.ts';
import { placeName } from '../../database/place-name.ts';
import { is, isOneOf, quote } from '../../database/words-sql.ts';
import { standingAnswerStates } from '@throughline/domain/lifecycles/data-answer';
import type { ListQuery } from '../../tenancy/page.ts';
import { composeOnce } from '../../tenancy/transaction.ts';
import { DataAnswer } from './data-answer.entity.ts';
import { DataRequest } from './data-request.entity.ts';

/** SQL of data requests; every text takes $1 = partnership. `r` is the request, `a` an answer, `m` its import. */

const answerImport = `LEFT JOIN import m ON m.partnership_id = a.partnership_id AND m.id = a.import_id`;

/** The domain's `answerStateNow`. */
const stateNow = `CASE WHEN ${is<DataAnswerState>('a.state', 'accepted')} AND m.state IS NOT NULL AND NOT ${is<ImportState>('m.state', 'committed')}
  THEN ${quote<DataAnswerState>('sent')} ELSE a.state END`;

const inReview = `(SELECT count(*) FROM data_answer a ${answerImport}
  WHERE a.partnership_id = r.partnership_id AND a.request_id = r.id AND ${is<DataAnswerState>(`(${stateNow})`, 'sent')})`;

/** The domain's `standingOf`. */
const standing = `CASE WHEN ${todayOf('$1')} <= r.open_period_end THEN ${quote<RequestStanding>('upcoming')}
  WHEN r.due_on < ${todayOf('$1')} THEN ${quote<RequestStanding>('late')} ELSE ${quote<RequestStanding>('due')} END`;

const namesOf = (table: 'place' | 'population', name: string): string => `
(SELECT coalesce(json_agg(json_build_object('id', x.id, 'name', ${name}) ORDER BY s.position), '[]')
 FROM (SELECT s.${table}_id AS id, min(s.position) AS position FROM data_request_series s
       WHERE s.partnership_id = r.partnership_id AND s.request_id = r.id GROUP BY 1) s
 JOIN ${table} x ON x.partnership_id = r.partnership_id AND x.id = s.id)`;

/** A request with what is shown round it, as the database answers it. */
export interface DataRequestRow extends DataRequest {
  indicatorName: string;
  cadence: Cadence;
  measureType: MeasureType;
  unit: string;
  organizationName: string;
  places: { id: string; name: string }[];
  populations: { id: string; name: string }[];
  inReview: number;
  today: string;
  link: { id: string; version: number; expiresOn: string; openedAt: string | null } | null;
  answers: { periodStart: string; state: DataAnswerState }[];
}

/** Newest answers that a request is shown with. */
const mostAnswers = 60;

const columnsOfRequest = composeOnce(
  (
    tx,
  ) => `${tx.columns(DataRequest, 'r')}, i.name AS "indicatorName", i.cadence, i.measure_type AS "measureType", i.unit,
o.name AS "organizationName", ${todayOf('$1')}::text AS today, ${inReview}::int AS "inReview",
${namesOf('place', placeName('x'))} AS places, ${namesOf('population', 'x.name')} AS populations,
(SELECT json_build_object('id', l.id, 'version', l.version, 'expiresOn', l.expires_on, 'openedAt', l.opened_at) FROM data_request_link l
 WHERE l.partnership_id = r.partnership_id AND l.request_id = r.id AND l.revoked_at IS NULL ORDER BY l.id DESC LIMIT 1) AS link,
(SELECT coalesce(json_agg(json_build_object('periodStart', a.period_start, 'state', a.state)), '[]') FROM (
   SELECT a.period_start, ${stateNow} AS state FROM data_answer a ${answerImport}
   WHERE a.partnership_id = r.partnership_id AND a.request_id = r.id AND NOT ${is<DataAnswerState>('a.state', 'replaced')}
   ORDER BY a.period_start DESC LIMIT ${mostAnswers}) a) AS answers`,
);

const from = `data_request r JOIN indicator i ON i.partnership_id = r.partnership_id AND i.id = r.indicator_id
JOIN organization o ON o.partnership_id = r.partnership_id AND o.id = r.organization_id`;

const views: Record<DataRequestView, string> = {
  open: 'r.retired_at IS NULL',
  ended: 'r.retired_at IS NOT NULL',
  late: `r.retired_at IS NULL AND ${is<RequestStanding>(`(${standing})`, 'late')}`,
  due: `r.retired_at IS NULL AND ${is<RequestStanding>(`(${standing})`, 'due')}`,
  in_review: `r.retired_at IS NULL AND ${inReview} > 0`,
};
const viewCases = Object.entries(views).map(
  ([view, where]) => `WHEN ${is<DataRequestView>('$2::text', view as DataRequestView)} THEN ${where}`,
);

/** Requests by the day that is due first. $2: a view; $3: an indicator, or null. */
export const requestsByDueDay: ListQuery = {
  columns: columnsOfRequest,
  from,
  where: `r.partnership_id = $1 AND ($3::uuid IS NULL OR r.indicator_id = $3) AND CASE ${viewCases.join(' ')} END`,
  order: [
    { by: 'r.due_on', type: 'date' },
    { by: 'r.id', type: 'uuid' },
  ],
};

/** $2: one request. */
export const findRequest = composeOnce(
  (tx) => `SELECT ${columnsOfRequest(tx)} FROM ${from} WHERE r.partnership_id = $1 AND r.id = $2`,
);

/** $2: a request; what decides which of its periods is open. */
export const findPeriodFacts = `
SELECT i.cadence, ARRAY(SELECT a.period_start::text FROM data_answer a WHERE a.partnership_id = $1 AND a.request_id = $2
  AND ${isOneOf('a.state', standingAnswerStates)}) AS answered
FROM data_request r JOIN indicator i ON i.partnership_id = r.partnership_id AND i.id = r.indicator_id
WHERE r.partnership_id = $1 AND r.id = $2`;

/** An answer with what it is held against, as the database answers it. */
export interface DataAnswerRow extends DataAnswer {
  stateNow: DataAnswerState;
  importState: ImportState | null;
  importVersion: number | null;
  reviewedByName: string | null;
  cadence: Cadence;
  measureType: MeasureType;
  /** Of earlier periods, the latest first. */
  earlier: { periodStart: string; cells: AnswerCell[] }[];
  /** While it waits to be reviewed: what is stored of the same series in other periods, the nearest first. */
  known: AnswerCell[];
}

/** The standing answers before a period, of all links or of the link `link` alone. */
export const earlierAnswers = (request: string, before: string, link?: string): string => `
(SELECT coalesce(json_agg(json_build_object('periodStart', e.period_start, 'cells', e.cells) ORDER BY e.period_start DESC), '[]')
 FROM (SELECT e.period_start, e.cells FROM data_answer e
       WHERE e.partnership_id = $1 AND e.request_id = ${request} AND e.period_start < ${before}${link ? ` AND e.link_id = ${link}` : ''}
         AND ${isOneOf('e.state', standingAnswerStates)}
       ORDER BY e.period_start DESC LIMIT ${mostCompared}) e)`;

/**
 * What is known of the series of a request in other periods than `period`, the nearest first, at most so many each: from
 * the columns of the release, or with `kept_` from those for who keeps the data.
 */
const knownNumbers = (request: string, period: string, columns: '' | 'kept_'): string => `
(SELECT coalesce(json_agg(json_build_object('placeId', k.place_id, 'populationId', k.population_id,
   'value', k.value, 'numerator', k.numerator, 'denominator', k.denominator) ORDER BY k.far, k.period_start DESC), '[]')
 FROM data_request q JOIN data_request_series s ON s.partnership_id = $1 AND s.request_id = q.id
 CROSS JOIN LATERAL (
   SELECT o.place_id, o.population_id, o.period_start, o.${columns}value AS value, o.${columns}numerator AS numerator,
     o.${columns}denominator AS denominator, abs(o.period_start - ${period}) AS far
   FROM released_observation o WHERE o.partnership_id = $1 AND o.indicator_id = q.indicator_id AND o.place_id = s.place_id
     AND o.population_id = s.population_id AND o.period_start <> ${period}
     AND coalesce(o.${columns}value, o.${columns}denominator) IS NOT NULL ORDER BY far LIMIT ${mostCompared}) k
 WHERE q.partnership_id = $1 AND q.id = ${request})`;

/** $2: a request; what everybody may know of its series, the latest first. */
export const findPublished = `SELECT ${knownNumbers('$2', todayOf('$1'), '')} AS cells`;

const answerColumns = composeOnce(
  (
    tx,
  ) => `${tx.columns(DataAnswer, 'a')}, ${stateNow} AS "stateNow", m.state AS "importState", m.version AS "importVersion",
p.name AS "reviewedByName", i.cadence, i.measure_type AS "measureType", ${earlierAnswers('a.request_id', 'a.period_start')} AS earlier,
CASE WHEN ${is<DataAnswerState>(`(${stateNow})`, 'sent')} THEN ${knownNumbers('a.request_id', 'a.period_start', 'kept_')} ELSE '[]' END AS known`,
);
const answersFrom = `data_answer a ${answerImport}
JOIN data_request r ON r.partnership_id = a.partnership_id AND r.id = a.request_id
JOIN indicator i ON i.partnership_id = r.partnership_id AND i.id = r.indicator_id
LEFT JOIN member p ON p.partnership_id = a.partnership_id AND p.id = a.reviewed_by_member_id`;

/** The answers to the request $2, the newest period first, of each the newest answer first. */
export const answersByPeriod: ListQuery = {
  columns: answerColumns,
  from: answersFrom,
  countFrom: 'data_answer a',
  where: 'a.partnership_id = $1 AND a.request_id = $2',
  order: [
    { by: 'a.period_start', type: 'date', descending: true },
    { by: 'a.number', type: 'int', descending: true },
    { by: 'a.id', type: 'uuid', descending: true },
  ],
};

/** $2: one answer. */
export const findAnswer = composeOnce(
  (tx) => `SELECT ${answerColumns(tx)} FROM ${answersFrom} WHERE a.partnership_id = $1 AND a.id = $2`,
);

/** One place and population of a request, as its form needs them. */
export interface SeriesRow {
  placeId: string;
  placeName: string;
  parentId: string | null;
  populationId: string;
  populationName: string;
  dimension: string | null;
  isEverybody: boolean;
  isExclusive: boolean;
  /** How many groups of the dimension there are. */
  groups: number;
}

/** The series of the request $2 in the form's order; what was retired or merged takes no new numbers. */
export const findSeries = `
SELECT s.place_id AS "placeId", ${placeName('p')} AS "placeName", p.parent_id AS "parentId", s.population_id AS "populationId", g.name AS "populationName",
  CASE WHEN g.crossed_dimension IS NULL THEN g.dimension END AS dimension, g.dimension IS NULL AS "isEverybody",
  coalesce(d.is_exclusive, true) AND g.crossed_dimension IS NULL AS "isExclusive",
  (SELECT count(*) FROM population t WHERE t.partnership_id = $1 AND t.dimension = g.dimension AND t.crossed_dimension IS NULL
   AND t.retired_at IS NULL)::int AS groups
FROM data_request_series s
JOIN place p ON p.partnership_id = $1 AND p.id = s.place_id AND p.retired_at IS NULL
JOIN population g ON g.partnership_id = $1 AND g.id = s.population_id AND g.retired_at IS NULL
LEFT JOIN population_dimension d ON d.partnership_id = $1 AND d.name = g.dimension
WHERE s.partnership_id = $1 AND s.request_id = $2 ORDER BY s.position`;
