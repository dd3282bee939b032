import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertSeries } from '../../database/series-sql.ts';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { Database } from '../../database/database.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { Writes } from '../../writes/writes.ts';
import { Place } from '../places/place.entity.ts';
import { Population } from '../populations/population.entity.ts';
import { MeService } from './me.service.ts';
import { MemberService } from './member.service.ts';
import { OrganizationService } from './organization.service.ts';
import { PartnershipService } from './partnership.service.ts';

describe.each(engines)('partnership and its people on %s', (engine) => {
  let world: World;
  let members: MemberService;
  let organizations: OrganizationService;
  let partnerships: PartnershipService;
  beforeAll(async () => {
    world = await createWorld(engine);
    members = world.app.get(MemberService, { strict: false });
    organizations = world.app.get(OrganizationService, { strict: false });
    partnerships = world.app.get(PartnershipService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const itself = () => ({ ...key(), id: world.director.partnershipId });
  const everything = { first: 100, after: null, search: null };
  const person = (email: string) => ({ ...key(), id: uuidv7(), name: 'Rosa', email, role: 'member' as const });

  it('changes the partnership by compare-and-set', async () => {
    const edited = await partnerships.edit(world.director, { ...itself(), version: 1, timeZone: 'America/Chicago' });
    expect(edited).toMatchObject({ version: 2, timeZone: 'America/Chicago', name: 'Harbor', minimumCell: 10 });
    await expect(partnerships.edit(world.director, { ...itself(), version: 1, name: 'X' })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { timeZone: 'America/Chicago' } },
    });
    await expect(
      partnerships.edit(world.director, { ...itself(), version: 2, timeZone: 'Moon' }),
    ).rejects.toMatchObject({
      extensions: { fields: { timeZone: expect.any(String) } },
    });
    await expect(partnerships.edit(world.facilitator, { ...itself(), version: 2 })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(partnerships.edit(world.outsider, { ...itself(), version: 2, name: 'Ours' })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect((await partnerships.get(world.outsider)).name).toBe('Valley');
  });

  it('hides what a larger minimum cell hides, in the same write', async () => {
    const { partnershipId } = world.director;
    const look = (as = world.member) =>
      world.app
        .get(Tenancy)
        .read(as, (tx) =>
          tx.rows<{ value: number | null }>(
            'SELECT value FROM released_observation WHERE partnership_id = $1 ORDER BY period_start',
            [partnershipId],
          ),
        );
    const [place, population] = [uuidv7(), uuidv7()];
    await world.app.get(Writes).byItself(world.director, 'furnish', async (tx) => {
      void tx.insert(Place, { id: place, name: 'Harbor', kind: 'town', isHome: true });
      await tx.insert(Population, { id: population, name: 'All children' });
      const gate = world.app.get(DisclosureService, { strict: false });
      gate.undecide(tx, { indicatorId: world.ids.indicator, periods: ['2023-07-01', '2024-07-01'] });
      await tx.rows(
        `WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid')})
         INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, denominator)
         VALUES ($1, $2, $3, $4, '2023-07-01', '2024-06-30', 'reported', 40, 35), ($1, $2, $3, $4, '2024-07-01', '2025-06-30', 'reported', 50, 60)`,
        [partnershipId, world.ids.indicator, place, population],
      );
      return null;
    });
    expect(await look()).toEqual([{ value: null }, { value: null }]);
    await world.app.get(DisclosureService, { strict: false }).decideWaiting(partnershipId, 'all');
    expect(await look()).toEqual([{ value: 40 }, { value: 50 }]);
    const { version } = await partnerships.get(world.director);
    for (const minimumCell of [4, 31]) {
      await expect(partnerships.edit(world.director, { ...itself(), version, minimumCell })).rejects.toMatchObject({
        extensions: { fields: { minimumCell: expect.any(String) } },
      });
    }
    const edited = await partnerships.edit(world.director, { ...itself(), version, minimumCell: 25 });
    expect(edited.minimumCell).toBe(25);
    expect(await look()).toEqual([{ value: null }, { value: 50 }]);
    expect(await look(world.dataManager)).toEqual([{ value: null }, { value: 50 }]);
  });

  it('adds a member without an account, and links one that has signed in elsewhere', async () => {
    const request = person('Rosa@Example.org ');
    const added = await members.add(world.director, request);
    expect(added).toMatchObject({ email: 'rosa@example.org', hasAccount: false });
    expect((await members.add(world.director, request)).id).toBe(added.id);
    await expect(members.add(world.director, person('rosa@example.org'))).rejects.toMatchObject({
      extensions: { rule: 'ALREADY_EXISTS' },
    });
    const linked = await members.add(world.director, person('director@valley.test'));
    expect(linked.hasAccount).toBe(true);
    const viewers = world.app.get(ViewerService);
    const guest = await viewers.viewerOf(world.outsider.accountId, world.director.partnershipId);
    expect(guest).toMatchObject({ memberId: linked.id, role: 'member' });
    await members.retire(world.director, { ...key(), id: linked.id, version: 1, reason: 'Only visiting' });
    expect(await viewers.viewerOf(world.outsider.accountId, world.director.partnershipId)).toBeNull();
  });

  it('gives an account the memberships that waited for its e-mail, and no others', async () => {
    const me = world.app.get(MeService, { strict: false });
    const accounts = world.app.get(AccountsService, { strict: false });
    const viewers = world.app.get(ViewerService);
    const { partnershipId } = world.director;
    const waits = await members.add(world.director, { ...person('nadia@example.org'), role: 'facilitator' });
    const gone = await members.add(world.outsider, person('nadia@example.org'));
    await members.retire(world.outsider, { ...key(), id: gone.id, version: 1, reason: 'Moved away' });
    const another = await members.add(world.outsider, person('nadia.b@example.org'));
    const password = 'correct horse battery';
    const nadia = await accounts.ensure({ name: 'Nadia', email: 'Nadia@example.org', password });
    const stranger = await accounts.ensure({ name: 'Stranger', email: 'stranger@example.org', password });

    await me.claim(stranger);
    expect(await me.membershipsOf(stranger.id)).toEqual([]);
    const pool = world.app.get(Database).pool;
    await pool.query('UPDATE account SET email_verified = false WHERE id = $1', [nadia.id]);
    await me.claim(nadia);
    expect(await me.membershipsOf(nadia.id)).toEqual([]);
    await pool.query('UPDATE account SET email_verified = true WHERE id = $1', [nadia.id]);

    await Promise.all([me.claim(nadia), me.claim(nadia)]);
    await me.claim(nadia);
    expect(await me.membershipsOf(nadia.id)).toMatchObject([
      { partnershipId, memberId: waits.id, role: 'facilitator' },
    ]);
    expect(await viewers.viewerOf(nadia.id, partnershipId)).toMatchObject({ memberId: waits.id });
    expect(await viewers.viewerOf(nadia.id, world.outsider.partnershipId)).toBeNull();
    const valley = await members.page(world.outsider, everything);
    expect(valley.nodes).toContainEqual(expect.objectContaining({ id: another.id, hasAccount: false, version: 1 }));
    const history = await world.app
      .get(Tenancy)
      .read(world.director, (tx) =>
        tx.rows('SELECT verb, member_id FROM audit WHERE partnership_id = $1 AND item_id = $2 ORDER BY at', [
          partnershipId,
          waits.id,
        ]),
      );
    expect(history).toEqual([
      { verb: 'create', member_id: world.director.memberId },
      { verb: 'join', member_id: waits.id },
    ]);
  });

  it('shows e-mail addresses to the director alone, and finds by a part of the name', async () => {
    const seen = await members.page(world.director, { ...everything, search: 'FACIL' });
    expect(seen).toMatchObject({ totalCount: 1, nodes: [{ name: 'facilitator', email: 'facilitator@harbor.test' }] });
    const leaders = await members.page(world.member, { ...everything, role: 'partner_leader' });
    expect(new Set(leaders.nodes.map(({ role }) => role))).toEqual(new Set(['partner_leader']));
    expect(leaders.totalCount).toBe(leaders.nodes.length);
    const atSchool = { ...everything, organizationId: world.ids.school };
    const school = await members.page(world.member, atSchool);
    expect(new Set(school.nodes.map(({ organizationId }) => organizationId))).toEqual(new Set([world.ids.school]));
    expect((await members.page(world.outsider, atSchool)).totalCount).toBe(0);
    const bySomebody = await members.page(world.partnerLeader, everything);
    expect(bySomebody.nodes.every(({ email, hasAccount }) => email === null && hasAccount === null)).toBe(true);
    const first = await members.page(world.member, { ...everything, first: 3 });
    const rest = await members.page(world.member, { ...everything, after: first.pageInfo.endCursor });
    expect(first.nodes.length + rest.nodes.length).toBe(first.totalCount);
  });

  it.each(['member', 'viewer'] as const)('lets a %s leave by themselves, but not the last director', async (role) => {
    await expect(members.leave(world.director, { ...key(), reason: 'Moved' })).rejects.toMatchObject({
      extensions: { rule: 'LAST_DIRECTOR' },
    });
    const me = world.app.get(MeService, { strict: false });
    const accounts = world.app.get(AccountsService, { strict: false });
    const viewers = world.app.get(ViewerService);
    const guest = await members.add(world.director, { ...person(`${role}-leaver@valley.test`), role });
    const { id: accountId } = (await accounts.ensure({
      name: 'Leaver',
      email: `${role}-leaver@valley.test`,
      password: 'a lantern under four bridges',
    })) as { id: string };
    await me.claim({ id: accountId });
    const leaver = await viewers.viewerOf(accountId, world.director.partnershipId);
    if (!leaver) throw new Error('no member');
    const leave = { ...key(), reason: 'Moved' };
    expect(await members.leave(leaver, leave)).toBe(true);
    expect(await viewers.viewerOf(accountId, world.director.partnershipId)).toBeNull();
    expect(
      await world.inspect(`SELECT verb, reason, member_id AS by FROM audit WHERE item_id = $1 AND verb = 'leave'`, [
        guest.id,
      ]),
    ).toEqual([{ verb: 'leave', reason: 'Moved', by: guest.id }]);
    // Nobody of another partnership is touched, and who has left cannot leave again.
    await expect(members.leave(leaver, { ...key(), reason: 'Again' })).rejects.toMatchObject({
      extensions: { rule: 'RETIRED' },
    });
  });

  it('keeps a director, and refuses everybody else', async () => {
    const own = { ...key(), id: world.director.memberId, version: 1 };
    await expect(members.edit(world.director, { ...own, role: 'viewer' })).rejects.toMatchObject({
      extensions: { rule: 'LAST_DIRECTOR' },
    });
    await expect(members.retire(world.director, { ...own, ...key(), reason: 'Bye' })).rejects.toMatchObject({
      extensions: { rule: 'LAST_DIRECTOR' },
    });
    await expect(members.add(world.facilitator, person('x@example.org'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const theirs = { ...key(), id: world.member.memberId, version: 1, name: 'Renamed' };
    await expect(members.edit(world.outsider, theirs)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const edited = await members.edit(world.director, { ...theirs, organizationId: world.ids.school });
    expect(edited).toMatchObject({ name: 'Renamed', organizationName: 'School District', version: 2 });
    await expect(members.edit(world.director, { ...theirs, ...key() })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
  });

  it('adds partners and tables', async () => {
    const library = { ...key(), id: uuidv7(), name: 'Public Library', sector: 'community' as const };
    await organizations.add(world.director, library);
    const edited = { ...key(), id: library.id, version: 1, sector: 'government' as const };
    expect(await organizations.edit(world.director, edited)).toMatchObject({ sector: 'government', version: 2 });
    await expect(organizations.edit(world.outsider, { ...edited, ...key() })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(organizations.add(world.member, { ...library, ...key(), id: uuidv7() })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const found = await organizations.page(world.member, { ...everything, search: 'library' });
    expect(found.nodes).toMatchObject([{ name: 'Public Library' }]);
    const government = await organizations.page(world.member, { ...everything, sector: 'government' });
    expect(government).toMatchObject({ totalCount: 1, nodes: [{ name: 'Public Library' }] });
    await organizations.addTable(world.director, { ...key(), id: uuidv7(), name: 'Policy table' });
    expect((await organizations.tables(world.member, everything)).nodes).toMatchObject([{ name: 'Policy table' }]);
    expect((await organizations.tables(world.outsider, everything)).totalCount).toBe(0);
  });
});
