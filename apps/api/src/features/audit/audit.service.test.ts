import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, password, type World } from '../../../../../test/support/world.ts';
import { isSigned } from '../../audit/audit-chain.ts';
import { MemberService } from '../partnerships/member.service.ts';
import { OrganizationService } from '../partnerships/organization.service.ts';
import { PartnershipService } from '../partnerships/partnership.service.ts';
import type { AuditFilter } from './audit.reads.ts';
import { AuditService } from './audit.service.ts';

describe.each(engines)('the audit as the director reads it on %s', (engine) => {
  let world: World;
  let entries: AuditService;
  beforeAll(async () => {
    world = await createWorld(engine);
    entries = world.app.get(AuditService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const anything: AuditFilter = { memberId: null, topic: null, from: null, to: null };
  const read = async (filter: Partial<AuditFilter> = {}, as = world.director) =>
    (await entries.page(as, { ...anything, ...filter }, { first: 200, after: null })).nodes;
  const signIn = (email: string, secret: string) =>
    world.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password: secret } });
  const emailOf = async (memberId: string): Promise<string> =>
    (await world.inspect<{ email: string }>('SELECT email FROM member WHERE id = $1', [memberId]))[0]?.email ?? '';

  it('says who did what to whom, the latest first, and what a field was', async () => {
    const members = world.app.get(MemberService, { strict: false });
    const id = uuidv7();
    const added = { ...key(), id, name: 'Tamika', email: 'tamika@example.org', role: 'member' as const };
    await members.add(world.director, added);
    await members.edit(world.director, { ...key(), id, version: 1, role: 'facilitator' });
    const [latest, first] = await read({ topic: 'people' });
    expect(latest).toMatchObject({
      verb: 'edit',
      kind: 'member',
      title: 'Tamika',
      memberName: 'Director of Harbor',
      changes: [{ field: 'role', before: 'member', after: 'facilitator' }],
    });
    expect(first).toMatchObject({ verb: 'create', title: 'Tamika' });
  });

  it('is narrowed by who, by what and by day in the partnership’s time zone', async () => {
    const organizations = world.app.get(OrganizationService, { strict: false });
    const id = uuidv7();
    await organizations.add(world.director, { ...key(), id, name: 'Library', sector: 'community' });
    const { partnershipId } = world.director;
    await world.app
      .get(PartnershipService, { strict: false })
      .edit(world.director, { ...key(), id: partnershipId, version: 1, minimumCell: 12 });
    expect((await read({ topic: 'settings' })).map(({ verb }) => verb)).toEqual(['edit', 'found']);
    expect((await read({ topic: 'seats' })).some(({ kind }) => kind === 'seat')).toBe(true);
    expect((await read({ topic: 'work' })).every(({ kind }) => kind !== 'member')).toBe(true);
    const everything = await read();
    const { memberId } = world.member;
    const ofMember = await read({ memberId });
    expect(ofMember.length).toBeGreaterThan(0);
    expect(ofMember.every((entry) => entry.memberId === memberId || entry.itemId === memberId)).toBe(true);
    // Just before midnight in New York it is already the next day in UTC.
    const moment = '2025-03-02T04:59:59Z';
    await world.inspect('UPDATE audit SET at = $2 WHERE item_id = $1', [id, moment]);
    expect((await read({ from: '2025-03-01', to: '2025-03-01' })).map(({ title }) => title)).toEqual(['Library']);
    expect(await read({ from: '2025-03-02', to: '2025-03-02' })).toEqual([]);
    expect(await read({ to: '2025-02-28' })).toEqual([]);
    expect(await read()).toHaveLength(everything.length);
    const page = await entries.page(world.director, anything, { first: 2, after: null });
    const next = await entries.page(world.director, anything, { first: 2, after: page.pageInfo.endCursor });
    expect(new Set([...page.nodes, ...next.nodes].map((entry) => entry.id)).size).toBe(4);
  });

  it('tells of sign-ins and of those that failed, in each partnership of the account and nothing of the other', async () => {
    const email = await emailOf(world.member.memberId);
    expect((await signIn(email, password)).statusCode).toBe(200);
    expect((await signIn(email, 'not-the-password-of-anybody')).statusCode).toBe(401);
    expect((await signIn('nobody@example.org', password)).statusCode).toBe(401);
    const signIns = () => read({ topic: 'sign_ins' });
    await vi.waitFor(async () => expect(await signIns()).toHaveLength(2));
    const [failed, done] = await signIns();
    expect(failed).toMatchObject({ verb: 'sign_in_failed', memberId: null, itemId: world.member.memberId });
    expect(done).toMatchObject({ verb: 'sign_in', memberId: world.member.memberId, changes: [], reason: '' });
    expect(await read({ topic: 'sign_ins' }, world.outsider)).toEqual([]);

    // A member of both: each partnership hears of its own membership alone.
    const guest = { ...key(), id: uuidv7(), name: 'Guest', role: 'member' as const };
    const shared = await emailOf(world.partnerLeader.memberId);
    await world.app.get(MemberService, { strict: false }).add(world.outsider, { ...guest, email: shared });
    expect((await signIn(shared, password)).statusCode).toBe(200);
    expect((await signIns())[0]).toMatchObject({ verb: 'sign_in', memberId: world.partnerLeader.memberId });
    const theirs = await read({ topic: 'sign_ins' }, world.outsider);
    expect(theirs).toMatchObject([{ verb: 'sign_in', memberId: guest.id }]);
    expect(JSON.stringify(theirs)).not.toContain(world.partnerLeader.memberId);
    expect(JSON.stringify(await signIns())).not.toContain(guest.id);
  });

  it('writes down no more failures than anybody reads', async () => {
    const email = await emailOf(world.bystander.memberId);
    const rows = () =>
      world.inspect<{ count: number }>(
        `SELECT count(*)::int AS count FROM audit WHERE item_id = $1 AND verb = 'sign_in_failed'`,
        [world.bystander.memberId],
      );
    await world.inspect(
      `INSERT INTO audit (partnership_id, id, verb, kind, item_id)
       SELECT $1, gen_random_uuid(), 'sign_in_failed', 'member', $2 FROM generate_series(1, 29)`,
      [world.director.partnershipId, world.bystander.memberId],
    );
    await signIn(email, 'not-the-password-of-anybody');
    await vi.waitFor(async () => expect(await rows()).toEqual([{ count: 30 }]));
    await signIn(email, 'not-the-password-of-anybody');
    // A success afterwards is written when the failure before it would have been.
    await signIn(email, password);
    expect(await rows()).toEqual([{ count: 30 }]);
  });

  it('comes as CSV in which no text is a formula, and with a head that is signed', async () => {
    const id = uuidv7();
    const organizations = world.app.get(OrganizationService, { strict: false });
    await organizations.add(world.director, { ...key(), id, name: '=HYPERLINK("x")', sector: 'community' });
    const headers = await world.headersOf(world.director);
    const { partnershipId } = world.director;
    const get = (file: string, as = headers) =>
      world.app.inject({ url: `/audit/${partnershipId}/${file}`, headers: as });
    const csv = await get('audit.csv');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain(`"'=HYPERLINK(""x"")"`);
    const lines = csv.body.trim().split('\r\n');
    expect(lines).toHaveLength((await read()).length + 1);
    expect((await get('audit.csv?topic=settings')).body.trim().split('\r\n')).toHaveLength(3);
    expect((await get('audit.csv?topic=everything')).statusCode).toBe(404);
    expect((await get('audit.csv?from=yesterday')).statusCode).toBe(404);
    const head = (await get('head.json')).json<{ number: number }>();
    expect(head.number).toBe((await read()).length);
    expect(isSigned(head as never)).toBe(true);
    for (const file of ['audit.csv', 'head.json']) {
      expect((await get(file, {})).statusCode).toBe(401);
      expect((await get(file, await world.headersOf(world.outsider))).statusCode).toBe(404);
      for (const as of [world.member, world.dataManager, world.facilitator])
        expect((await get(file, await world.headersOf(as))).statusCode).toBe(409);
    }
  });

  it('is for the director alone', async () => {
    for (const as of [world.member, world.dataManager, world.facilitator, world.partnerLeader])
      await expect(read({}, as)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    const intruder = { ...world.outsider, partnershipId: world.director.partnershipId };
    const answer = await world.graphql(intruder, '{ audit { nodes { id } } }');
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const own = await read({}, world.outsider);
    expect(own.length).toBeGreaterThan(0);
    expect(JSON.stringify(own)).not.toContain('Harbor');
  });
});
