import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { MappingGuess } from '@throughline/source-files/proposals/guess-mapping';
import { guessMappings } from '@throughline/source-files/proposals/guess-mappings';
import type { Proposal, ProposalCode } from '@throughline/source-files/proposals/proposals';
import { lineText, type Together } from '@throughline/source-files/text/together';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid } from '../../kernel/errors.ts';
import { csvLine, csvMark } from '../../kernel/csv.ts';
import { fromCursor } from '../../kernel/cursor.ts';
import { type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { sameObservation } from './checks/import-check.sql.ts';
import { withNamedTotal } from './checks/named-total.ts';
import { ImportFiles } from './files/import-files.ts';
import { ImportProblem } from './files/import-problem.entity.ts';
import { findWritten } from './commit/commit-progress.ts';
import { Import } from './import.entity.ts';
import { adaptedTo, correctedIn } from './files/corrected.ts';
import type {
  ImportedIndicatorType,
  ImportPreviewSeriesType,
  ImportProblemType,
  ImportType,
  MappingFitType,
  MappingGuessType,
} from './import.type.ts';

/** Imports, the newest first: ids are made in the order of time. $2 batch, $3 source, or null for all. */
const newestImports: ListQuery = {
  columns: (tx) => tx.columns(Import, 'i'),
  from: 'import i',
  where: 'i.partnership_id = $1 AND ($2::uuid IS NULL OR i.batch_id = $2) AND ($3::uuid IS NULL OR i.source_id = $3)',
  order: [{ by: 'i.id', type: 'uuid', descending: true }],
};

/** The kept problems of the import $2 by line. */
const problemsByLine: ListQuery = {
  columns: (tx) => tx.columns(ImportProblem, 'p'),
  from: 'import_problem p',
  where: 'p.partnership_id = $1 AND p.import_id = $2',
  order: [
    { by: 'p.line', type: 'int' },
    { by: 'p.id', type: 'uuid' },
  ],
};

const inOrder = (column: string): string => `json_agg(${column} ORDER BY s.period_start)`;

/** What tells places of one name apart: which of ours it is, else its code and what it lies in. */
const placeKey = `coalesce(s.place_id::text, concat_ws(' · ', s.place_code, s.parent_label, s.parent_code))`;

/** The keys of a page first, then one pass over the staged rows for all of them: no index leads to a label's rows. */
const previewAfter = `
WITH keys AS (
  SELECT s.indicator_id, s.place_label, ${placeKey} AS place_key, s.population_label,
    coalesce((SELECT q.name FROM place p JOIN place q ON q.partnership_id = $1 AND q.id = p.parent_id
      WHERE p.partnership_id = $1 AND p.id = min(s.place_id::text)::uuid), min(coalesce(s.parent_label, s.parent_code))) AS within
  FROM staged_observation s
  WHERE s.partnership_id = $1 AND s.import_id = $2
    AND ($3::uuid IS NULL OR (s.indicator_id, s.place_label, ${placeKey}, s.population_label) > ($3, $4, $5, $6))
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT $7
)
SELECT k.indicator_id AS "indicatorId", i.name AS indicator, i.unit, k.place_label AS place, k.place_key AS "placeKey", k.within,
       k.population_label AS population,
       ${inOrder('s.period_start')} AS starts, ${inOrder('s.status')} AS statuses, ${inOrder('s.value')} AS values,
       ${inOrder('s.numerator')} AS numerators, ${inOrder('s.denominator')} AS denominators,
       ${inOrder('s.interval_lower')} AS "intervalLowers", ${inOrder('s.interval_upper')} AS "intervalUppers",
       ${inOrder('s.interval_level')} AS "intervalLevels", ${inOrder('o.value')} AS "valuesNow"
FROM keys k JOIN indicator i ON i.partnership_id = $1 AND i.id = k.indicator_id
JOIN staged_observation s ON s.partnership_id = $1 AND s.import_id = $2 AND s.indicator_id = k.indicator_id
  AND s.place_label = k.place_label AND ${placeKey} = k.place_key AND s.population_label = k.population_label
LEFT JOIN observation o ON ${sameObservation}
GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 4, 5, 7`;

const countSeries = `
SELECT count(*) AS count FROM (SELECT DISTINCT s.indicator_id, s.place_label, ${placeKey}, s.population_label
FROM staged_observation s WHERE s.partnership_id = $1 AND s.import_id = $2) s`;

/** $2 import. What it brought that is still there, as readers see it. */
const findImported = `
SELECT i.id, i.name, count(*)::int AS observations, count(*) FILTER (WHERE r.hidden)::int AS hidden,
  EXISTS (SELECT FROM disclosure_period d WHERE d.partnership_id = $1 AND d.indicator_id = i.id AND NOT d.is_decided) AS "isBeingDecided"
FROM released_observation r JOIN indicator i ON i.partnership_id = $1 AND i.id = r.indicator_id
WHERE r.partnership_id = $1 AND r.import_id = $2 GROUP BY i.partnership_id, i.id, i.name ORDER BY i.name, i.id`;

/** What is to be read of imports; for those who may import, as the numbers of a file are not yet judged. */
@Injectable()
export class ImportReadsService {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(ImportFiles) private readonly files: ImportFiles,
  ) {}

  /** The indicators that an import brought numbers of; 2 statements. */
  async outcomeOf(viewer: Viewer, id: string): Promise<ImportedIndicatorType[]> {
    demand(viewer, 'canImport');
    return this.tenancy.read(viewer, async (tx) => {
      const [, rows] = await Promise.all([
        tx.find(Import, id),
        tx.rows<ImportedIndicatorType>(findImported, [viewer.partnershipId, id]),
      ]);
      return rows;
    });
  }

  async find(viewer: Viewer, id: string): Promise<ImportType> {
    demand(viewer, 'canImport');
    return this.tenancy.read(viewer, async (tx) => {
      const [row, written] = await Promise.all([tx.find(Import, id), tx.one<{ written: number }>(findWritten, [id])]);
      return { ...withAbilities(viewer, row), rowsWritten: written?.written ?? null };
    });
  }

  /** Imports, the newest first; 2 statements. */
  async page(
    viewer: Viewer,
    first: number,
    after: string | null,
    { batchId = null, sourceId = null }: { batchId?: string | null; sourceId?: string | null } = {},
  ): Promise<Page<ImportType>> {
    demand(viewer, 'canImport');
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<Import>(newestImports, [viewer.partnershipId, batchId, sourceId], { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => withAbilities(viewer, row)) };
  }

  /** The kept problems of the last check by line; 3 statements. */
  async problems(viewer: Viewer, id: string, first: number, after: string | null): Promise<Page<ImportProblemType>> {
    demand(viewer, 'canImport');
    return this.tenancy.read(viewer, async (tx) => {
      const [, page] = await Promise.all([
        tx.find(Import, id),
        tx.page<ImportProblem>(problemsByLine, [viewer.partnershipId, id], { first, after }),
      ]);
      return page;
    });
  }

  /** The series that a checked file brings, beside what is there; 3 statements. */
  async preview(
    viewer: Viewer,
    id: string,
    first: number,
    after: string | null,
  ): Promise<Page<ImportPreviewSeriesType>> {
    demand(viewer, 'canImport');
    const size = pageSize(first);
    const key = after === null ? [null, null, null, null] : fromCursor(after, ['uuid', 'text', 'text', 'text']);
    return this.tenancy.read(viewer, async (tx) => {
      const [, rows, total] = await Promise.all([
        tx.find(Import, id),
        tx.rows<ImportPreviewSeriesType & { placeKey: string }>(previewAfter, [
          viewer.partnershipId,
          id,
          ...key,
          size + 1,
        ]),
        tx.one<{ count: number }>(countSeries, [viewer.partnershipId, id]),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.indicatorId, row.place, row.placeKey, row.population]);
    });
  }

  /** The mapping of another import for this file: the files of one series are mapped once. */
  async like(viewer: Viewer, id: string, likeId: string): Promise<MappingFitType> {
    demand(viewer, 'canImport');
    const [file, like] = await this.tenancy.read(viewer, (tx) =>
      Promise.all([tx.find(Import, id), tx.find(Import, likeId)]),
    );
    if (like.mapping === null) throw new Invalid({ likeId: refusal('LIKE_NOT_MAPPED') });
    return adaptedTo(file, like.mapping);
  }

  /** A mapping to begin with, for the indicators that the file is about. */
  async guess(viewer: Viewer, id: string, indicatorIds: readonly string[]): Promise<MappingGuessType> {
    demand(viewer, 'canImport');
    if (indicatorIds.length === 0 || indicatorIds.length > 20)
      throw new Invalid({ indicatorIds: refusal('INDICATORS_TO_GUESS', { most: 20 }) });
    const { file, indicators } = await this.tenancy.read(viewer, async (tx) => ({
      file: await tx.find(Import, id),
      indicators: await Promise.all(indicatorIds.map((indicatorId) => tx.find(Indicator, indicatorId))),
    }));
    const corrected = correctedIn(file);
    const looked = await this.files.look(viewer.partnershipId, id, corrected);
    if (!looked.ok) throw new Invalid({ file: looked.refusal });
    const targets = indicators.map(({ id: indicatorKey, name, measureType: measure, cadence }) => ({
      indicatorKey,
      measure,
      cadence,
      words: name,
    }));
    const guesses = guessMappings(looked.shape, file.seen.profiles, looked.sample, file.fileName, targets);
    const [guess] = guesses;
    if (guess === undefined) throw new Invalid({ indicatorIds: refusal('INDICATORS_TO_GUESS', { most: 20 }) });
    const wide = guesses.flatMap((each, index) =>
      (each.mapping.wide ?? []).map((column) => ({
        ...column,
        indicatorKey: column.indicatorKey ?? indicatorIds[index],
      })),
    );
    const place = await this.tenancy.read(viewer, (tx) => withNamedTotal(tx, guess.mapping.place));
    const mapping = {
      ...guess.mapping,
      place,
      file: { ...guess.mapping.file, ...corrected },
      indicators: guesses.flatMap((each) => each.mapping.indicators),
      marks: marksOf(guesses),
      ...doubtsOf(guesses),
      ...(wide.length > 0 && { wide }),
    };
    const isUnnamed = place.total?.name === '';
    const proposals = proposalsOf(guesses).filter(({ code }) => code !== 'total_unnamed' || isUnnamed);
    return { mapping, columns: guess.columns, proposals };
  }

  /** The kept problems as CSV, piece by piece. The first is read at once, so that a refusal comes before any of it. */
  async problemsCsv(viewer: Viewer, id: string): Promise<AsyncIterable<string>> {
    const head = await this.problems(viewer, id, 200, null);
    const read = (after: string | null) => this.problems(viewer, id, 200, after);
    const { together } = (await this.tenancy.read(viewer, (tx) => tx.find(Import, id))).seen.shape;
    return (async function* () {
      yield `${csvMark}line,severity,code,column,cell,message\r\n`;
      let page = head;
      for (;;) {
        yield page.nodes.map((row) => csvRow(row, together)).join('');
        if (!page.pageInfo.hasNextPage) return;
        page = await read(page.pageInfo.endCursor);
      }
    })();
  }
}

/** The marks in the numbers of all indicators, each once. */
const marksOf = (guesses: readonly MappingGuess[]) => [
  ...new Map(guesses.flatMap(({ mapping }) => mapping.marks).map((mark) => [JSON.stringify(mark), mark])).values(),
];

/** Numbers that are kept out until a person says what they mean, in any of the indicators' columns. */
function doubtsOf(guesses: readonly MappingGuess[]): { doubts?: string[] } {
  const doubts = [...new Set(guesses.flatMap(({ mapping }) => mapping.doubts ?? []))];
  return doubts.length === 0 ? {} : { doubts };
}

/** What only the column of one indicator shows; all else was recognised for the first one already. */
const ownProposals: ReadonlySet<ProposalCode> = new Set([
  'rows_chosen',
  'rows_to_choose',
  'mixed_units',
  'far_values',
  'sentinels',
  'unknown_marks',
  'lone_zero',
  'bounds',
  'value_notes',
  'value_unsure',
]);

/** What was recognised for the first indicator, and for each other what is its own. */
function proposalsOf(guesses: readonly MappingGuess[]): Proposal[] {
  const all = guesses.flatMap(({ proposals }, at) =>
    proposals
      .filter(({ code }) => at === 0 || ownProposals.has(code))
      .map((proposal) => ({ ...proposal, path: proposal.path.replace(/^indicators\.0\b/, `indicators.${at}`) })),
  );
  return [...new Map(all.map((each) => [JSON.stringify([each.code, each.path, each.column]), each])).values()];
}

const csvRow = (
  { line, severity, code, column, cell, message }: ImportProblemType,
  together: Together | undefined,
): string => csvLine([lineText(line, together), severity, code, column, cell, message]);

/** An import as the client gets it. */
export function withAbilities(viewer: Viewer, row: Import): ImportType {
  return {
    ...row,
    rowsWritten: null,
    abilities: abilities(viewer, { partnershipId: viewer.partnershipId }, ['canImport']),
  };
}
