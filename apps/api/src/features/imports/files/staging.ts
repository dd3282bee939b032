import { once } from 'node:events';
import type { DraftObservation } from '@throughline/source-files/rows/read-rows';
import { from as copyFrom } from 'pg-copy-streams';
import { DatabaseClient } from '../../../database/client.ts';
import type { Database } from '../../../database/database.ts';
import { isUuid } from '../../../kernel/inputs.ts';

/** A row for the staging table: a draft with what was found of its labels. */
export interface StagedRow {
  draft: DraftObservation;
  indicatorId: string;
  placeId: string | null;
  populationId: string | null;
  populationLabel: string;
}

const columns =
  'partnership_id, import_id, line, part, indicator_id, place_id, population_id, place_label, place_code, place_kind, parent_label, parent_code, population_label, ' +
  'period_start, period_end, status, value, numerator, denominator, lower, upper, ' +
  'interval_lower, interval_upper, interval_level, provisional';
/** Rows of one COPY: each is a transaction of its own, between which others get their turn on the embedded database. */
const rowsPerCopy = 5_000;
/** Rows gather in pages of this size. */
const pageBytes = 262_144;

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** What COPY's text format writes for no value. */
const none = '\\N';

/** A text in COPY's text format; numbers, dates and ids need nothing. */
const text = (value: string | null): string =>
  value === null ? none : value.replace(special, (sign) => escapes[sign] ?? '');

/**
 * Copies a file's observations into the staging table as the tables' owner, whom its row-level security does not bind
 * (COPY would be refused otherwise). Hence the tenant and the import are written here alone, from ids that were
 * checked, and nothing that comes from a file can change them.
 */
export class Staging {
  readonly #owner: string;
  readonly #spare: Buffer[] = [];
  #page = this.#newPage();
  #used = 0;
  #full: Buffer[] = [];
  #gathered = 0;
  #sending: Promise<void> = Promise.resolve();
  #client: DatabaseClient | undefined;

  constructor(
    private readonly database: Database,
    private readonly partnershipId: string,
    private readonly importId: string,
  ) {
    if (!isUuid(partnershipId) || !isUuid(importId)) throw new Error('not a UUID');
    this.#owner = `${partnershipId}\t${importId}\t`;
  }

  add({ draft, indicatorId, placeId, populationId, populationLabel }: StagedRow): void {
    const { period } = draft;
    const which = `${this.#owner}${draft.line}\t${draft.part}\t${indicatorId}\t${placeId ?? none}\t${populationId ?? none}`;
    // Only a place that is to be added is told about.
    const around = placeId
      ? `${none}\t${none}\t${none}`
      : `${draft.placeKind ?? none}\t${text(draft.parentLabel)}\t${text(draft.parentCode)}`;
    const labels = `${text(draft.placeLabel ?? draft.placeCode ?? '')}\t${text(draft.placeCode)}\t${around}\t${text(populationLabel)}`;
    const content = `${period.start}\t${period.end}\t${draft.status}\t${draft.value ?? none}\t${draft.numerator ?? none}`;
    const rest = `${draft.denominator ?? none}\t${draft.lower ?? none}\t${draft.upper ?? none}`;
    const { interval } = draft;
    const bounds = `${interval?.lower ?? none}\t${interval?.upper ?? none}\t${interval?.level ?? none}\t${draft.provisional ? 't' : 'f'}`;
    this.#write(`${which}\t${labels}\t${content}\t${rest}\t${bounds}\n`);
  }

  /**
   * Sends what has gathered when it is enough for one COPY. The database takes it while the file is read on: this waits
   * for the rows before, so that no more than those of two are held.
   */
  async flush(least = rowsPerCopy): Promise<void> {
    if (this.#gathered < least) return;
    const pages = [...this.#full, this.#page.subarray(0, this.#used)];
    this.#full = [];
    this.#page = this.#newPage();
    this.#used = 0;
    this.#gathered = 0;
    await this.#sending;
    this.#sending = this.#send(pages);
    // Its failure is told by whoever waits for it next.
    this.#sending.catch(() => undefined);
  }

  /** Rows are kept as bytes: as text they would outlive the collector's short rounds, which then copy them about. */
  #write(row: string): void {
    // A character takes three bytes at most.
    const most = row.length * 3;
    if (this.#used + most > this.#page.length) {
      this.#full.push(this.#page.subarray(0, this.#used));
      this.#page = most > pageBytes ? Buffer.allocUnsafeSlow(most) : this.#newPage();
      this.#used = 0;
    }
    this.#used += this.#page.write(row, this.#used);
    this.#gathered += 1;
  }

  async #send(pages: readonly Buffer[]): Promise<void> {
    const client = await this.#connection();
    const stream = client.query(copyFrom(`COPY staged_observation (${columns}) FROM STDIN`));
    const finished = once(stream, 'finish');
    for (const page of pages) stream.write(page);
    stream.end();
    await finished;
    // The database has them: their memory is written again.
    for (const { buffer } of pages) if (buffer.byteLength === pageBytes) this.#spare.push(Buffer.from(buffer));
  }

  #newPage(): Buffer {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(pageBytes);
  }

  /** Copies the rest, and lets the planner know of the rows: without that, it takes the table for empty. */
  async finish(): Promise<void> {
    await this.flush(1);
    await this.#sending;
    const client = await this.#connection();
    await client.query('ANALYZE staged_observation');
  }

  /** Removes every staged row of the import. */
  async clear(): Promise<void> {
    this.#full = [];
    this.#used = 0;
    this.#gathered = 0;
    await this.#sending.catch(() => undefined);
    const client = await this.#connection();
    await client.query('DELETE FROM staged_observation WHERE partnership_id = $1 AND import_id = $2', [
      this.partnershipId,
      this.importId,
    ]);
  }

  async close(): Promise<void> {
    await this.#sending.catch(() => undefined);
    await this.#client?.end();
    this.#client = undefined;
  }

  /** A connection outside the pool: those of the pool are pipelined, and COPY cannot travel in a pipeline. */
  async #connection(): Promise<DatabaseClient> {
    if (this.#client === undefined) {
      const { options } = this.database.pool;
      // The pool hides its password from being spread.
      const { password } = options;
      const client = new DatabaseClient({
        ...options,
        ...(password !== undefined && { password }),
        pipeline: false,
        statement_timeout: 600_000,
      });
      await client.connect();
      this.#client = client;
    }
    return this.#client;
  }
}
