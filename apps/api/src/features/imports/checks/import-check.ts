import { Inject, Injectable } from '@nestjs/common';
import type { DuplicatePolicy, ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { ReadSummary } from '@throughline/source-files/rows/problems';
import { readFile } from '@throughline/source-files/rows/read-file';
import type { DraftObservation } from '@throughline/source-files/rows/read-rows';
import { linesOfSheet } from '@throughline/source-files/text/together';
import type { Viewer } from '@throughline/domain/viewer';
import { Database } from '../../../database/database.ts';
import { Invalid } from '../../../kernel/errors.ts';
import { scopeOf, Tenancy } from '../../../tenancy/tenancy.ts';
import {
  clearProblems,
  countOverlap,
  dropRetracted,
  endChecking,
  hasObservations,
  insertProblems,
  noteProgress,
  wholeFile,
} from './import-check.sql.ts';
import type { TellProgress } from '../commit/commit-progress.ts';
import { breathe, ImportFiles } from '../files/import-files.ts';
import { clearLabels, insertLabels } from '../files/import-label.sql.ts';
import { countGone } from '../renewal/gone.sql.ts';
import { findQuality, type Run } from './import-quality.ts';
import type { ImportReport, QualityFinding, SeenFile } from '@throughline/source-files/report/import-report';
import { crossingSign, LabelBook, policyOf } from './label-book.ts';
import { OpenLabels, within } from './open-labels.ts';
import { type LabelRow, LabelTally } from './label-tally.ts';
import { ExampleBook } from './example-book.ts';
import { LabelTwins } from './label-twins.ts';
import { type FoundProblem, ProblemBook } from './problem-book.ts';
import { noteCodesOfSeveral } from './repeated-codes.ts';
import { Staging } from '../files/staging.ts';
import { leaveOneOfEach } from './told-twice.ts';
import { noteUnusual } from './unusual-values.ts';

/** What is checked: a file and its mapping, whose indicators are ids of the partnership. */
export interface CheckedFile {
  importId: string;
  fileName: string;
  mapping: ImportMapping;
  /** What was seen in its columns. */
  seen: Pick<SeenFile, 'profiles'>;
}

export interface CheckResult {
  report: ImportReport;
  rowsRead: number;
  rowsAccepted: number;
  errors: number;
  warnings: number;
}

const problemsPerInsert = 500;
const labelsPerInsert = 2_000;
const linesPerProgress = 20_000;
const retractedPerStatement = 5_000;

/**
 * Reads a file into the staging table and tells its problems. It holds no transaction while it reads: rows and problems
 * go out in small ones, so that others are not kept waiting and memory stays small whatever the file's length.
 */
@Injectable()
export class ImportChecker {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(ImportFiles) private readonly files: ImportFiles,
  ) {}

  /** Reads, stages and judges the file; on failure nothing of it stays. */
  async check(viewer: Viewer, file: CheckedFile, tell?: TellProgress): Promise<CheckResult> {
    const staging = new Staging(this.database, viewer.partnershipId, file.importId);
    try {
      await this.forget(viewer, file.importId, staging);
      return await new Checking(viewer, file, staging, this.tenancy, this.files, tell).run();
    } catch (error) {
      await this.forget(viewer, file.importId, staging).catch(() => undefined);
      throw error;
    } finally {
      await staging.close();
    }
  }

  /** Removes staged rows, problems and labels of an import. */
  private async forget(viewer: Viewer, importId: string, staging: Staging): Promise<void> {
    await staging.clear();
    await this.tenancy.inScope(scopeOf(viewer), 'READ WRITE', async (client) => {
      await client.query(clearProblems, [viewer.partnershipId, importId]);
      await client.query(clearLabels, [viewer.partnershipId, importId]);
    });
  }

  /** Says that no check of the import is running any more. */
  async rest(viewer: Viewer, importId: string): Promise<void> {
    await this.tenancy.inScope(scopeOf(viewer), 'READ WRITE', (client) =>
      client.query(endChecking, [viewer.partnershipId, importId]),
    );
  }
}

/** One check, from the first byte to the report. */
class Checking {
  readonly #problems = new ProblemBook();
  readonly #open: OpenLabels;
  readonly #examples = new ExampleBook();
  readonly #duplicates: DuplicatePolicy;
  readonly #ids: readonly [string, string];
  #retracted: { line: number; part: number }[] = [];
  readonly #policy: ReturnType<typeof policyOf>;
  readonly #twins = new LabelTwins();
  #line = 0;
  #reportedLine = 0;
  #staged = 0;
  #provisional = 0;

  constructor(
    private readonly viewer: Viewer,
    private readonly file: CheckedFile,
    private readonly staging: Staging,
    private readonly tenancy: Tenancy,
    private readonly files: ImportFiles,
    private readonly tell: TellProgress | undefined,
  ) {
    this.#policy = policyOf(file.mapping);
    this.#open = new OpenLabels(file.mapping, this.#problems);
    this.#ids = [viewer.partnershipId, file.importId];
    this.#duplicates = file.mapping.duplicates ?? 'report';
  }

  async run(): Promise<CheckResult> {
    const { importId, mapping } = this.file;
    const seen = await this.files.look(this.viewer.partnershipId, importId, mapping.file);
    if (!seen.ok) throw new Invalid({ file: seen.refusal });
    const labels = await this.tenancy.read(this.viewer, (tx) => LabelBook.load(tx));
    const tally = new LabelTally(labels, mapping);
    const summary = await readFile(await this.files.stream(this.viewer.partnershipId, importId, mapping.file), {
      shape: seen.shape,
      mapping,
      fileName: this.file.fileName,
      sink: {
        observation: (draft) => this.#take(draft, labels, tally),
        retract: (earlier) => this.#retracted.push(earlier),
        problem: (problem) => this.#note(problem),
      },
      pause: () => this.#pause(),
    });
    await this.staging.finish();
    await this.#dropRetracted();
    if (tally.hasRepeatedCodes) await this.#noteRepeatedCodes();
    await this.#leaveOneOfEach();
    await this.#noteUnusual();
    await this.#storeLabels(tally.rows(this.file.seen));
    await this.#storeProblems(1);
    const columns = seen.shape.columns.map(({ name }) => name);
    const overlap = await this.#countOverlap();
    return this.#result(summary, overlap, await this.#judgeData(columns, Number(overlap.changed)), labels);
  }

  #take(draft: DraftObservation, labels: LabelBook, tally: LabelTally): void {
    this.#line = draft.line;
    const { placeLabel, placeCode, placeKind: kind, parentLabel, parentCode, populationLabels } = draft;
    const found = tally.place({ label: placeLabel, code: placeCode, kind, parentLabel, parentCode }, draft.line);
    const placeId = found.id;
    const populationId = tally.population(populationLabels, draft.line);
    const shown = populationLabels.join(crossingSign);
    let taken = true;
    const shownPlace = placeLabel ?? placeCode ?? '';
    if (found.doubt !== undefined) taken = this.#open.askAboutPlace(draft, found, labels);
    else if (placeId === undefined)
      taken = this.#open.askUnlessAdded('place', {
        label: shownPlace,
        code: placeCode,
        line: draft.line,
        ...within(draft),
      });
    const retired = populationId === undefined ? labels.retiredPopulation(populationLabels) : undefined;
    if (retired !== undefined) taken = this.#open.askAboutRetired(shown || retired.name, retired, draft.line) && taken;
    else if (populationId === undefined) {
      const canBeAdded =
        populationLabels.length === 1 ||
        (populationLabels.length === 2 && populationLabels.every((label) => labels.isGroup(label)));
      taken = this.#open.askUnlessAdded('population', { label: shown, line: draft.line }, canBeAdded) && taken;
    }
    if (!taken) return;
    this.#staged += 1;
    if (draft.provisional) this.#provisional += 1;
    this.#twins.note({ draft, placeId: placeId ?? null, populationId: populationId ?? null });
    this.staging.add({
      draft,
      indicatorId: draft.indicatorKey,
      placeId: placeId ?? null,
      populationId: populationId ?? null,
      populationLabel: shown,
    });
  }

  #note(problem: FoundProblem, times = 1): void {
    this.#problems.note(problem, times);
    const { code, line, cell, params } = problem;
    if (code !== 'duplicate_different' && code !== 'duplicate_left_out') return;
    this.#examples.note('duplicates', { line, place: cell, other: params?.['line']?.toString() ?? null });
  }

  /** Keeps where each label's numbers would go, and asks what a new group is a group of where that is not clear. */
  async #storeLabels(labels: readonly LabelRow[]): Promise<void> {
    for (const { subject, label, standing, doubt, firstLine } of labels) {
      if (
        subject !== 'population' ||
        standing !== 'asked' ||
        this.#policy.populations !== 'add' ||
        doubt !== 'dimension'
      )
        continue;
      this.#problems.note({
        line: firstLine,
        column: this.file.mapping.population.columns[0] ?? null,
        code: 'unclear_group',
        severity: 'error',
        message: `It is not clear what “${label}” is a group of. Say it (race, language, disability), or that it is everybody or overlaps with other groups; then check again.`,
        params: { label },
        cell: label,
      });
    }
    for (let at = 0; at < labels.length; at += labelsPerInsert) {
      const rows = JSON.stringify(labels.slice(at, at + labelsPerInsert));
      await this.#write((client) => client.query(insertLabels, [...this.#ids, rows]));
    }
  }

  /** Removes what later lines made void, now that all of it is staged. */
  async #dropRetracted(): Promise<void> {
    for (let at = 0; at < this.#retracted.length; at += retractedPerStatement) {
      const rows = JSON.stringify(this.#retracted.slice(at, at + retractedPerStatement));
      const values = [this.viewer.partnershipId, this.file.importId, rows];
      const gone = await this.#write((client) => client.query<{ gone: number }>(dropRetracted, values));
      this.#staged -= Number(gone.rows[0]?.gone ?? 0);
    }
    this.#retracted = [];
  }

  async #pause(): Promise<void> {
    await this.staging.flush();
    await this.#storeProblems(problemsPerInsert);
    if (this.#line - this.#reportedLine >= linesPerProgress) {
      this.#reportedLine = this.#line;
      this.tell?.({ step: 'read', done: this.#line, total: this.file.seen.profiles[0]?.cells ?? 0 });
      await this.#write((client) =>
        client.query(noteProgress, [this.viewer.partnershipId, this.file.importId, this.#line % linesOfSheet]),
      );
    }
    await breathe();
  }

  async #storeProblems(least: number): Promise<void> {
    const rows = this.#problems.take(least);
    if (rows.length === 0) return;
    await this.#write((client) =>
      client.query(insertProblems, [this.viewer.partnershipId, this.file.importId, JSON.stringify(rows)]),
    );
  }

  async #leaveOneOfEach(): Promise<void> {
    if (!this.#twins.found) return;
    this.#staged -= await this.#write((client) =>
      leaveOneOfEach(client, this.#ids, this.#duplicates, (problem, times) => this.#note(problem, times)),
    );
  }

  async #noteRepeatedCodes(): Promise<void> {
    await this.tenancy.inScope(scopeOf(this.viewer), 'READ ONLY', async (client) => {
      await client.query(wholeFile);
      const column = this.file.mapping.place.codeColumn ?? null;
      await noteCodesOfSeveral(client, this.#ids, column, (problem) => this.#problems.note(problem));
    });
  }

  async #noteUnusual(): Promise<void> {
    await this.tenancy.inScope(scopeOf(this.viewer), 'READ ONLY', (client) =>
      noteUnusual(client, this.#ids, this.file.mapping, (problem, example) => {
        this.#examples.note('outliers', example);
        this.#problems.note(problem);
      }),
    );
  }

  async #countOverlap(): Promise<ImportReport['overlap']> {
    const counted = await this.tenancy.inScope(scopeOf(this.viewer), 'READ ONLY', async (client) => {
      const keys = this.file.mapping.indicators.map(({ indicatorKey }) => indicatorKey);
      const known = await client.query<{ isThere: boolean }>(hasObservations, [this.viewer.partnershipId, keys]);
      if (known.rows[0]?.isThere !== true) return { rows: [{ added: this.#staged, same: 0, changed: 0 }] };
      await client.query(wholeFile);
      const overlap = await client.query<ImportReport['overlap']>(countOverlap, [...this.#ids]);
      const gone = await client.query<{ gone: number; outside: number }>(countGone, [...this.#ids]);
      return { rows: overlap.rows.map((row) => ({ ...row, ...gone.rows[0] })) };
    });
    return counted.rows[0] ?? { added: 0, same: 0, changed: 0 };
  }

  /** What the data show beside each other and the file before; what was found row by row is summed up with it. */
  async #judgeData(columns: readonly string[], changed: number): Promise<QualityFinding[]> {
    const { importId, fileName, mapping } = this.file;
    const run: Run = <Row extends object>(text: string, values: readonly unknown[]) =>
      this.tenancy.inScope(scopeOf(this.viewer), 'READ ONLY', async (client) => {
        await client.query(wholeFile);
        return (await client.query<Row>(text, [...values])).rows;
      });
    const unknownPlaces = this.#open.placesAsNamed;
    const { partnershipId } = this.viewer;
    const scope = { partnershipId, importId, fileName, columns, mapping, changed, unknownPlaces };
    const found = await findQuality(run, scope);
    return [...this.#examples.findings(this.#problems.counts(), this.#provisional), ...found];
  }

  #result(
    summary: ReadSummary,
    overlap: ImportReport['overlap'],
    quality: QualityFinding[],
    book: LabelBook,
  ): CheckResult {
    return {
      rowsRead: summary.rows,
      rowsAccepted: this.#staged,
      errors: this.#problems.total('error'),
      warnings: this.#problems.total('warning'),
      report: {
        summary,
        problems: this.#problems.counts(),
        problemsKept: this.#problems.storedCount,
        unknownPlaces: this.#open.places(book),
        unknownPopulations: this.#open.populations(book),
        leftOutRows: this.#open.leftOut,
        ...this.#open.toAdd,
        overlap,
        quality,
      },
    };
  }

  #write<T>(work: (client: Parameters<Parameters<Tenancy['inScope']>[2]>[0]) => Promise<T>): Promise<T> {
    return this.tenancy.inScope(scopeOf(this.viewer), 'READ WRITE', work);
  }
}
