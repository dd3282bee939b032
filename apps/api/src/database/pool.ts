import { type CustomTypesConfig, type PoolConfig, types } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { DatabaseClient } from './client.ts';

/** What a pool is opened with. */
export interface PoolOptions {
  /** Address of the database; a Unix socket as `postgres:///name?host=/folder`. */
  readonly url: string;
  /** Most connections at once. */
  readonly size: number;
  /** How the connections show in pg_stat_activity. */
  readonly applicationName?: string | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;
/** A statement of a request that takes longer is a defect; jobs that need more set it for their transaction. */
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;

const OID = { int8: 20, date: 1082, int8Array: 1016, dateArray: 1182 } as const;

/**
 * A whole number of the database as a number.
 *
 * @throws RangeError beyond 2^53, where a number would silently be another one.
 */
export function readInt8(value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`The whole number ${value} of the database is too large for JavaScript`);
}

// Its parser splits any array; the types of `pg` list single types only.
const TEXT_ARRAY: number = 1015;
const readTexts = (value: string): (string | null)[] => types.getTypeParser(TEXT_ARRAY)(value);

/** Dates stay `YYYY-MM-DD`: a Date would move them by the time zone. Instants are Dates, as pg reads them. */
const parsers: ReadonlyMap<number, (value: string) => unknown> = new Map<number, (value: string) => unknown>([
  [OID.int8, readInt8],
  [OID.date, (value) => value],
  [OID.int8Array, (value) => readTexts(value).map((entry) => (entry === null ? null : readInt8(entry)))],
  [OID.dateArray, readTexts],
]);

/** How values of the database are read, without touching the defaults that other users of `pg` share. */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? types.getTypeParser(oid, format),
};

/** The settings of a pool, for `pg` and for what opens its own pool through `pg` (TypeORM's `extra`). */
export function poolConfig(options: PoolOptions): PoolConfig {
  return {
    ...parseIntoClientConfig(options.url),
    Client: DatabaseClient,
    max: options.size,
    application_name: options.applicationName ?? 'throughline',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    types: typeParsers,
  };
}
