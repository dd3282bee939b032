/** Why something is refused: its code and what the text of it names. The text itself is `refusal-text.ts`'s. */
export interface Refused {
  code: string;
  params: Readonly<Record<string, string | number>>;
  /** The server's own words, for a code that this client does not know yet. */
  message: string;
}

/** What went wrong with a request, in a plain shape that can be stored and shown. */
export interface Problem {
  code:
    | 'UNAUTHENTICATED'
    | 'NOT_FOUND'
    | 'REFUSED'
    | 'CONFLICT'
    | 'INVALID'
    | 'RATE_LIMITED'
    | 'UNAVAILABLE'
    | 'NETWORK'
    | 'UNKNOWN'
    /** The server, or a proxy before it, takes no request so long. */
    | 'TOO_LARGE'
    /** Never from the server: what the person decided about is no longer what they saw. */
    | 'CHANGED';
  /** For the log. */
  message: string;
  /** REFUSED: the rule that said no. */
  refusal?: Refused;
  /** INVALID: what is refused at each field path. */
  fields?: Record<string, Refused>;
  /** CONFLICT: the row as it stands now. */
  current?: Record<string, unknown>;
}

const serverCodes = new Set<string>([
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'REFUSED',
  'CONFLICT',
  'INVALID',
  'RATE_LIMITED',
  'UNAVAILABLE',
]);

interface ErrorLike {
  message: string;
  extensions?: Record<string, unknown> | null | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function refusedOf(payload: unknown, message: string): Refused {
  const { code, params } = isRecord(payload) ? payload : {};
  return {
    code: typeof code === 'string' ? code : '',
    params: isRecord(params) ? (params as Refused['params']) : {},
    message,
  };
}

/** Reads the first error of a GraphQL answer; a code that is not in the contract becomes UNKNOWN. */
export function problemOfErrors(errors: readonly ErrorLike[]): Problem {
  const [first] = errors;
  const extensions = first?.extensions ?? {};
  const code = typeof extensions['code'] === 'string' ? extensions['code'] : '';
  const problem: Problem = {
    code: serverCodes.has(code) ? (code as Problem['code']) : 'UNKNOWN',
    message: first?.message ?? '',
  };
  const { rule, params, fields, refusals } = extensions;
  if (typeof rule === 'string') problem.refusal = refusedOf({ code: rule, params }, problem.message);
  if (isRecord(fields)) {
    const codes = isRecord(refusals) ? refusals : {};
    problem.fields = Object.fromEntries(
      Object.entries(fields).map(([path, text]) => [path, refusedOf(codes[path], String(text))]),
    );
  }
  if (isRecord(extensions['current'])) problem.current = extensions['current'];
  return problem;
}

/** Reads urql's error: the network's fault when there is no answer at all, otherwise the answer's first error. */
export function problemOf(error: {
  networkError?: Error | undefined;
  graphQLErrors: readonly ErrorLike[];
  response?: { status?: number } | undefined;
}): Problem {
  if (error.graphQLErrors.length > 0) return problemOfErrors(error.graphQLErrors);
  return problemOfStatus(error.response?.status, error.networkError?.message ?? '');
}

const codeOfStatus: Readonly<Record<number, Problem['code']>> = {
  401: 'UNAUTHENTICATED',
  408: 'NETWORK',
  413: 'TOO_LARGE',
  425: 'NETWORK',
  429: 'RATE_LIMITED',
};

/**
 * An answer without a body of the contract, by its HTTP status. What the other side faults in the request (400 to 499)
 * will be faulted again; anything else may pass, and waits.
 */
function problemOfStatus(status: number | undefined, message: string): Problem {
  if (status === undefined) return { code: 'NETWORK', message };
  const code = codeOfStatus[status] ?? (status >= 400 && status < 500 ? 'UNKNOWN' : 'NETWORK');
  return { code, message: message || `HTTP ${status}` };
}

/** One operation as the server takes it. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
  /** The partnership in whose name it is asked; none for what concerns only the account. */
  partnershipId?: string | undefined;
}

/** The answer of one operation: its data, or one problem. */
export type Answer = { data: Record<string, unknown> } | { problem: Problem };

/** True when the same request may go through later: a write then waits on this device and goes out with the same key. */
export const isPassing = ({ code }: Problem): boolean => code === 'NETWORK' || code === 'UNAVAILABLE';

const patience = 20_000;

interface Body {
  data?: Record<string, unknown> | null;
  errors?: ErrorLike[];
}

/** The body of a GraphQL answer; empty for a page of a proxy and anything else that is none. */
function bodyOf(text: string): Body {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? (body as Body) : {};
  } catch {
    return {};
  }
}

/**
 * Sends one operation outside the cache: for the session and for the queue, which must work with no screen open.
 * Never throws: no network, a time-out (20 s) and a broken answer are the problem NETWORK.
 */
export async function post(operation: Operation, fetcher: typeof fetch = fetch): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
  if (operation.partnershipId) headers['x-partnership'] = operation.partnershipId;
  try {
    const response = await fetcher('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers,
      body: JSON.stringify({ query: operation.query, variables: operation.variables }),
      signal: AbortSignal.timeout(patience),
    });
    if (response.status in codeOfStatus) return { problem: problemOfStatus(response.status, '') };
    const body = bodyOf(await response.text());
    if (body.errors?.length) return { problem: problemOfErrors(body.errors) };
    if (body.data) return { data: body.data };
    return { problem: problemOfStatus(response.status, '') };
  } catch (error) {
    return { problem: { code: 'NETWORK', message: error instanceof Error ? error.message : String(error) } };
  }
}
