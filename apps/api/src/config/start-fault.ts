import { SettingsError } from './settings.ts';
import type { Settings } from './settings.ts';

type Known = Pick<Settings, 'host' | 'port' | 'dataDir' | 'database'>;

interface CodedError extends Error {
  code: string;
  path?: string;
  syscall?: string;
}

/** A failed connection to a name with several addresses holds an error for each of them. */
function findCodedError(error: unknown): CodedError | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error as CodedError;
  if (error instanceof AggregateError) return error.errors.map(findCodedError).find((each) => each !== null) ?? null;
  return findCodedError(error.cause);
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What PostgreSQL says, by SQLSTATE, as far as a setting or a command mends it. */
const databaseFaults: Readonly<Record<string, string>> = {
  '3D000': 'names a database that does not exist; create it with createdb, or correct the name',
  '28000': 'names a role that may not sign in; create it with LOGIN, or correct the name',
  '28P01': 'has a wrong name or password',
  '42501':
    'names a role that may not create what the migrations need; it must own the database and may need CREATEROLE',
  '53300': 'leads to a server that takes no more connections; raise its max_connections or lower POOL_SIZE',
  '57P03': 'leads to a server that is still starting; try again in a moment',
};

const listenFaults: Readonly<Record<string, (known: Known) => [variable: string, problem: string]>> = {
  EADDRINUSE: ({ port }) => ['PORT', `${port} is in use by another program; stop that one, or choose another port`],
  EADDRNOTAVAIL: ({ host }) => ['HOST', `this machine has no address ${host}`],
  EACCES: ({ port }) => ['PORT', `this user may not listen on ${port}; choose a port of 1024 or above`],
};

const diskFaults: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system there is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'it is a file, not a folder',
};

/** The address of a database without the password that may stand in it. */
function hostOf(database: Settings['database']): string {
  if (database.kind === 'embedded' || !URL.canParse(database.url)) return 'the database';
  return new URL(database.url).host || 'the local socket';
}

/**
 * Why a start failed, as the setting that mends it; null for what no setting mends, whose stack is then wanted.
 * The message holds no password.
 */
export function startFault(error: unknown, known: Known): SettingsError | null {
  const found = findCodedError(error);
  if (found === null) return null;
  const { code, syscall, path } = found;
  const fault = (variable: string, problem: string): SettingsError => new SettingsError([{ variable, problem }]);
  if (syscall === 'listen') {
    const listening = listenFaults[code]?.(known);
    return listening ? fault(...listening) : null;
  }
  const isPostgres = known.database.kind === 'postgres';
  if (isPostgres && (unreachable.has(code) || (code === 'ENOENT' && syscall === 'connect')))
    return fault(
      'DATABASE_URL',
      `${hostOf(known.database)} does not answer (${code}); start PostgreSQL, or correct the address`,
    );
  const ofDatabase = databaseFaults[code];
  if (isPostgres && ofDatabase !== undefined) return fault('DATABASE_URL', ofDatabase);
  const ofDisk = diskFaults[code];
  if (ofDisk !== undefined && path?.startsWith(known.dataDir))
    return fault('DATA_DIR', `${known.dataDir} cannot be used: ${ofDisk}`);
  return null;
}
