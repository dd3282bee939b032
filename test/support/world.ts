import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Viewer } from '@throughline/domain/viewer';
import type { MemberRole, SeatRole } from '@throughline/domain/vocabulary';
import { Client, type QueryResultRow } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { AccountsService } from '../../apps/api/src/accounts/accounts.service.ts';
import type { Settings } from '../../apps/api/src/config/settings.ts';
import { Indicator } from '../../apps/api/src/features/indicators/indicator.entity.ts';
import { Outcome } from '../../apps/api/src/features/indicators/outcome.entity.ts';
import { Network } from '../../apps/api/src/features/networks/network.entity.ts';
import { Seat } from '../../apps/api/src/features/networks/seat.entity.ts';
import { FoundingService } from '../../apps/api/src/features/partnerships/founding.service.ts';
import { Member } from '../../apps/api/src/features/partnerships/member.entity.ts';
import { Organization } from '../../apps/api/src/features/partnerships/organization.entity.ts';
import { createServer } from '../../apps/api/src/server.ts';
import { ViewerService } from '../../apps/api/src/tenancy/viewer.service.ts';
import { Writes } from '../../apps/api/src/writes/writes.ts';
import { createFilledDatabase, type EngineName, type Template } from './database.ts';

export const password = 'a-long-enough-password';

/** A running server on a database of its own, with two partnerships that must not see each other. */
export interface World {
  app: NestFastifyApplication;
  url: string;
  /** The partnership under test. */
  director: Viewer;
  dataManager: Viewer;
  facilitator: Viewer;
  /** Sits in the network. */
  member: Viewer;
  /** Belongs to the partnership, sits nowhere. */
  bystander: Viewer;
  /** Leads `school`. */
  partnerLeader: Viewer;
  /** Leads `clinic`. */
  otherLeader: Viewer;
  /** Director of another partnership. */
  outsider: Viewer;
  ids: { network: string; outcome: string; indicator: string; school: string; clinic: string; outsideNetwork: string };
  /** Runs an operation by HTTP as one of the viewers; answers the whole GraphQL result. */
  graphql<T = Record<string, unknown>>(
    as: Viewer | null,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<GraphqlAnswer<T>>;
  /** What a browser of the viewer's sends with each request: the session's cookie and the partnership. */
  headersOf(as: Viewer | null): Promise<Record<string, string>>;
  /** Rows as they are in the tables, whatever the policies say. */
  inspect<T extends object>(sql: string, values?: unknown[]): Promise<T[]>;
  inspectUrl: string;
  close(): Promise<void>;
}

export interface GraphqlAnswer<T> {
  data: T | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> & { code: string } }[];
}

/** Settings of a server for tests. */
export function testSettings(changes: Partial<Settings> = {}): Settings {
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    database: { kind: 'embedded' },
    poolSize: 4,
    dataDir: '/tmp',
    demo: false,
    authSecret: 'only-for-tests-only-for-tests-only',
    redisUrl: undefined,
    production: false,
    proxies: 0,
    mail: { kind: 'folder' },
    mailFrom: 'Throughline <throughline@example.org>',
    retention: { answers: 30, notices: 14, mail: 30, notifications: 90 },
    fetchHosts: [],
    provider: null,
    ...changes,
  };
}

/** Everybody who can ask something of a {@link World}. */
type People = Pick<
  World,
  'director' | 'dataManager' | 'facilitator' | 'member' | 'bystander' | 'partnerLeader' | 'otherLeader' | 'outsider'
>;

/** The two partnerships of a world, made once in a run: passwords alone are a second of work. */
const twoPartnerships: Template<{ people: People; ids: World['ids'] }> = {
  name: 'world',
  async fill(url) {
    const app = await start(testSettings(), url);
    const founding = app.get(FoundingService, { strict: false });
    const foundPartnership = (slug: string, name: string): Promise<Viewer> =>
      founding.found({
        name,
        slug,
        timeZone: 'America/New_York',
        backbone: `${name} Backbone`,
        director: { name: `Director of ${name}`, email: `director@${slug}.test`, password },
      });
    const director = await foundPartnership('harbor', 'Harbor');
    const outsider = await foundPartnership('valley', 'Valley');
    const harbor = await furnish(app, director, 'harbor');
    const valley = await furnish(app, outsider, 'valley');
    await app.close();
    return {
      people: { ...harbor.people, director, outsider },
      ids: { ...harbor.ids, outsideNetwork: valley.ids.network },
    };
  },
};

async function start(settings: Settings, url: string): Promise<NestFastifyApplication> {
  const app = await createServer(settings, url);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** Starts a {@link World}. Close it in `afterAll`. */
export async function createWorld(engine: EngineName, changes: Partial<Settings> = {}): Promise<World> {
  const database = await createFilledDatabase(engine, twoPartnerships);
  const { people, ids } = database.contents;
  const app = await start(testSettings(changes), database.url);
  const cookies = new Map<string, string>();

  const world: World = {
    app,
    url: database.url,
    ...people,
    ids,
    async graphql(as, query, variables = {}) {
      const headers = { 'content-type': 'application/json', ...(await world.headersOf(as)) };
      const answer = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query, variables } });
      return answer.json();
    },
    async headersOf(as): Promise<Record<string, string>> {
      if (!as) return {};
      const cookie = cookies.get(as.accountId) ?? (await signIn(app, as, cookies));
      return { cookie, 'x-partnership': as.partnershipId };
    },
    inspectUrl: database.inspectUrl,
    async inspect<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
      const client = new Client({ connectionString: database.inspectUrl });
      await client.connect();
      try {
        const { rows } = await client.query<T & QueryResultRow>(sql, values);
        return rows;
      } finally {
        await client.end();
      }
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
  return world;
}

async function signIn(app: NestFastifyApplication, as: Viewer, cookies: Map<string, string>): Promise<string> {
  const { rows } = await app
    .get(AccountsService)
    .auth.$context.then((context) => context.internalAdapter.findUserById(as.accountId))
    .then((user) => ({ rows: [user] }));
  const answer = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { 'content-type': 'application/json' },
    payload: { email: rows[0]?.email, password },
  });
  if (answer.statusCode !== 200) throw new Error(`sign-in failed: ${answer.body}`);
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  cookies.set(as.accountId, cookie);
  return cookie;
}

async function furnish(app: NestFastifyApplication, director: Viewer, slug: string) {
  const writes = app.get(Writes);
  const accounts = app.get(AccountsService);
  const viewers = app.get(ViewerService);
  const ids = { network: uuidv7(), outcome: uuidv7(), indicator: uuidv7(), school: uuidv7(), clinic: uuidv7() };
  const people: [string, MemberRole, string | null, SeatRole | null][] = [
    ['dataManager', 'data_manager', null, null],
    ['facilitator', 'facilitator', null, 'facilitator'],
    ['member', 'member', null, 'member'],
    ['bystander', 'member', null, null],
    ['partnerLeader', 'partner_leader', ids.school, null],
    ['otherLeader', 'partner_leader', ids.clinic, null],
  ];
  const logins = new Map<string, string>();
  for (const [name] of people) {
    const account = await accounts.ensure({ name, email: `${name.toLowerCase()}@${slug}.test`, password });
    logins.set(name, account.id);
  }
  await writes.byItself(director, 'furnish', async (tx) => {
    void tx.insert(Organization, { id: ids.school, name: 'School District', sector: 'k12' });
    void tx.insert(Organization, { id: ids.clinic, name: 'Community Clinic', sector: 'health' });
    void tx.insert(Outcome, { id: ids.outcome, name: 'Kindergarten readiness' });
    void tx.insert(Indicator, {
      id: ids.indicator,
      outcomeId: ids.outcome,
      name: 'Children ready for kindergarten',
      level: 'core',
      measureType: 'proportion',
      direction: 'higher',
      cadence: 'school_year',
      unit: '%',
    });
    await tx.insert(Network, {
      id: ids.network,
      name: 'Ready for Kindergarten',
      outcomeId: ids.outcome,
      indicatorId: ids.indicator,
      state: 'active',
    });
    tx.link(ids.indicator, ids.network, 'answers');
    for (const [name, role, organizationId, seat] of people) {
      const memberId = uuidv7();
      void tx.insert(Member, {
        id: memberId,
        accountId: logins.get(name) ?? null,
        name,
        email: `${name.toLowerCase()}@${slug}.test`,
        role,
        organizationId,
      });
      if (seat) {
        void tx.insert(Seat, {
          id: uuidv7(),
          networkId: ids.network,
          memberId,
          role: seat,
          perspective: 'practitioner',
          fromOn: '2026-01-01',
        });
      }
    }
    return null;
  });
  const viewer = async (name: string): Promise<Viewer> => {
    const found = await viewers.viewerOf(logins.get(name) ?? '', director.partnershipId);
    if (!found) throw new Error(`${name} is not a member`);
    return found;
  };
  return {
    ids,
    people: {
      dataManager: await viewer('dataManager'),
      facilitator: await viewer('facilitator'),
      member: await viewer('member'),
      bystander: await viewer('bystander'),
      partnerLeader: await viewer('partnerLeader'),
      otherLeader: await viewer('otherLeader'),
    },
  };
}
