import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bothEngines } from '../../../../../test/support/database.ts';
import { createWorld, password, type World } from '../../../../../test/support/world.ts';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { AuditSealer } from '../../audit/audit-sealer.ts';
import { AuditVerifier } from '../../audit/audit-verifier.ts';
import { Jobs } from '../../jobs/jobs.ts';
import { sendMailJob } from '../../mail/mail.service.ts';
import { ForgettingService } from './forgetting.service.ts';
import { MemberService } from './member.service.ts';
import { OrganizationService } from './organization.service.ts';

describe.each(bothEngines)('forgetting a person on %s', (engine) => {
  let world: World;
  let members: MemberService;
  let forgetting: ForgettingService;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tl-forget-'));
    world = await createWorld(engine, { dataDir: folder });
    members = world.app.get(MemberService, { strict: false });
    forgetting = world.app.get(ForgettingService, { strict: false });
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const key = () => ({ idempotencyKey: uuidv7() });
  const read = (id: string) =>
    world.inspect<{ version: number; retired: boolean }>(
      'SELECT version, retired_at IS NOT NULL AS retired FROM member WHERE id = $1',
      [id],
    );

  /** Where a text stands: every column of every table there is, every file, and what was printed. */
  async function find(text: string, printed: string): Promise<string[]> {
    const tables = await world.inspect<{ name: string }>(
      `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await world.inspect(`SELECT t::text AS row FROM ${name} t WHERE t::text ILIKE $1`, [`%${text}%`]);
      found.push(...rows.map((row) => `${name}: ${JSON.stringify(row)}`));
    }
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) {
      const content = readFileSync(join(parentPath, name), 'latin1').toLowerCase();
      if (content.includes(text.toLowerCase())) found.push(name);
    }
    return printed.toLowerCase().includes(text.toLowerCase()) ? [...found, 'printed'] : found;
  }

  /** Somebody who has left a trace wherever one can. */
  async function bring(name: string, email: string): Promise<{ id: string; accountId: string }> {
    const { director } = world;
    const id = uuidv7();
    await members.add(director, { ...key(), id, name: `${name} Old`, email, role: 'member' });
    await world.app.get(Jobs).runNow(sendMailJob);
    await members.edit(director, { ...key(), id, version: 1, name });
    const account = await world.app.get(AccountsService).ensure({ name: `${name} Account`, email, password });
    await world.inspect('UPDATE member SET account_id = $2, version = 2 WHERE id = $1', [id, account.id]);
    await world.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } });
    await world.app.get(AccountsService).resetLink(email);
    const organizations = world.app.get(OrganizationService, { strict: false });
    const table = {
      ...key(),
      id: uuidv7(),
      name: `Table of ${name}`,
      purpose: `Write to ${email.toUpperCase()}, said ${name}.`,
    };
    await organizations.addTable(director, table);
    await world.inspect(
      `INSERT INTO import (partnership_id, id, file_name, bytes, sha256, state, seen)
       VALUES ($1, $2, $3, 1, 'x', 'uploaded', jsonb_build_object('sample', jsonb_build_array($4::text)))`,
      [director.partnershipId, uuidv7(), `${name} report.csv`, `by ${name} <${email}>`],
    );
    await members.retire(director, { ...key(), id, version: 2, reason: `${name} moved away` });
    return { id, accountId: account.id };
  }

  describe('by oneself', () => {
    /** Somebody who has left traces everywhere, and is a member again, here and elsewhere. */
    async function bringBack(name: string, email: string) {
      const { id, accountId } = await bring(name, email);
      await world.inspect('UPDATE member SET retired_at = NULL WHERE id = $1', [id]);
      await members.add(world.outsider, { ...key(), id: uuidv7(), name, email, role: 'viewer' });
      const entered = await world.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email, password },
      });
      const cookie = entered.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`).join('; ');
      return { id, accountId, cookie };
    }
    const ask = (cookie: string, payload: object, headers: Record<string, string> = {}) =>
      world.app.inject({ method: 'POST', url: '/account/forget', headers: { cookie, ...headers }, payload });
    const accountOf = (email: string) => world.inspect('SELECT 1 FROM account WHERE email = $1', [email]);

    it('leaves name and address nowhere, in whatever partnership, and says that they went by themselves', async () => {
      const spies = (['log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
      const readOutput = (): string => JSON.stringify(spies.flatMap((spy) => spy.mock.calls));
      const [name, email] = ['Perpetua Winterbourne-Lacroix', 'perpetua@example.org'];
      const { id, accountId, cookie } = await bringBack(name, email);
      expect((await find('Winterbourne', readOutput())).length).toBeGreaterThan(5);
      const wrong = await ask(cookie, { password: 'not this one' });
      expect([wrong.statusCode, wrong.json()]).toMatchObject([
        422,
        { refusals: { password: { code: 'PASSWORD_WRONG' } } },
      ]);
      expect((await ask('', { password })).statusCode).toBe(401);
      expect((await ask(cookie, { password }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(422);
      expect(await accountOf(email)).toHaveLength(1);
      expect((await ask(cookie, { password })).statusCode).toBe(200);
      for (const text of ['Winterbourne', 'Perpetua', email]) expect(await find(text, readOutput())).toEqual([]);
      for (const spy of spies) spy.mockRestore();
      expect(await world.inspect('SELECT 1 FROM session WHERE account_id = $1', [accountId])).toEqual([]);
      const left = await world.inspect(`SELECT member_id AS by FROM audit WHERE verb = 'leave' AND item_id = $1`, [id]);
      expect(left).toEqual([{ by: id }]);
      expect(await world.app.get(AuditVerifier).verify(world.director.partnershipId, null)).toMatchObject({
        fault: null,
      });
      expect((await ask(cookie, { password })).statusCode).toBe(401);
    });

    it('takes a sign-in of a moment ago of an account without a password, and no older one', async () => {
      const email = 'isidora@example.org';
      const { accountId, cookie } = await bringBack('Isidora Quillfeather', email);
      const age = (minutes: number) =>
        world.inspect('UPDATE session SET created_at = now() - make_interval(mins => $2) WHERE account_id = $1', [
          accountId,
          minutes,
        ]);
      await world.inspect('UPDATE credential SET password = NULL WHERE account_id = $1', [accountId]);
      await age(11);
      expect((await ask(cookie, { password: '' })).json()).toMatchObject({ rule: 'SIGN_IN_AGAIN' });
      await age(2);
      expect((await ask(cookie, { password: '' })).statusCode).toBe(200);
      expect(await accountOf(email)).toEqual([]);
    });

    it('is refused to the last director of a partnership, and nothing is done', async () => {
      const { cookie = '' } = await world.headersOf(world.director);
      const refused = await ask(cookie, { password });
      expect(refused.json()).toMatchObject({ rule: 'LAST_DIRECTOR_OF', params: { partnership: 'Harbor' } });
      expect(await read(world.director.memberId)).toMatchObject([{ retired: false }]);
      expect(await accountOf('director@harbor.test')).toHaveLength(1);
    });
  });

  it('leaves name and address nowhere, and that somebody did it under an id, in a chain that holds', async () => {
    const spies = (['log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    const readOutput = (): string => JSON.stringify(spies.flatMap((spy) => spy.mock.calls));
    const [name, email] = ['Zelda "Zee" Quintanilla-Ruiz', 'zelda.q@example.org'];
    const { id, accountId } = await bring(name, email);
    const { partnershipId } = world.director;
    await world.app.get(AuditSealer).seal(partnershipId);
    const head = await world.app.get(AuditVerifier).head(partnershipId);
    for (const text of ['Quintanilla', email]) expect((await find(text, readOutput())).length).toBeGreaterThan(5);
    expect(readdirSync(join(folder, 'mail')).length).toBeGreaterThan(0);

    const [before] = await read(id);
    const input = { ...key(), id, version: before?.version ?? 0 };
    await forgetting.forgetMember(world.director, input);
    for (const text of ['Quintanilla', 'Zelda', email]) expect(await find(text, readOutput())).toEqual([]);
    for (const spy of spies) spy.mockRestore();
    expect(await world.inspect('SELECT 1 FROM account WHERE id = $1', [accountId])).toEqual([]);
    expect(await world.inspect('SELECT 1 FROM session WHERE account_id = $1', [accountId])).toEqual([]);
    const [member] = await world.inspect<{ name: string; email: string }>(
      'SELECT name, email FROM member WHERE id = $1',
      [id],
    );
    expect(member).toEqual({ name: `N. N. (${id.slice(-6)})`, email: `${id}@forgotten.invalid` });
    const signIns = await world.inspect(`SELECT 1 FROM audit WHERE member_id = $1 AND verb = 'sign_in'`, [id]);
    expect(signIns).toHaveLength(1);
    const [table] = await world.inspect<{ purpose: string }>('SELECT purpose FROM leadership_table WHERE name = $1', [
      `Table of ${member?.name}`,
    ]);
    expect(table?.purpose).toBe(`Write to ${member?.email}, said ${member?.name}.`);
    const verify = () => world.app.get(AuditVerifier).verify(partnershipId, head);
    expect(await verify()).toMatchObject({ fault: null, unsealed: 0 });
    // Sent again it is answered as before; and somebody else's edit does not pass for something forgotten.
    expect(await forgetting.forgetMember(world.director, input)).toBe(id);
    await forgetting.forget(partnershipId, id, null);
    expect(await verify()).toMatchObject({ fault: null });
    await world.inspect(
      `UPDATE audit SET changes = jsonb_set(changes, '{forgotten,1,amended,0,1}', '"0"') WHERE verb = 'forget' AND item_id = $1`,
      [id],
    );
    expect((await verify()).fault).toMatchObject({ what: 'content_changed' });
    await expect(
      members.restore(world.director, { ...key(), id, version: (before?.version ?? 0) + 1 }),
    ).rejects.toMatchObject({ extensions: { rule: 'MEMBER_FORGOTTEN' } });
  });

  it('keeps the account of somebody who is a member elsewhere, until the operator forgets the address', async () => {
    const [name, email] = ['Ottoline Brackwater', 'ottoline@example.org'];
    const { id, accountId } = await bring(name, email);
    await members.add(world.outsider, { ...key(), id: uuidv7(), name, email, role: 'member' });
    const [before] = await read(id);
    await forgetting.forgetMember(world.director, { ...key(), id, version: before?.version ?? 0 });
    expect(await world.inspect('SELECT 1 FROM account WHERE id = $1', [accountId])).toHaveLength(1);
    const left = await find(name, '');
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((row) => row.includes(world.director.partnershipId))).toEqual([]);
    expect(await forgetting.forgetAddress(email.toUpperCase())).toBe(1);
    for (const text of [name, email]) expect(await find(text, '')).toEqual([]);
    expect(await forgetting.forgetAddress(email)).toBe(0);
  });

  it('takes a name of one word out of no sentence', async () => {
    const { id } = await bring('Rosalind', 'rosalind@example.org');
    mkdirSync(join(folder, 'mail'), { recursive: true });
    writeFileSync(join(folder, 'mail', 'other.eml'), 'To: somebody@example.org');
    const [before] = await read(id);
    await forgetting.forgetMember(world.director, { ...key(), id, version: before?.version ?? 0 });
    expect(await find('rosalind@example.org', '')).toEqual([]);
    expect((await find('said Rosalind', '')).length).toBeGreaterThan(0);
    expect(await world.inspect(`SELECT 1 FROM member WHERE name = 'Rosalind'`)).toEqual([]);
    expect(readdirSync(join(folder, 'mail'))).toContain('other.eml');
  });

  it('is the director’s to do, and only when the membership has ended', async () => {
    const { memberId } = world.member;
    const [row] = await read(memberId);
    const input = () => ({ ...key(), id: memberId, version: row?.version ?? 0 });
    await expect(forgetting.forgetMember(world.director, input())).rejects.toMatchObject({
      extensions: { rule: 'MEMBERSHIP_NOT_ENDED' },
    });
    for (const as of [world.dataManager, world.member])
      await expect(forgetting.forgetMember(as, input())).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(forgetting.forgetMember(world.outsider, input())).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await read(memberId)).toEqual([{ version: row?.version, retired: false }]);
  });
});
