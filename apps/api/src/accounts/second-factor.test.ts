import { needsSecondFactor } from '@throughline/domain/second-factor';
import type { Viewer } from '@throughline/domain/viewer';
import { memberRoles } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../test/support/mail-server.ts';
import { totpOf } from '../../../../test/support/totp.ts';
import { createWorld, password, type World } from '../../../../test/support/world.ts';
import { PartnershipService } from '../features/partnerships/partnership.service.ts';
import { Jobs } from '../jobs/jobs.ts';
import { sendMailJob } from '../mail/mail.service.ts';
import { AccountsService } from './accounts.service.ts';

describe.each(engines)('a second factor on %s', (engine) => {
  let world: World;
  let server: MailServer;
  /** Each test comes from an address of its own: attempts are counted by address. */
  let visits = 0;
  let remoteAddress = '';

  beforeAll(async () => {
    server = await startMailServer();
    world = await createWorld(engine, { mail: { kind: 'smtp', url: server.url } });
  });
  afterAll(async () => {
    await world.close();
    await server.shut();
  });
  beforeEach(async () => {
    visits += 1;
    remoteAddress = `192.0.2.${visits}`;
    server.arrived.length = 0;
    await world.inspect('DELETE FROM mail');
    await world.inspect('DELETE FROM second_factor');
    await world.inspect('UPDATE account SET has_second_factor = false');
    await world.inspect('UPDATE partnership SET requires_second_factor = false');
  });

  const post = (url: string, payload: object, cookie = '') =>
    world.app.inject({
      method: 'POST',
      remoteAddress,
      url: `/api/auth/${url}`,
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1', ...(cookie && { cookie }) },
      payload,
    });
  type Answer = Awaited<ReturnType<typeof post>>;
  const cookieOf = (answer: Answer): string =>
    answer.cookies
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
  const signIn = (email: string) => post('sign-in/email', { email, password });
  const ask = async (cookie: string, as: Viewer, query: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', cookie, 'x-partnership': as.partnershipId };
    const answer = await world.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
    return answer.json();
  };
  const subjectsMailed = async (): Promise<(string | undefined)[]> => {
    await world.app.get(Jobs).runNow(sendMailJob);
    return server.arrived.map(({ subject }) => subject);
  };
  const signInRows = async (verb: string): Promise<number> =>
    (await world.inspect<{ count: number }>('SELECT count(*)::int AS count FROM audit WHERE verb = $1', [verb]))[0]
      ?.count ?? 0;

  /** Sets one up; answers the secret, the recovery codes and the cookie of who did. */
  const setUp = async (email: string) => {
    const cookie = cookieOf(await signIn(email));
    const enabled = await post('two-factor/enable', { password }, cookie);
    const { totpURI, backupCodes } = enabled.json<{ totpURI: string; backupCodes: string[] }>();
    const secret = new URL(totpURI).searchParams.get('secret') ?? '';
    const confirmed = await post('two-factor/verify-totp', { code: totpOf(secret) }, cookie);
    expect(confirmed.statusCode).toBe(200);
    return { secret, codes: backupCodes, cookie: cookieOf(confirmed), totpURI };
  };

  it('is turned on with the password and a first code, and is asked for from then on', async () => {
    const email = 'member@harbor.test';
    const cookie = cookieOf(await signIn(email));
    expect((await post('two-factor/enable', { password: 'not this one' }, cookie)).json()).toMatchObject({
      code: 'INVALID_PASSWORD',
    });
    const { secret, totpURI } = await setUp(email);
    expect(totpURI).toContain('otpauth://totp/Throughline:');
    const before = await signInRows('sign_in');
    const pending = await signIn(email);
    expect(pending.json()).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
    expect(await ask(cookieOf(pending), world.member, '{ partnership { name } }')).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    // The password alone is no sign-in, and a wrong code is one that failed.
    expect(await signInRows('sign_in')).toBe(before);
    const wrong = await post('two-factor/verify-totp', { code: '000000' }, cookieOf(pending));
    expect([wrong.statusCode, wrong.json()]).toEqual([401, expect.objectContaining({ code: 'INVALID_CODE' })]);
    expect(await signInRows('sign_in_failed')).toBe(1);
    const done = await post('two-factor/verify-totp', { code: totpOf(secret) }, cookieOf(pending));
    expect(
      await ask(cookieOf(done), world.member, '{ partnership { name } me { account { hasSecondFactor } } }'),
    ).toEqual({
      data: { partnership: { name: 'Harbor' }, me: { account: { hasSecondFactor: true } } },
    });
    expect(await signInRows('sign_in')).toBe(before + 1);
    expect(await subjectsMailed()).toEqual(['Your account asks for a second factor now']);
  });

  it('is no use before its first code was right', async () => {
    const email = 'member@harbor.test';
    await post('two-factor/enable', { password }, cookieOf(await signIn(email)));
    expect((await signIn(email)).json()).not.toHaveProperty('twoFactorRedirect');
    expect(await world.app.get(AccountsService).hasSecondFactor(world.member.accountId)).toBe(false);
  });

  it('is replaced by a recovery code, each once, and new codes end the ones before', async () => {
    const email = 'member@harbor.test';
    const { codes } = await setUp(email);
    expect(codes).toHaveLength(10);
    const [first = '', second = ''] = codes;
    const enter = async (code: string) =>
      post('two-factor/verify-backup-code', { code }, cookieOf(await signIn(email)));
    const entered = await enter(first);
    expect(entered.statusCode).toBe(200);
    expect((await enter(first)).statusCode).toBe(401);
    const anew = await post('two-factor/generate-backup-codes', { password }, cookieOf(entered));
    expect(anew.json<{ backupCodes: string[] }>().backupCodes).toHaveLength(10);
    expect((await enter(second)).statusCode).toBe(401);
    const tables = await world.inspect<{ secret: string; codes: string }>(
      'SELECT secret, recovery_codes AS codes FROM second_factor',
    );
    expect(JSON.stringify(tables)).not.toContain(second);
  });

  it('is turned off with the password only', async () => {
    const email = 'member@harbor.test';
    const { cookie } = await setUp(email);
    expect((await post('two-factor/disable', { password: 'not this one' }, cookie)).statusCode).toBe(400);
    expect((await post('two-factor/disable', {}, cookie)).statusCode).toBe(400);
    expect((await post('two-factor/disable', { password }, cookie)).statusCode).toBe(200);
    expect((await signIn(email)).json()).not.toHaveProperty('twoFactorRedirect');
    expect(await subjectsMailed()).toContain('Your account asks for no second factor any more');
  });

  it('is written down: turned on and off, and each wrong code or password with which somebody would change it', async () => {
    const rowsOf = (verb: string, { memberId } = world.bystander) =>
      world.inspect<{ by: string | null }>('SELECT member_id AS by FROM audit WHERE verb = $1 AND item_id = $2', [
        verb,
        memberId,
      ]);
    const failures = async () => (await rowsOf('second_factor_failed')).map(({ by }) => by);
    const { cookie } = await setUp('bystander@harbor.test');
    expect(await rowsOf('second_factor_on')).toEqual([{ by: world.bystander.memberId }]);
    expect(await failures()).toEqual([]);
    for (const path of ['disable', 'generate-backup-codes', 'enable'])
      expect((await post(`two-factor/${path}`, { password: 'not this one' }, cookie)).statusCode).toBe(400);
    expect(await failures()).toEqual([null, null, null]);
    expect((await post('two-factor/verify-totp', { code: '000000' }, cookie)).statusCode).toBe(401);
    expect(await failures()).toHaveLength(4);
    expect(await rowsOf('sign_in_failed')).toEqual([]);
    // A session of nobody is nobody's failure.
    expect((await post('two-factor/disable', { password: 'not this one' })).statusCode).toBe(401);
    expect(await failures()).toHaveLength(4);
    expect((await post('two-factor/disable', { password }, cookie)).statusCode).toBe(200);
    expect(await rowsOf('second_factor_off')).toEqual([{ by: world.bystander.memberId }]);
    expect(await rowsOf('second_factor_on', world.outsider)).toEqual([]);
  });

  it('cannot be guessed at', async () => {
    const email = 'member@harbor.test';
    const { secret } = await setUp(email);
    let code = '';
    for (let time = 0; time < 14 && code !== 'ACCOUNT_TEMPORARILY_LOCKED'; time += 1) {
      remoteAddress = `198.51.100.${time}`;
      const pending = cookieOf(await signIn(email));
      code = (await post('two-factor/verify-totp', { code: '000000' }, pending)).json<{ code: string }>().code;
    }
    expect(code).toBe('ACCOUNT_TEMPORARILY_LOCKED');
    remoteAddress = '198.51.100.99';
    const right = await post('two-factor/verify-totp', { code: totpOf(secret) }, cookieOf(await signIn(email)));
    expect(right.statusCode).toBe(429);
  });

  it('is asked of directors and data managers by a partnership, which shows them nothing before', async () => {
    const service = world.app.get(PartnershipService, { strict: false });
    const require = async () => {
      const { id, version } = await service.get(world.director);
      return service.edit(world.director, { idempotencyKey: uuidv7(), id, version, requiresSecondFactor: true });
    };
    await expect(require()).rejects.toMatchObject({ extensions: { rule: 'SECOND_FACTOR_OWN_FIRST' } });
    const director = await setUp('director@harbor.test');
    expect((await require()).requiresSecondFactor).toBe(true);
    const changes = await world.inspect(
      `SELECT changes FROM audit WHERE kind = 'partnership' AND changes::text LIKE '%requiresSecondFactor%'`,
    );
    expect(changes).toHaveLength(1);
    const query = '{ partnership { name } }';
    const isHeldBack = async (cookie: string, as: Viewer): Promise<boolean> => {
      const answer = (await ask(cookie, as, query)) as { errors?: { extensions: { rule?: string } }[] };
      return answer.errors?.[0]?.extensions.rule === 'SECOND_FACTOR_NEEDED';
    };
    const manager = cookieOf(await signIn('datamanager@harbor.test'));
    const facilitator = cookieOf(await signIn('facilitator@harbor.test'));
    expect(await isHeldBack(director.cookie, world.director)).toBe(false);
    expect(await isHeldBack(facilitator, world.facilitator)).toBe(false);
    expect(await isHeldBack(manager, world.dataManager)).toBe(true);
    const read = async (cookie: string, as: Viewer, file: string): Promise<number> => {
      const url = file.replace(':partnership', as.partnershipId);
      return (await world.app.inject({ url, headers: { cookie, 'x-partnership': as.partnershipId } })).statusCode;
    };
    for (const file of ['/exports/:partnership/indicators.csv', '/audit/:partnership/audit.csv'])
      expect([
        file,
        await read(director.cookie, world.director, file),
        await read(manager, world.dataManager, file),
      ]).toEqual([file, 200, 404]);
    expect(await read(manager, world.dataManager, '/events')).toBe(404);
    const me = '{ me { memberships { partnershipName needsSecondFactor } } }';
    expect(await ask(manager, world.dataManager, me)).toEqual({
      data: { me: { memberships: [{ partnershipName: 'Harbor', needsSecondFactor: true }] } },
    });
    const ready = await setUp('datamanager@harbor.test');
    expect(await isHeldBack(ready.cookie, world.dataManager)).toBe(false);
    // Another partnership asks nobody because this one does.
    const elsewhere = cookieOf(await signIn('director@valley.test'));
    expect(await isHeldBack(elsewhere, world.outsider)).toBe(false);
  });

  it('is asked of whom the rule names', async () => {
    for (const role of memberRoles)
      for (const requiresSecondFactor of [true, false]) {
        await world.inspect('UPDATE partnership SET requires_second_factor = $1', [requiresSecondFactor]);
        await world.inspect('UPDATE member SET role = $1 WHERE id = $2', [role, world.bystander.memberId]);
        const cookie = cookieOf(await signIn('bystander@harbor.test'));
        remoteAddress = `203.0.113.${memberRoles.indexOf(role)}`;
        const answer = await ask(cookie, world.bystander, '{ me { memberships { needsSecondFactor } } }');
        const is = needsSecondFactor({ requiresSecondFactor }, { role }, { hasSecondFactor: false });
        expect([role, answer]).toEqual([role, { data: { me: { memberships: [{ needsSecondFactor: is }] } } }]);
      }
  });

  it('is removed by whoever runs the server, for somebody who has lost it', async () => {
    const email = 'facilitator@harbor.test';
    const accounts = world.app.get(AccountsService);
    expect(await accounts.removeSecondFactor(email)).toBe(false);
    const { cookie } = await setUp(email);
    expect(await accounts.removeSecondFactor(' Facilitator@harbor.test')).toBe(true);
    const removed = `SELECT member_id AS by, item_id AS "itemId" FROM audit WHERE verb = 'second_factor_removed'`;
    expect(await world.inspect(removed)).toEqual([{ by: null, itemId: world.facilitator.memberId }]);
    expect(await ask(cookie, world.facilitator, '{ me { account { id } } }')).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect((await signIn(email)).json()).not.toHaveProperty('twoFactorRedirect');
    expect(await subjectsMailed()).toContain('The second factor of your account was removed');
  });
});
