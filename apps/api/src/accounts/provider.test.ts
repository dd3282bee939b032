import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccountAnswer, AccountRequests, cookieOf } from '../../../../test/support/account-requests.ts';
import { engines } from '../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../test/support/mail-server.ts';
import { type ProviderServer, startProvider } from '../../../../test/support/provider-server.ts';
import { totpOf } from '../../../../test/support/totp.ts';
import { createWorld, password, type World } from '../../../../test/support/world.ts';
import { InvitationService } from '../features/partnerships/invitation.service.ts';
import { MemberService } from '../features/partnerships/member.service.ts';
import { Jobs } from '../jobs/jobs.ts';
import { sendMailJob } from '../mail/mail.service.ts';

describe.each(engines)('signing in at a provider on %s', (engine) => {
  let world: World;
  let mail: MailServer;
  let provider: ProviderServer;
  const accounts = new AccountRequests(() => world, 'http://127.0.0.1');
  const { request, post, signIn } = accounts;

  beforeAll(async () => {
    mail = await startMailServer();
    provider = await startProvider('http://127.0.0.1');
    world = await createWorld(engine, { mail: { kind: 'smtp', url: mail.url }, provider: provider.settings });
  });
  afterAll(async () => {
    await world.close();
    await mail.shut();
    await provider.shut();
  });
  beforeEach(async () => {
    accounts.moveOn();
    mail.arrived.length = 0;
    provider.people.clear();
    provider.forge(null);
    await world.inspect('DELETE FROM mail');
    await world.inspect(`DELETE FROM credential WHERE provider_id = 'oidc'`);
    await world.inspect(`DELETE FROM second_factor`);
    await world.inspect(`UPDATE account SET email_verified = true, has_second_factor = false`);
    vi.spyOn(console, 'error')
      .mockReset()
      .mockImplementation(() => undefined);
  });

  /** Leads somebody to the provider; answers where to, and the cookie of their browser. */
  const begin = async (body: object = {}, cookie = '') => {
    const answer = await post('sign-in/provider', body, cookie);
    return {
      answer,
      url: answer.json<{ url: string }>().url,
      cookie: [cookie, cookieOf(answer)].filter(Boolean).join('; '),
    };
  };
  const finish = (search: string, cookie: string) => post('sign-in/provider/finish', { search }, cookie);
  const goThrough = async (who: string, body: object = {}, cookie = '') => {
    const begun = await begin(body, cookie);
    return finish(await provider.visit(begun.url, who), begun.cookie);
  };
  const whoIs = async (answer: AccountAnswer): Promise<string | null> =>
    (await request('GET', 'get-session', null, cookieOf(answer))).json<{ user: { email: string } } | null>()?.user
      .email ?? null;
  const codeOf = (answer: AccountAnswer): string | undefined => answer.json<{ code?: string }>().code;
  const countOf = async (what: string): Promise<number> =>
    (await world.inspect<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`))[0]?.count ?? -1;
  const subjects = async (): Promise<(string | undefined)[]> => {
    await world.app.get(Jobs).runNow(sendMailJob);
    return mail.arrived.map(({ subject }) => subject).toSorted();
  };
  const verbsOf = async (member: Viewer): Promise<string[]> =>
    (
      await world.inspect<{ verb: string }>(
        `SELECT verb FROM audit WHERE item_id = $1 AND kind = 'member' ORDER BY at, id`,
        [member.memberId],
      )
    ).map(({ verb }) => verb);

  it('opens the account with the address that the provider confirmed, and connects the two for good', async () => {
    provider.people.set('mia', { email: 'Member@harbor.test', isVerified: true });
    expect((await request('GET', 'ways', null, '')).json()).toMatchObject({ provider: 'Harbor Schools' });
    const before = await verbsOf(world.member);
    const begun = await begin();
    const sought = new URL(begun.url).searchParams;
    expect(Object.fromEntries(sought)).toMatchObject({
      client_id: 'throughline-test',
      redirect_uri: 'http://127.0.0.1/provider',
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email',
    });
    expect([sought.get('state')?.length, sought.get('nonce')?.length]).toEqual([43, 43]);
    const answer = await finish(await provider.visit(begun.url, 'mia'), begun.cookie);
    expect(answer.json()).toEqual({ signedIn: true });
    expect(await whoIs(answer)).toBe('member@harbor.test');
    expect((await verbsOf(world.member)).slice(before.length)).toEqual(['provider_connected', 'sign_in']);
    expect(await subjects()).toEqual(['Your account can be signed in to in another way now']);
    // Nothing of the provider's is kept but who it is.
    const pending = await world.inspect(
      `SELECT provider_account_id AS subject, access_token, refresh_token, id_token, scope FROM credential WHERE provider_id = 'oidc'`,
    );
    expect(pending).toEqual([
      { subject: `${provider.url}#mia`, access_token: null, refresh_token: null, id_token: null, scope: null },
    ]);
    // The address may change there: the person stays the same.
    provider.people.set('mia', { email: 'mia@elsewhere.test', isVerified: false });
    expect(await whoIs(await goThrough('mia'))).toBe('member@harbor.test');
  });

  it('opens nothing by an address that is not confirmed, there or here', async () => {
    const accounts = await countOf('account');
    for (const isVerified of [false, undefined]) {
      provider.people.set('eve', { email: 'director@harbor.test', ...(isVerified !== undefined && { isVerified }) });
      const before = (await verbsOf(world.director)).length;
      const answer = await goThrough('eve');
      expect([codeOf(answer), await whoIs(answer)]).toEqual(['PROVIDER_UNVERIFIED', null]);
      expect((await verbsOf(world.director)).slice(before)).toEqual(['sign_in_failed']);
    }
    provider.people.set('none', {});
    expect(codeOf(await goThrough('none'))).toBe('PROVIDER_UNVERIFIED');
    // Here: somebody else may have been handed the link that made the account.
    await world.inspect(`UPDATE account SET email_verified = false WHERE email = 'director@harbor.test'`);
    provider.people.set('dana', { email: 'director@harbor.test', isVerified: true });
    const answer = await goThrough('dana');
    expect([codeOf(answer), await whoIs(answer)]).toEqual(['PROVIDER_UNCONFIRMED', null]);
    expect([await countOf('account'), await countOf(`credential WHERE provider_id = 'oidc'`)]).toEqual([accounts, 0]);
  });

  it('makes no account for somebody who was not invited', async () => {
    provider.people.set('uma', { email: 'uma@nobody.test', isVerified: true });
    const accounts = await countOf('account');
    const answer = await goThrough('uma');
    expect(answer.json()).toMatchObject({ code: 'PROVIDER_UNINVITED', params: { email: 'uma@nobody.test' } });
    expect([await whoIs(answer), await countOf('account')]).toEqual([null, accounts]);
    const other = await begin({ invitation: 'a.b.m.c' });
    expect(codeOf(other.answer)).toBe('INVITATION_OVER');
  });

  it('opens nothing of an account by an address that the provider has given to somebody else', async () => {
    provider.people.set('first', { email: 'facilitator@harbor.test', isVerified: true });
    expect(await whoIs(await goThrough('first'))).toBe('facilitator@harbor.test');
    provider.people.set('second', { email: 'facilitator@harbor.test', isVerified: true });
    const answer = await goThrough('second');
    expect([codeOf(answer), await whoIs(answer)]).toEqual(['PROVIDER_TAKEN', null]);
  });

  it('asks for the second factor of the account all the same', async () => {
    const cookie = await signIn('member@harbor.test');
    const enabled = await post('two-factor/enable', { password }, cookie);
    const secret = new URL(enabled.json<{ totpURI: string }>().totpURI).searchParams.get('secret') ?? '';
    await post('two-factor/verify-totp', { code: totpOf(secret) }, cookie);
    provider.people.set('mia', { email: 'member@harbor.test', isVerified: true });
    const pending = await goThrough('mia');
    expect(pending.json()).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
    expect(await whoIs(pending)).toBeNull();
    const before = (await verbsOf(world.member)).length;
    expect((await post('two-factor/verify-totp', { code: '000000' }, cookieOf(pending))).statusCode).toBe(401);
    const done = await post('two-factor/verify-totp', { code: totpOf(secret) }, cookieOf(pending));
    expect(await whoIs(done)).toBe('member@harbor.test');
    expect((await verbsOf(world.member)).slice(before)).toEqual(['sign_in_failed', 'sign_in']);
  });

  const invite = async (email: string): Promise<{ byHand: string; byMail: string; memberId: string }> => {
    const members = world.app.get(MemberService, { strict: false });
    const memberId = uuidv7();
    await members.add(world.director, { idempotencyKey: uuidv7(), id: memberId, name: 'Gus', email, role: 'member' });
    await world.app.get(Jobs).runNow(sendMailJob);
    const byMail = /\/join#(\S+)/.exec(mail.arrived.at(-1)?.text ?? '')?.[1] ?? '';
    const shown = await world.app.get(InvitationService, { strict: false }).get(world.director, memberId);
    return { byMail, byHand: shown?.link.split('#')[1] ?? '', memberId };
  };
  const accountOf = async (email: string) =>
    world.inspect<{ id: string; isVerified: boolean }>(
      'SELECT id, email_verified AS "isVerified" FROM account WHERE email = $1',
      [email],
    );

  it('answers an invitation: a new account with the invited address, and no password', async () => {
    const { byMail, memberId } = await invite('gus@guests.test');
    provider.people.set('gus', { email: 'gus.private@mail.test', isVerified: false });
    const answer = await goThrough('gus', { invitation: byMail });
    expect(answer.json()).toEqual({ slug: 'harbor' });
    expect(await whoIs(answer)).toBe('gus@guests.test');
    const [account] = await accountOf('gus@guests.test');
    expect(account?.isVerified).toBe(true);
    expect(await world.inspect('SELECT account_id FROM member WHERE id = $1', [memberId])).toEqual([
      { account_id: account?.id },
    ]);
    expect((await request('GET', 'own-ways', null, cookieOf(answer))).json()).toMatchObject({
      hasPassword: false,
      isConnected: true,
    });
    // The link works once, whatever the way; and the identity opens its account.
    expect(codeOf((await begin({ invitation: byMail })).answer)).toBe('INVITATION_OVER');
    expect(await whoIs(await goThrough('gus'))).toBe('gus@guests.test');
    // It is the only way in: nobody takes it away by mistake.
    expect(codeOf(await post('provider/disconnect', {}, cookieOf(answer)))).toBe('ONLY_WAY_IN');
  });

  it('says nothing about an address for a link that was handed over, unless the provider does', async () => {
    const first = await invite('hana@guests.test');
    provider.people.set('hana', { email: 'somebody@mail.test', isVerified: true });
    expect((await goThrough('hana', { invitation: first.byHand })).statusCode).toBe(200);
    expect((await accountOf('hana@guests.test'))[0]?.isVerified).toBe(false);
    const second = await invite('ivo@guests.test');
    provider.people.set('ivo', { email: 'ivo@guests.test', isVerified: true });
    expect((await goThrough('ivo', { invitation: second.byHand })).statusCode).toBe(200);
    expect((await accountOf('ivo@guests.test'))[0]?.isVerified).toBe(true);
  });

  it('leaves no account where the invitation ended meanwhile', async () => {
    const { byMail } = await invite('jo@guests.test');
    provider.people.set('jo', { email: 'jo@guests.test', isVerified: true });
    const begun = await begin({ invitation: byMail });
    const search = await provider.visit(begun.url, 'jo');
    await world.inspect('UPDATE invitation SET revoked_at = now() WHERE accepted_at IS NULL');
    expect(codeOf(await finish(search, begun.cookie))).toBe('INVITATION_OVER');
    expect(await accountOf('jo@guests.test')).toEqual([]);
  });

  it('signs in who has an account already, and leaves joining to them', async () => {
    const { byMail, memberId } = await invite('kim@guests.test');
    provider.people.set('mia', { email: 'director@valley.test', isVerified: true });
    const answer = await goThrough('mia', { invitation: byMail });
    expect(answer.json()).toEqual({ signedIn: true });
    expect(await whoIs(answer)).toBe('director@valley.test');
    expect(await world.inspect('SELECT account_id FROM member WHERE id = $1', [memberId])).toEqual([
      { account_id: null },
    ]);
  });

  it('is connected by somebody who is signed in, whatever the address, and disconnected', async () => {
    const cookie = await signIn('member@harbor.test');
    provider.people.set('mia', { email: 'mia@elsewhere.test' });
    const connected = await goThrough('mia', { connects: true }, cookie);
    expect(connected.json()).toEqual({ connected: true });
    expect(await whoIs(await goThrough('mia'))).toBe('member@harbor.test');
    // Nobody else gets it, and it does not become somebody else's while it is connected.
    const other = await signIn('facilitator@harbor.test');
    expect(codeOf(await goThrough('mia', { connects: true }, other))).toBe('PROVIDER_TAKEN');
    expect((await post('provider/disconnect', {}, cookie)).json()).toEqual({ disconnected: true });
    expect(codeOf(await goThrough('mia'))).toBe('PROVIDER_UNVERIFIED');
    expect(await subjects()).toEqual([
      'A way to sign in was taken from your account',
      'Your account can be signed in to in another way now',
    ]);
    expect((await verbsOf(world.member)).slice(-1)).toEqual(['provider_disconnected']);
  });

  it('is connected by a session that began minutes ago, or with the password', async () => {
    expect((await begin({ connects: true })).answer.statusCode).toBe(401);
    const cookie = await signIn('member@harbor.test');
    await world.inspect(`UPDATE session SET created_at = created_at - interval '11 minutes'`);
    expect(codeOf((await begin({ connects: true }, cookie)).answer)).toBe('SIGN_IN_AGAIN');
    expect(codeOf(await post('provider/disconnect', {}, cookie))).toBe('SIGN_IN_AGAIN');
    expect(codeOf((await begin({ connects: true, password: 'not this one' }, cookie)).answer)).toBe('PASSWORD_WRONG');
    expect((await begin({ connects: true, password }, cookie)).url).toContain(provider.url);
    // Begun by one, finished in the session of another.
    provider.people.set('mia', {});
    const begun = await begin({ connects: true, password }, cookie);
    const ceremony = begun.cookie.split('; ').filter((one) => one.includes('provider='));
    const other = [await signIn('facilitator@harbor.test'), ...ceremony].join('; ');
    expect(codeOf(await finish(await provider.visit(begun.url, 'mia'), other))).toBe('PROVIDER_OVER');
  });

  it('takes an answer once, in the browser that asked, and to its own question', async () => {
    provider.people.set('mia', { email: 'member@harbor.test', isVerified: true });
    const mine = await begin();
    const search = await provider.visit(mine.url, 'mia');
    const theirs = await begin();
    // Led to by somebody else: another browser, another question, none.
    for (const cookie of ['', theirs.cookie]) expect(codeOf(await finish(search, cookie))).toBe('PROVIDER_OVER');
    const changed = new URLSearchParams(search);
    changed.set('state', new URL(theirs.url).searchParams.get('state') ?? '');
    expect(codeOf(await finish(changed.toString(), mine.cookie))).toBe('PROVIDER_OVER');
    // A code of another question fails by its PKCE challenge; nothing of it costs whom it belongs to their sign-in.
    expect(codeOf(await finish(changed.toString(), theirs.cookie))).toBe('PROVIDER_OVER');
    expect((await finish(search, mine.cookie)).json()).toEqual({ signedIn: true });
    const again = await begin();
    const right = await provider.visit(again.url, 'mia');
    expect((await finish(right, again.cookie)).json()).toEqual({ signedIn: true });
    expect(codeOf(await finish(right, again.cookie))).toBe('PROVIDER_OVER');
    const late = await begin();
    const tooLate = await provider.visit(late.url, 'mia');
    await world.inspect(`UPDATE verification SET expires_at = now() - interval '1 second'`);
    expect(codeOf(await finish(tooLate, late.cookie))).toBe('PROVIDER_OVER');
  });

  it('refuses what the provider did not say to us', async () => {
    provider.people.set('mia', { email: 'member@harbor.test', isVerified: true });
    const hour = 3600;
    const forgeries: [Parameters<ProviderServer['forge']>[0], string][] = [
      [{ claims: (claims) => ({ ...claims, aud: 'another-client' }) }, 'PROVIDER_MISFIT'],
      [{ claims: (claims) => ({ ...claims, aud: ['another-client', 'throughline-test'] }) }, 'PROVIDER_MISFIT'],
      [{ claims: (claims) => ({ ...claims, iss: 'https://elsewhere.test' }) }, 'PROVIDER_MISFIT'],
      [{ claims: (claims) => ({ ...claims, nonce: 'of another question' }) }, 'PROVIDER_MISFIT'],
      [{ withOtherKey: true }, 'PROVIDER_MISFIT'],
      [{ claims: (claims) => ({ ...claims, exp: Number(claims['exp']) - 5 * hour }) }, 'PROVIDER_CLOCK'],
      [{ claims: (claims) => ({ ...claims, nbf: Number(claims['iat']) + hour }) }, 'PROVIDER_CLOCK'],
    ];
    for (const [forgery, code] of forgeries) {
      provider.forge(forgery);
      const answer = await goThrough('mia');
      expect([codeOf(answer), await whoIs(answer)]).toEqual([code, null]);
    }
    provider.forge(null);
    expect(await whoIs(await goThrough('mia'))).toBe('member@harbor.test');
    const printed = JSON.stringify(vi.mocked(console.error).mock.calls);
    expect(printed).toContain('does not fit the settings');
    expect(printed).not.toMatch(/eyJ|member@harbor|only-for-tests/);
  });

  it('says plainly that the provider said no, or is away', async () => {
    expect((await goThrough('declines')).json()).toMatchObject({
      code: 'PROVIDER_DECLINED',
      params: { label: 'Harbor Schools' },
    });
    provider.people.set('mia', { email: 'member@harbor.test', isVerified: true });
    const begun = await begin();
    const search = await provider.visit(begun.url, 'mia');
    await provider.shut();
    expect(codeOf(await finish(search, begun.cookie))).toBe('PROVIDER_AWAY');
    expect(codeOf((await begin()).answer)).toBe('PROVIDER_AWAY');
    await provider.open();
    expect(await whoIs(await goThrough('mia'))).toBe('member@harbor.test');
  });

  it('has no other way to a provider', async () => {
    const cookie = await signIn('member@harbor.test');
    for (const path of ['sign-in/social', 'link-social', 'unlink-account'])
      expect(
        (await post(path, { provider: 'oidc', providerId: 'oidc', idToken: { token: 'x' } }, cookie)).statusCode,
      ).toBe(404);
  });
});
