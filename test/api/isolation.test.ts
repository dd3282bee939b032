import type { Viewer } from '@throughline/domain/viewer';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountsService } from '../../apps/api/src/accounts/accounts.service.ts';
import { MemberService } from '../../apps/api/src/features/partnerships/member.service.ts';
import { ViewerService } from '../../apps/api/src/tenancy/viewer.service.ts';
import { bothEngines } from '../support/database.ts';
import { fillEveryTable, hiddenNumber, markedNumber, markedText } from '../support/every-table.ts';
import { everyRequest, type Request } from '../support/operations.ts';
import { createWorld, type GraphqlAnswer, password, type World } from '../support/world.ts';

/** Operations above partnerships: they ask for a session only, and show what is the account's own. */
const aboveFences = ['me'];
/** Show what is asked of the viewer's own seats, what counts, or what the rows here do not reach. */
const silentQueries = [
  // Its link is computed, and holds no text of anybody.
  'invitation',
  'escalationsToUs',
  'changes',
  'disclosure',
  // What is there and what is not, without a text.
  'firstSteps',
  'importDisclosurePreview',
  'indicatorsBeingDecided',
  'linkDisclosurePreview',
  'placesDisclosurePreview',
  'importLabels',
  'importPreview',
  'lonePercentages',
  'me',
  'minimumPreview',
  'myWork',
  'networkFidelity',
  // One's own alone; the rows here are another member's.
  'notifications',
  'notificationCount',
  'notificationChoice',
  'itemLinks',
  'similarEscalations',
];
/** Needs the bytes of the file, which the tests of imports have. */
const needsFile = ['importMappingGuess'];
/** Open to everybody for themselves: whoever asks is a member no more, so that nothing can be asked after it. */
const leaving = 'leavePartnership';

describe.each(bothEngines)('isolation on %s', (engine) => {
  let world: World;
  let requests: Request[];
  /** May read the partnership and change nothing in it. */
  let reader: Viewer;
  let before: Record<string, string>;

  beforeAll(async () => {
    world = await createWorld(engine);
    requests = everyRequest(await fillEveryTable(world));
    reader = await addReader(world);
    // Signing in is written down in the audit; nothing else may be.
    for (const each of [world.director, world.dataManager, world.outsider, reader]) await world.headersOf(each);
    before = await contents(world);
  });
  afterAll(() => world.close());

  const ask = (as: Viewer | null, { document, variables }: Request) => world.graphql(as, document, fresh(variables));
  type Judge = (answer: GraphqlAnswer<unknown>, request: Request) => string | null;
  const faults = async (as: Viewer | null, judge: Judge, selection = requests) => {
    const found: string[] = [];
    for (const request of selection) {
      const answer = await ask(as, request);
      const fault = judge(answer, request);
      if (fault) found.push(`${request.name}(${Object.keys(flat(request.variables)).join()}): ${fault}`);
    }
    return found;
  };

  it('covers every operation, and the rows that it asks for are there', async () => {
    expect(new Set(requests.map(({ name }) => name)).size).toBeGreaterThan(120);
    const shown: string[] = [];
    const queries = requests.filter(({ kind, name }) => kind === 'query' && !needsFile.includes(name));
    const judge: Judge = (answer, request) => {
      if (leak(answer)) shown.push(request.name);
      return answer.errors ? JSON.stringify(answer.errors) : null;
    };
    expect(await faults(world.director, judge, queries)).toEqual([]);
    const silent = queries.map(({ name }) => name).filter((name) => !shown.includes(name));
    expect(silent.filter((name) => !silentQueries.includes(name))).toEqual([]);
  });

  it('refuses a cursor that is of no list or of another, and never fails by it', async () => {
    const cursorOf = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
    const values = ['x', '\u0000', '', -1e300, null, '2026-13-45', '99999999999999999999'];
    const cursors = [1, 2, 3, 4].flatMap((length) =>
      values.map((value) => cursorOf(Array.from({ length }, (_, at) => (at === 0 ? value : 'y')))),
    );
    const pages = requests.filter(({ kind, document }) => kind === 'query' && document.includes('after: $after'));
    expect(new Set(pages.map(({ name }) => name)).size).toBeGreaterThan(25);
    const seen = new Set<string>();
    const pageRequests = pages
      .filter(({ name }) => !seen.has(name) && seen.add(name))
      .flatMap((request) =>
        [...cursors, cursorOf({}), 'no base64 \ud83e', ''].map((after) => ({
          ...request,
          variables: { ...request.variables, after },
        })),
      );
    const judge: Judge = ({ errors = [] }) =>
      errors.every(({ extensions }) => extensions.code === 'INVALID') ? null : JSON.stringify(errors);
    expect(await faults(world.director, judge, pageRequests)).toEqual([]);
  });

  it('answers nothing to nobody', async () => {
    const found = await faults(null, (answer) => mustBe(answer, ['UNAUTHENTICATED']));
    expect(found).toEqual([]);
  });

  it('finds nothing in a partnership for somebody of another one', async () => {
    const intruder = { ...world.outsider, partnershipId: world.director.partnershipId };
    const found = await faults(intruder, (answer, { name }) => {
      if (aboveFences.includes(name)) return leak(answer);
      return mustBe(answer, ['NOT_FOUND']);
    });
    expect(found).toEqual([]);
  });

  it('lets no id of another partnership be read, referred to or changed', async () => {
    const found = await faults(world.outsider, (answer, { kind, namesRow, isAboutRow }) => {
      if (!namesRow) return leak(answer);
      if (kind === 'query' && !answer.errors) return leak(answer) ?? mustBeEmpty(answer.data);
      return mustBe(answer, kind === 'query' || isAboutRow ? ['NOT_FOUND'] : ['NOT_FOUND', 'INVALID']);
    });
    expect(found).toEqual([]);
  });

  it('lets who only reads change nothing, and shows them no hidden number', async () => {
    const found = await faults(
      reader,
      (answer, { kind }) => {
        if (JSON.stringify(answer).includes(String(hiddenNumber))) return 'shows a hidden number';
        return kind === 'query' ? null : refusal(answer, ['REFUSED', 'NOT_FOUND']);
      },
      requests.filter(({ name }) => name !== leaving),
    );
    expect(found).toEqual([]);
  });

  it('keeps uploads, problem lists and the event stream from strangers', async () => {
    const { partnershipId } = world.director;
    const importId = requests.find(({ name }) => name === 'import')?.variables['id'];
    const upload = `/imports?id=${uuidv7()}&name=a.csv&partnership=`;
    const problems = `/imports/${String(importId)}/problems.csv?partnership=`;
    const asks = async (as: Viewer | null, method: 'GET' | 'POST', path: string, partnership: string) => {
      const headers = { ...(await world.headersOf(as)), 'x-partnership': partnership };
      const body = method === 'POST' ? { 'content-type': 'application/octet-stream' } : {};
      const url = `${path}${partnership}`;
      const answer = await world.app.inject({
        method,
        url,
        headers: { ...headers, ...body },
        ...(method === 'POST' && { payload: Buffer.from('a,b\n1,2\n') }),
      });
      return { status: answer.statusCode, fault: leak(answer.body) };
    };
    const theirs = world.outsider.partnershipId;
    const own = await asks(world.dataManager, 'GET', problems, partnershipId);
    expect(own).toMatchObject({ status: 200, fault: expect.stringContaining(markedText) });
    for (const [method, path] of [
      ['POST', upload],
      ['GET', problems],
      ['GET', '/events?after=0.0&partnership='],
    ] as const) {
      expect([path, await asks(null, method, path, partnershipId)]).toEqual([path, { status: 401, fault: null }]);
      expect([path, await asks(world.outsider, method, path, partnershipId)]).toEqual([
        path,
        { status: 404, fault: null },
      ]);
    }
    expect(await asks(world.outsider, 'GET', problems, theirs)).toEqual({ status: 404, fault: null });
    expect(await asks(reader, 'POST', upload, partnershipId)).toEqual({ status: 409, fault: null });
    expect(await asks(reader, 'GET', problems, partnershipId)).toEqual({ status: 409, fault: null });
  });

  it('changed nothing of the partnership in all that', async () => {
    expect(await contents(world)).toEqual(before);
  });

  it('refused because of who asked: its own director gets further with each', async () => {
    const judge: Judge = ({ errors }) => {
      const code = errors?.[0]?.extensions.code ?? '';
      return ['NOT_FOUND', 'INTERNAL'].includes(code) ? `${code}: ${errors?.[0]?.message}` : null;
    };
    const mutations = requests.filter(({ kind }) => kind === 'mutation');
    const inOrder = mutations.toSorted((a, b) => Number(a.name === leaving) - Number(b.name === leaving));
    expect(await faults(world.director, judge, inOrder)).toEqual([]);
  });
});

/** Each asking is a write of its own. */
function fresh(variables: Record<string, unknown>): Record<string, unknown> {
  const input = variables['input'];
  return input && typeof input === 'object' ? { input: { ...input, idempotencyKey: uuidv7() } } : variables;
}

const flat = (variables: Record<string, unknown>): object => Object(variables['input'] ?? variables);

/** What of the marks an answer carries, or null. */
function leak(answer: unknown): string | null {
  const text = JSON.stringify(answer);
  const marks = [markedText, String(markedNumber), String(hiddenNumber)].filter((mark) => text.includes(mark));
  return marks.length > 0 ? `shows ${marks.join()}: ${text.slice(0, 300)}` : null;
}

function refusal(answer: GraphqlAnswer<unknown>, codes: string[]): string | null {
  const code = answer.errors?.[0]?.extensions.code;
  if (!code) return `was answered: ${JSON.stringify(answer).slice(0, 200)}`;
  return codes.includes(code) ? null : `${code}: ${answer.errors?.[0]?.message}`;
}

function mustBe(answer: GraphqlAnswer<unknown>, codes: string[]): string | null {
  return leak(answer) ?? refusal(answer, codes);
}

/** What is said about a row of others counts nothing and names nothing: no id, no number but 0. */
function mustBeEmpty(data: unknown): string | null {
  const text = JSON.stringify(data);
  const isEmpty = !/":-?[1-9]/.test(text) && !/"id":"/.test(text);
  return isEmpty ? null : `is not empty: ${text.slice(0, 300)}`;
}

async function addReader(world: World): Promise<Viewer> {
  const { partnershipId } = world.director;
  const account = await world.app
    .get(AccountsService)
    .ensure({ name: 'Reader', email: 'reader@harbor.test', password });
  await world.app.get(MemberService, { strict: false }).add(world.director, {
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    name: 'Reader',
    email: 'reader@harbor.test',
    role: 'viewer',
  });
  const viewer = await world.app.get(ViewerService).viewerOf(account.id, partnershipId);
  if (!viewer) throw new Error('the reader is no member');
  return viewer;
}

/** A fingerprint of all rows of the partnership, table by table: outbox and audit with them. */
async function contents(world: World): Promise<Record<string, string>> {
  const client = new Client({ connectionString: world.inspectUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'partnership_id'
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const found: Record<string, string> = {};
    await client.query(`BEGIN; SET LOCAL app.partnership = '${world.director.partnershipId}'`);
    for (const { name } of [...tables.rows, { name: 'partnership' }]) {
      const column = name === 'partnership' ? 'id' : 'partnership_id';
      const { rows } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS sum FROM "${name}" t WHERE ${column} = $1`,
        [world.director.partnershipId],
      );
      found[name] = rows[0]?.sum ?? '';
    }
    await client.query('COMMIT');
    return found;
  } finally {
    await client.end();
  }
}
