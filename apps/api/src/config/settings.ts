import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Which database the server runs on: the one inside the process, or a PostgreSQL server. */
export type DatabaseChoice = { kind: 'embedded' } | { kind: 'postgres'; url: string };

/** A mail server, or a folder in the data folder for want of one. */
export type MailChoice = { kind: 'smtp'; url: string } | { kind: 'folder' };

/** The OpenID Connect provider at which people of this server may sign in. */
export interface ProviderSettings {
  /** Its issuer, exactly as it names itself. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it: "Continue with …". */
  readonly label: string;
}

/** Days after which rows of each kind are deleted. */
export interface RetentionDays {
  /** Answers to writes, for those that are sent again. */
  readonly answers: number;
  /** Notices to open pages. */
  readonly notices: number;
  /** Mail that was sent or given up: that it was, and to whom it was about. */
  readonly mail: number;
  /** Notifications that were read or whose item has ended. */
  readonly notifications: number;
}

/** What the server is told from outside, read once at start and never changed. */
export interface Settings {
  /** Where the server listens. */
  readonly host: string;
  /** 0 to 65535; 0 lets the system choose. */
  readonly port: number;
  /** How people reach the server, without a closing slash: links in e-mails and cookies depend on it. */
  readonly publicUrl: string;
  readonly database: DatabaseChoice;
  /** Connections of this process to the database, 1 to 200. */
  readonly poolSize: number;
  /** Absolute folder for what the server keeps on disk: embedded database, mail folder, generated secret. */
  readonly dataDir: string;
  /** Whether the demo partnership is loaded and its people can be signed in as without a password. */
  readonly demo: boolean;
  /** Signs sessions; at least 32 characters. */
  readonly authSecret: string;
  /** Redis for notices between app nodes; absent on a single node. */
  readonly redisUrl: string | undefined;
  readonly production: boolean;
  /** How many proxies stand in front, 0 to 5: that many of the addresses that a request passed through are believed. */
  readonly proxies: number;
  /** How mail leaves the server, or the folder that it is laid into where no mail server is named. */
  readonly mail: MailChoice;
  /** Who mail is from, as `Name <name@example.org>` or the address alone. */
  readonly mailFrom: string;
  /** For how many days the server keeps what it keeps for a while only. */
  readonly retention: RetentionDays;
  /** The hosts that publishers' files may be fetched from, in lower case; none unless they are named. */
  readonly fetchHosts: readonly string[];
  /** Where people may sign in besides here; null unless it is named. */
  readonly provider: ProviderSettings | null;
}

/** One thing wrong with one variable. */
export interface SettingsFault {
  readonly variable: string;
  readonly problem: string;
}

/** The settings cannot be used; `message` lists every fault, one a line. */
export class SettingsError extends Error {
  readonly faults: readonly SettingsFault[];

  constructor(faults: readonly SettingsFault[]) {
    super(
      `The settings cannot be used:\n${faults.map((fault) => `  ${fault.variable}: ${fault.problem}`).join('\n')}\n` +
        'CONTRIBUTING.md lists every setting.',
    );
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const SECRET_LENGTH = 32;
const SECRET_FILE = 'auth-secret';
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
/** A host by its full name: with a dot, and no IP address, whose last part is a number. */
const hostName = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z](?:[a-z\d-]*[a-z\d])?$/;
/** `name@host`, alone or in angle brackets after a name. */
const mailAddress = /^(?:[^<>\r\n@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;
/** More connections than this gain nothing: the embedded database runs one statement at a time. */
const EMBEDDED_POOL = 4;
const POSTGRES_POOL = 10;

class Reader {
  readonly faults: SettingsFault[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  fault(variable: string, problem: string): void {
    this.faults.push({ variable, problem });
  }

  /** An empty variable counts as absent: compose files and shells pass those for "not set". */
  text(variable: string): string | undefined {
    const value = this.#env[variable]?.trim();
    return value === '' ? undefined : value;
  }

  integer(variable: string, fallback: number, least: number, most: number): number {
    const value = this.text(variable);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    this.fault(variable, `must be a whole number from ${least} to ${most}, not "${value}"`);
    return fallback;
  }

  /** The value is never repeated in the fault: such an address can hold a password. */
  url(variable: string, protocols: readonly string[]): string | undefined {
    const value = this.text(variable);
    if (value === undefined) return undefined;
    const protocol = value.match(/^([a-z]+):\/\//)?.[1];
    if (protocol !== undefined && protocols.includes(protocol) && parses(value)) return value;
    this.fault(variable, `must be an address that begins with ${protocols.map((name) => `${name}://`).join(' or ')}`);
    return undefined;
  }

  flag(variable: string): boolean | undefined {
    const value = this.text(variable);
    if (value === undefined) return undefined;
    if (value === '1' || value === '0') return value === '1';
    this.fault(variable, `must be 1 or 0, not "${value}"`);
    return undefined;
  }

  /** Names of hosts with commas between them; an address or a pattern is none. */
  hosts(variable: string): string[] {
    const names = (this.text(variable) ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
    const wrong = names.find((name) => !hostName.test(name));
    if (wrong !== undefined) this.fault(variable, `must be names of hosts with commas between them, not "${wrong}"`);
    return [...new Set(names)];
  }

  oneOf(variable: string, allowed: readonly string[]): string | undefined {
    const value = this.text(variable);
    if (value === undefined || allowed.includes(value)) return value;
    this.fault(variable, `must be one of ${allowed.join(', ')}, not "${value}"`);
    return undefined;
  }
}

/** Tells whether an address parses; `postgres:///name?host=/folder` has no host, which WHATWG allows. */
function parses(value: string): boolean {
  return URL.canParse(value);
}

/**
 * Reads the settings from the environment and checks them together.
 *
 * The one effect: on the embedded database without AUTH_SECRET a secret is generated into the data folder (mode
 * 0600) and read from there at the next start. It happens only when nothing is at fault.
 *
 * @throws SettingsError with every fault found, not only the first.
 */
export function readSettings(env: Environment): Settings {
  const reader = new Reader(env);
  const host = reader.text('HOST') ?? '127.0.0.1';
  const port = reader.integer('PORT', 4100, 0, 65_535);
  const databaseUrl = reader.url('DATABASE_URL', ['postgres', 'postgresql']);
  const database: DatabaseChoice =
    databaseUrl === undefined ? { kind: 'embedded' } : { kind: 'postgres', url: databaseUrl };
  // A faulty DATABASE_URL still means PostgreSQL: otherwise the faults that depend on the choice would be wrong.
  const embedded = reader.text('DATABASE_URL') === undefined;
  const dataDir = resolve(reader.text('DATA_DIR') ?? '.data');
  const publicUrl = readPublicUrl(reader, host, port);
  const poolSize = reader.integer('POOL_SIZE', embedded ? EMBEDDED_POOL : POSTGRES_POOL, 1, 200);
  const redisUrl = reader.url('REDIS_URL', ['redis', 'rediss']);
  const production = reader.oneOf('NODE_ENV', ['production', 'development', 'test']) === 'production';
  const proxies = reader.integer('PROXIES', production ? 1 : 0, 0, 5);
  const fetchHosts = reader.hosts('FETCH_HOSTS');
  const retention = {
    answers: reader.integer('KEEP_ANSWERS_DAYS', 30, 7, 3650),
    notices: reader.integer('KEEP_NOTICES_DAYS', 14, 2, 3650),
    mail: reader.integer('KEEP_MAIL_DAYS', 30, 4, 3650),
    // Not less than the thirty days for which the link of a mail opens its item.
    notifications: reader.integer('KEEP_NOTIFICATIONS_DAYS', 90, 31, 3650),
  };
  const mail = readMail(reader);
  const mailFrom = readMailFrom(reader, mail, publicUrl);
  const provider = readProvider(reader);
  const demo = readDemo(reader, { embedded, host, publicUrl, production });
  const secret = reader.text('AUTH_SECRET');
  checkSecret(reader, secret, embedded);

  if (reader.faults.length > 0) throw new SettingsError(reader.faults);
  const authSecret = secret ?? keptSecret(dataDir);
  return {
    host,
    port,
    publicUrl,
    database,
    poolSize,
    dataDir,
    demo,
    authSecret,
    redisUrl,
    production,
    proxies,
    mail,
    mailFrom,
    retention,
    fetchHosts,
    provider,
  };
}

function readPublicUrl(reader: Reader, host: string, port: number): string {
  const value = reader.url('PUBLIC_URL', ['http', 'https']);
  const { pathname, search, hash, username } = new URL(value ?? 'http://localhost');
  if (pathname.replaceAll('/', '') || search || hash || username)
    reader.fault(
      'PUBLIC_URL',
      'must be scheme and host alone, as https://network.example.org: links are built upon it',
    );
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return (value ?? `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`).replace(/\/+$/, '');
}

function readMail(reader: Reader): MailChoice {
  const url = reader.url('SMTP_URL', ['smtp', 'smtps']);
  return url === undefined ? { kind: 'folder' } : { kind: 'smtp', url };
}

/** A mail server takes only what says whom it is from; a folder takes anything. */
function readMailFrom(reader: Reader, mail: MailChoice, publicUrl: string): string {
  const from = reader.text('MAIL_FROM');
  if (from === undefined) {
    if (mail.kind === 'smtp') reader.fault('MAIL_FROM', 'is required with SMTP_URL, as Name <name@example.org>');
    return `Throughline <throughline@${hostOf(publicUrl) || 'localhost'}>`;
  }
  if (!mailAddress.test(from)) reader.fault('MAIL_FROM', 'must be an address, as Name <name@example.org>');
  return from;
}

/** Longest label that fits on a button of a phone. */
const LABEL_LENGTH = 40;

/** All three of issuer, client and secret, or none: half of them would fail at somebody's first sign-in. */
function readProvider(reader: Reader): ProviderSettings | null {
  const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const given = needed.filter((variable) => reader.text(variable) !== undefined);
  const label = reader.text('OIDC_LABEL');
  if (given.length === 0) {
    if (label !== undefined) reader.fault('OIDC_LABEL', 'names no provider without OIDC_ISSUER: set it too');
    return null;
  }
  for (const variable of needed)
    if (!given.includes(variable)) reader.fault(variable, `is required with ${given.join(' and ')}`);
  const issuer = reader.url('OIDC_ISSUER', ['https', 'http']) ?? '';
  if (issuer !== '') checkIssuer(reader, new URL(issuer));
  if (label !== undefined && label.length > LABEL_LENGTH)
    reader.fault('OIDC_LABEL', `must have at most ${LABEL_LENGTH} characters, not ${label.length}`);
  const [clientId = '', clientSecret = ''] = [reader.text('OIDC_CLIENT_ID'), reader.text('OIDC_CLIENT_SECRET')];
  return { issuer, clientId, clientSecret, label: label ?? hostOf(issuer) };
}

/** Secrets and who somebody is go there: unencrypted to this machine only. */
function checkIssuer(reader: Reader, issuer: URL): void {
  if (issuer.protocol === 'http:' && !LOOPBACK.has(hostOf(issuer.href)))
    reader.fault('OIDC_ISSUER', 'must begin with https://; only a provider on this machine may do without');
  if (issuer.search || issuer.hash || issuer.username)
    reader.fault('OIDC_ISSUER', 'must be the issuer alone, without ?, # or a name before the host');
  if (issuer.pathname.includes('/.well-known/'))
    reader.fault('OIDC_ISSUER', 'must be the issuer, which is its address before /.well-known/openid-configuration');
}

interface Exposure {
  embedded: boolean;
  host: string;
  publicUrl: string;
  production: boolean;
}

/**
 * The demo signs anybody in as anybody, so it needs all of these: a database that holds nothing else, a server that only
 * this machine reaches, and that nobody calls a real one. Asking for it elsewhere is a fault, never a warning.
 */
function readDemo(reader: Reader, { embedded, host, publicUrl, production }: Exposure): boolean {
  const wantsDemo = reader.flag('THROUGHLINE_DEMO');
  const safe = embedded && !production && LOOPBACK.has(host) && LOOPBACK.has(hostOf(publicUrl));
  if (wantsDemo && !safe) {
    reader.fault(
      'THROUGHLINE_DEMO',
      'the demo signs anybody in without a password; it runs only on the embedded database with HOST and ' +
        'PUBLIC_URL on this machine, and never in production (unset DATABASE_URL, PUBLIC_URL and NODE_ENV and set HOST to ' +
        '127.0.0.1, or unset THROUGHLINE_DEMO)',
    );
  }
  return wantsDemo ?? safe;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : '');

function checkSecret(reader: Reader, secret: string | undefined, embedded: boolean): void {
  if (secret === undefined && !embedded) {
    reader.fault('AUTH_SECRET', 'is required with DATABASE_URL; make one with: openssl rand -base64 48');
  }
  if (secret !== undefined && secret.length < SECRET_LENGTH) {
    reader.fault('AUTH_SECRET', `must have at least ${SECRET_LENGTH} characters, not ${secret.length}`);
  }
}

function keptSecret(dataDir: string): string {
  const path = join(dataDir, SECRET_FILE);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // `wx` so that of two processes starting together only one secret survives and both read it.
    writeFileSync(path, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) {
      throw new SettingsError([{ variable: 'DATA_DIR', problem: `cannot be written to: ${String(error)}` }]);
    }
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length >= SECRET_LENGTH) return secret;
  throw new SettingsError([{ variable: 'AUTH_SECRET', problem: `${path} is damaged; remove it to make a new one` }]);
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
