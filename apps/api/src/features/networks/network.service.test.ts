import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { OutcomeService } from '../indicators/outcome.service.ts';
import { NetworkService } from './network.service.ts';
import { MemberService } from '../partnerships/member.service.ts';
import { OrganizationService } from '../partnerships/organization.service.ts';
import { SeatService } from './seat.service.ts';

describe.each(engines)('networks and seats on %s', (engine) => {
  let world: World;
  let networks: NetworkService;
  let seats: SeatService;
  beforeAll(async () => {
    world = await createWorld(engine);
    networks = world.app.get(NetworkService, { strict: false });
    seats = world.app.get(SeatService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const input = (name: string) => ({ ...key(), id: uuidv7(), name, outcomeId: world.ids.outcome });
  const all = { includeRetired: false, first: 50, after: null };

  it('forms a network once, activates, pauses with a reason, and retires it', async () => {
    const request = input('Third grade readers');
    const created = await networks.create(world.director, request);
    expect(await networks.create(world.director, request)).toMatchObject({ id: created.id, state: 'forming' });
    const active = await networks.activate(world.director, { ...key(), id: created.id, version: 1 });
    expect(active).toMatchObject({ state: 'active', outcomeName: 'Kindergarten readiness' });
    await expect(
      networks.pause(world.director, { ...key(), id: created.id, version: 2, reason: ' ' }),
    ).rejects.toMatchObject({ extensions: { rule: 'NETWORK_REASON_REQUIRED' } });
    await expect(networks.resume(world.director, { ...key(), id: created.id, version: 2 })).rejects.toMatchObject({
      extensions: { rule: 'NETWORK_NOT_PAUSED' },
    });
    await networks.retire(world.director, { ...key(), id: created.id, version: 2, reason: 'Merged' });
    await expect(
      networks.edit(world.director, { ...key(), id: created.id, version: 3, purpose: 'Rewritten' }),
    ).rejects.toMatchObject({ extensions: { rule: 'RETIRED' } });
    const page = await networks.page(world.member, all);
    expect(page.nodes.some(({ id }) => id === created.id)).toBe(false);
    const withRetired = await networks.page(world.member, { ...all, includeRetired: true });
    expect(withRetired.totalCount).toBe(page.totalCount + 1);
  });

  it('pages by name without leaving one out', async () => {
    for (const name of ['Beta', 'Alpha', 'Gamma']) await networks.create(world.facilitator, input(name));
    const first = await networks.page(world.member, { ...all, first: 2 });
    const rest = await networks.page(world.member, { ...all, after: first.pageInfo.endCursor });
    const names = [...first.nodes, ...rest.nodes].map(({ name }) => name);
    expect(names).toHaveLength(first.totalCount);
    expect(names.slice(0, 2)).toEqual(['Alpha', 'Beta']);
  });

  it('answers an edit of an old version with the current row', async () => {
    const { id } = await networks.create(world.director, input('Families first'));
    await networks.edit(world.director, { ...key(), id, version: 1, purpose: 'With families' });
    await expect(
      networks.edit(world.facilitator, { ...key(), id, version: 1, purpose: 'For families' }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current: { purpose: 'With families' } } });
  });

  it('asks for a network who may form one, and for a workgroup who manages its network', async () => {
    const seated = {
      ...world.bystander,
      seats: [{ networkId: world.ids.network, tableId: null, role: 'chair' as const }],
    };
    await expect(networks.create(seated, input('By a chair'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const below = { ...input('Bus group'), parentId: world.ids.network };
    expect(await networks.create(seated, below)).toMatchObject({ parentId: world.ids.network });
    await expect(networks.create(world.bystander, { ...below, ...key(), id: uuidv7() })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const outcomes = world.app.get(OutcomeService, { strict: false });
    const other = await outcomes.add(world.director, { ...key(), id: uuidv7(), name: 'Another outcome' });
    await expect(
      networks.create(seated, { ...below, ...key(), id: uuidv7(), outcomeId: other.id }),
    ).rejects.toMatchObject({ extensions: { code: 'INVALID', fields: { outcomeId: expect.any(String) } } });
  });

  it('refuses who may not, and hides everything from another partnership', async () => {
    await expect(networks.create(world.member, input('Mine'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(networks.create(world.outsider, input('Theirs'))).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { outcomeId: expect.any(String) } },
    });
    const edit = { ...key(), id: world.ids.network, version: 1, name: 'Taken over' };
    await expect(networks.edit(world.outsider, edit)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(networks.edit(world.member, edit)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    const theirs = await networks.page(world.outsider, all);
    expect(theirs.nodes.some(({ id }) => id === world.ids.network)).toBe(false);
  });

  it('gives, changes and ends a seat, and shows the empty chairs', async () => {
    const place = { networkId: world.ids.network, tableId: null };
    const list = { includeEnded: false, first: 100, after: null };
    const before = await seats.seating(world.member, place, list);
    expect(before.emptyPerspectives).toContain('leader');
    expect(before.emptySectors).toContain('k12');
    const give = {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      memberId: world.partnerLeader.memberId,
      role: 'sponsor' as const,
      perspective: 'leader' as const,
      fromOn: '2026-02-01',
    };
    const given = await seats.give(world.facilitator, give);
    expect(given).toMatchObject({ sector: 'k12', organizationName: 'School District', fromOn: '2026-02-01' });
    expect((await seats.give(world.facilitator, give)).id).toBe(given.id);
    await expect(seats.give(world.facilitator, { ...give, ...key(), id: uuidv7() })).rejects.toMatchObject({
      extensions: { rule: 'SEAT_HELD_ALREADY' },
    });
    const during = await seats.seating(world.member, place, list);
    expect(during.totalCount).toBe(before.totalCount + 1);
    expect(during.emptySectors).not.toContain('k12');
    const viewers = world.app.get(ViewerService);
    const leader = await viewers.viewerOf(world.partnerLeader.accountId, world.partnerLeader.partnershipId);
    expect(leader?.seats).toContainEqual({ networkId: world.ids.network, tableId: null, role: 'sponsor' });

    await seats.edit(world.facilitator, { ...key(), id: given.id, version: 1, responsibilities: 'Opens doors' });
    await expect(
      seats.end(world.facilitator, { ...key(), id: given.id, version: 2, untilOn: '2026-01-01' }),
    ).rejects.toMatchObject({ extensions: { fields: { untilOn: expect.any(String) } } });
    await expect(
      seats.end(world.facilitator, { ...key(), id: given.id, version: 1, untilOn: '2026-03-01' }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    await seats.end(world.facilitator, { ...key(), id: given.id, version: 2, untilOn: '2026-03-01' });
    const after = await seats.seating(world.member, place, list);
    expect(after.emptySectors).toEqual(before.emptySectors);
  });

  it('refuses a seat by who does not manage the network, of nowhere, and in another partnership', async () => {
    const give = {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      memberId: world.bystander.memberId,
      role: 'member' as const,
      perspective: 'resident' as const,
      fromOn: '2026-02-01',
    };
    await expect(seats.give(world.member, give)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(seats.give(world.outsider, give)).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { networkId: expect.any(String), memberId: expect.any(String) } },
    });
    await expect(seats.give(world.director, { ...give, networkId: null })).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
    const outside = { ...give, networkId: world.ids.outsideNetwork };
    await expect(seats.give(world.director, outside)).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { networkId: expect.any(String) } },
    });
    await expect(
      seats.seating(world.outsider, { networkId: world.ids.network, tableId: null }, { ...all, includeEnded: false }),
    ).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  it('leaves the seats of a leadership table to the director, and gives none to who has left', async () => {
    const organizations = world.app.get(OrganizationService, { strict: false });
    const members = world.app.get(MemberService, { strict: false });
    const table = await organizations.addTable(world.director, { ...key(), id: uuidv7(), name: 'Data table' });
    const guest = { name: 'Guest', email: 'guest@harbor.test', role: 'member' as const };
    const { id: memberId } = await members.add(world.director, { ...key(), id: uuidv7(), ...guest });
    const give = {
      ...key(),
      id: uuidv7(),
      tableId: table.id,
      memberId,
      role: 'chair' as const,
      perspective: 'leader' as const,
      fromOn: '2026-02-01',
    };
    await expect(seats.give(world.facilitator, give)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    const { id } = await seats.give(world.director, give);
    const edit = { ...key(), id, version: 1, responsibilities: 'Keeps the agenda' };
    await expect(seats.edit(world.facilitator, edit)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(seats.edit(world.outsider, edit)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await seats.edit(world.director, edit)).toMatchObject({ version: 2, abilities: ['canManageTables'] });
    await members.retire(world.director, { ...key(), id: memberId, version: 1, reason: 'Moved away' });
    const ended = await seats.seating(
      world.member,
      { networkId: null, tableId: table.id },
      { first: 10, after: null, includeEnded: true },
    );
    expect(ended).toMatchObject({ totalCount: 1, nodes: [{ id, untilOn: expect.any(String), version: 3 }] });
    await expect(seats.give(world.director, { ...give, ...key(), id: uuidv7() })).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { memberId: expect.stringMatching(/retired/) } },
    });
  });
});
