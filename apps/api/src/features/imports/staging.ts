import { once } from 'node:events';
import type { DraftObservation } from '@throughline/domain/imports/read-rows';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../../database/database.ts';
import { isUuid } from '../../graphql/input.ts';

/** A row for the staging table: a draft with what was found of its labels. */
export interface StagedRow {
  draft: DraftObservation;
  indicatorId: string;
  placeId: string | null;
  populationId: string | null;
  populationLabel: string;
}

const columns =
  'partnership_id, import_id, line, part, indicator_id, place_id, population_id, place_label, place_code, population_label, ' +
  'period_start, period_end, status, value, numerator, denominator, lower, upper, provisional';
/** Rows of one COPY: each is a transaction of its own, between which others get their turn on the embedded database. */
const rowsPerCopy = 5_000;

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One cell of COPY's text format. */
const cell = (value: string | number | null): string =>
  value === null
    ? '\\N'
    : typeof value === 'number'
      ? String(value)
      : value.replace(special, (sign) => escapes[sign] ?? '');

/**
 * Copies a file's observations into the staging table as the tables' owner, whom its row-level security does not bind
 * (COPY would be refused otherwise). Hence the tenant and the import are written here alone, from ids that were
 * checked, and nothing that comes from a file can change them.
 */
export class Staging {
  #rows: string[] = [];
  #client: Client | undefined;

  constructor(
    private readonly database: Database,
    private readonly partnershipId: string,
    private readonly importId: string,
  ) {
    if (!isUuid(partnershipId) || !isUuid(importId)) throw new Error('not a UUID');
  }

  add({ draft, indicatorId, placeId, populationId, populationLabel }: StagedRow): void {
    this.#rows.push(
      [
        this.partnershipId,
        this.importId,
        draft.line,
        draft.part,
        indicatorId,
        placeId,
        populationId,
        draft.placeLabel ?? draft.placeCode ?? '',
        draft.placeCode,
        populationLabel,
        draft.period.start,
        draft.period.end,
        draft.status,
        draft.value,
        draft.numerator,
        draft.denominator,
        draft.lower,
        draft.upper,
        draft.provisional ? 't' : 'f',
      ]
        .map(cell)
        .join('\t'),
    );
  }

  /** Copies what has gathered when it is enough for one COPY. */
  async flush(least = rowsPerCopy): Promise<void> {
    if (this.#rows.length < least) return;
    const text = `${this.#rows.join('\n')}\n`;
    this.#rows = [];
    const client = await this.#connected();
    const stream = client.query(copyFrom(`COPY staged_observation (${columns}) FROM STDIN`));
    const finished = once(stream, 'finish');
    stream.end(text);
    await finished;
  }

  /** Copies the rest, and lets the planner know of the rows: without that, it takes the table for empty. */
  async finish(): Promise<void> {
    await this.flush(1);
    const client = await this.#connected();
    await client.query('ANALYZE staged_observation');
  }

  /** Removes every staged row of the import. */
  async clear(): Promise<void> {
    this.#rows = [];
    const client = await this.#connected();
    await client.query('DELETE FROM staged_observation WHERE partnership_id = $1 AND import_id = $2', [
      this.partnershipId,
      this.importId,
    ]);
  }

  async close(): Promise<void> {
    await this.#client?.end();
    this.#client = undefined;
  }

  /** A connection outside the pool: those of the pool are pipelined, and COPY cannot travel in a pipeline. */
  async #connected(): Promise<Client> {
    if (this.#client === undefined) {
      const { options } = this.database.pool;
      // The pool hides its password from being spread.
      const { password } = options;
      const client = new Client({
        ...options,
        ...(password !== undefined && { password }),
        pipeline: false,
        statement_timeout: 600_000,
      });
      // Told by the statement that was running; without a listener an idle break would end the process.
      client.on('error', () => undefined);
      await client.connect();
      this.#client = client;
    }
    return this.#client;
  }
}
