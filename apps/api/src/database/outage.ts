/**
 * SQLSTATEs of a server that stops, crashed, starts, takes no more connections or broke a deadlock; class 08 is the
 * connection itself.
 */
const serverIsAway = /^(08\w{3}|57P0[1235]|53300|40P01)$/;
const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What `pg` and its pool say of a connection that is gone; their errors carry no code. */
const connectionIsGone =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/**
 * True when the database could not be reached or went away in the middle: the same request may well be answered a moment
 * later. Whether a write was committed is then unknown, so it must be repeated with its own idempotency key.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (serverIsAway.test(code) || systemCodes.has(code)) return true;
  // A Unix socket that is not there yet.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return connectionIsGone.test(error.message);
}
