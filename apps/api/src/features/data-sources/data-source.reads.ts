import { cadenceSteps } from '@throughline/domain/data-sources';
import { openImportStates } from '@throughline/domain/lifecycles/import';
import { type ImportState, type SourceCadence, sourceCadences } from '@throughline/domain/vocabulary';
import { dayOf, laterDay, todayOf } from '../../database/days.ts';
import { is, isOneOf } from '../../database/words-sql.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { composeOnce } from '../../tenancy/transaction.ts';
import { DataSource } from './data-source.entity.ts';

/** SQL of data sources; every text takes $1 = partnership. `d` is the source, `last` its newest file in force. */

const from = `data_source d
LEFT JOIN LATERAL (SELECT m.id, m.mapping, m.committed_at FROM import m WHERE m.partnership_id = d.partnership_id AND m.source_id = d.id
  AND ${is<ImportState>('m.state', 'committed')} ORDER BY m.committed_at DESC LIMIT 1) last ON true`;

const cameOn = dayOf('coalesce(last.committed_at, d.created_at)', '$1');
const steps = sourceCadences
  .map(
    (cadence) =>
      `WHEN ${is<SourceCadence>('d.cadence', cadence)} THEN make_interval(months => ${cadenceSteps[cadence].months}, days => ${cadenceSteps[cadence].days})`,
  )
  .join(' ');
/** The domain's `expectedOn`; null for a source that came once. */
const expectedDay = laterDay(cameOn, `CASE ${steps} END`);

/** A source with what is shown round it, as the database answers it. */
export interface DataSourceRow extends DataSource {
  cameOn: string;
  expectedOn: string | null;
  today: string;
  lastImportId: string | null;
  openImportId: string | null;
  files: number;
  indicators: { id: string; name: string }[];
}

const columnsOfSource = composeOnce(
  (
    tx,
  ) => `${tx.columns(DataSource, 'd')}, (${cameOn})::text AS "cameOn", (${expectedDay})::text AS "expectedOn", ${todayOf('$1')}::text AS today,
last.id AS "lastImportId",
(SELECT m.id FROM import m WHERE m.partnership_id = $1 AND m.source_id = d.id AND ${isOneOf('m.state', openImportStates)} ORDER BY m.id DESC LIMIT 1) AS "openImportId",
(SELECT count(*) FROM import m WHERE m.partnership_id = $1 AND m.source_id = d.id)::int AS files,
(SELECT coalesce(json_agg(json_build_object('id', i.id, 'name', i.name) ORDER BY i.name), '[]') FROM indicator i
 WHERE i.partnership_id = $1 AND i.id::text IN (SELECT named.source->>'indicatorKey' FROM jsonb_array_elements(last.mapping->'indicators') AS named(source))) AS indicators`,
);

/** Sources, the longest awaited first, those that nobody awaits last. $2: whether those that were retired. */
export const sourcesByExpectedDay: ListQuery = {
  columns: columnsOfSource,
  from,
  countFrom: 'data_source d',
  where: 'd.partnership_id = $1 AND (d.retired_at IS NOT NULL) = $2::boolean',
  order: [
    { by: expectedDay, type: 'date', nullable: true },
    { by: 'd.id', type: 'uuid' },
  ],
};

/** $2: one source. */
export const findSource = composeOnce(
  (tx) => `SELECT ${columnsOfSource(tx)} FROM ${from} WHERE d.partnership_id = $1 AND d.id = $2`,
);

/** $2: a source, $3: its new file. The newest file before it that was mapped: of those in force, else of any. */
export const findPattern = `
SELECT m.id FROM import m WHERE m.partnership_id = $1 AND m.source_id = $2 AND m.id <> $3 AND m.mapping IS NOT NULL
ORDER BY ${is<ImportState>('m.state', 'committed')} DESC, m.committed_at DESC NULLS LAST, m.id DESC LIMIT 1`;
