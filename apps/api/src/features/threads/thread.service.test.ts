import { addDays, dayIn } from '@throughline/domain/dates';
import type { LinkRelation } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Writes } from '../../writes/writes.ts';
import { Action } from '../plans/action.entity.ts';
import { FactorService } from '../factors/factor.service.ts';
import { Organization } from '../partnerships/organization.entity.ts';
import { Item } from './item.entity.ts';
import { ThreadService } from './thread.service.ts';

const today = dayIn('America/New_York', new Date());
const notFound = { extensions: { code: 'NOT_FOUND' } };

const key = () => ({ idempotencyKey: uuidv7() });

describe.each(engines)('threads on %s', (engine) => {
  let world: World;
  let threads: ThreadService;
  const ids = {
    factor: uuidv7(),
    strategy: uuidv7(),
    action: uuidv7(),
    blocked: uuidv7(),
    cycle: uuidv7(),
    practice: uuidv7(),
  };

  const put = (items: Partial<Item>[], links: [string, string, LinkRelation][]): Promise<null> =>
    world.app.get(Writes).byItself(world.director, 'put', async (tx) => {
      const usual = { kind: 'action' as const, networkId: world.ids.network, on: '2026-03-01' };
      const nothing = { title: '', state: '', dueOn: null, isOver: false, isVoid: false };
      tx.insertMany(
        Item,
        items.map((item) => ({ id: uuidv7(), ...usual, ...nothing, ...item })),
      );
      for (const [from, to, relation] of links) tx.link(from, to, relation);
      return null;
    });

  beforeAll(async () => {
    world = await createWorld(engine);
    threads = world.app.get(ThreadService, { strict: false });
    await world.app.get(Writes).byItself(world.director, 'x', async (tx) => {
      const values = { id: ids.blocked, networkId: world.ids.network, title: 'Van', state: 'blocked' as const };
      await tx.insert(Action, { ...values, blockedReason: 'Nobody may drive it.' });
      return null;
    });
    await put(
      [
        { id: ids.factor, kind: 'factor', title: 'Few seats in préscolar', state: 'gap' },
        { id: ids.strategy, kind: 'strategy', title: 'More seats', state: 'active' },
        { id: ids.action, kind: 'action', title: 'Rent a room', state: 'in_progress', dueOn: addDays(today, -3) },
        { id: ids.cycle, kind: 'cycle', title: 'One room, ten children', state: 'do' },
        { id: ids.practice, kind: 'practice', title: '100% of rooms_shared', state: 'scaling' },
      ],
      [
        [world.ids.indicator, ids.factor, 'explains'],
        [ids.factor, ids.strategy, 'answers'],
        [ids.strategy, ids.action, 'answers'],
        [ids.strategy, ids.blocked, 'answers'],
        [ids.strategy, ids.cycle, 'tests'],
        [ids.cycle, ids.practice, 'became'],
        // A circle, as two cycles that continue each other would make.
        [ids.practice, ids.strategy, 'supports'],
      ],
    );
  });
  afterAll(() => world.close());

  it('walks back to the gap and on to the practice, nearest first, also round a circle', async () => {
    const thread = await threads.thread(world.bystander, ids.cycle, 12);
    expect(thread.from.map(({ depth, item }) => `${depth} ${item.kind}`).sort()).toEqual([
      '1 strategy',
      '2 factor',
      '2 practice',
      '3 indicator',
    ]);
    expect(thread.from.map(({ depth }) => depth)).toEqual([1, 2, 2, 3]);
    expect(thread.to[0]).toMatchObject({ depth: 1, relation: 'became', nearId: ids.cycle, item: { id: ids.practice } });
    expect(thread.to.map(({ depth }) => depth)).toEqual([1, 2, 3, 3]);
    expect(thread.isCut).toBe(false);
    const near = await threads.thread(world.bystander, ids.cycle, 1);
    expect([near.from, near.to].map((steps) => steps.map(({ item }) => item.id))).toEqual([
      [ids.strategy],
      [ids.practice],
    ]);
  });

  it('says what is stuck and why, on the map in its columns', async () => {
    const map = await threads.network(world.bystander, world.ids.network);
    expect(map.columns.map(({ column, items }) => [column, items.length])).toEqual([
      ['gap', 2],
      ['factors', 1],
      ['strategies', 1],
      ['actions', 2],
      ['cycles', 1],
      ['escalations', 0],
      ['practices', 1],
      ['system_changes', 0],
    ]);
    const stuck = new Map(map.columns.flatMap(({ items }) => items.map((item) => [item.id, item.stuck])));
    expect(stuck.get(ids.action)).toEqual({ code: 'action_late', days: 3, reason: null });
    expect(stuck.get(ids.blocked)).toEqual({ code: 'action_blocked', days: null, reason: 'Nobody may drive it.' });
    expect(stuck.get(ids.cycle)).toMatchObject({ code: 'cycle_without_prediction' });
    expect(stuck.get(ids.strategy)).toBeNull();
    expect(map.links).toContainEqual({ fromId: world.ids.indicator, toId: ids.factor, relation: 'explains' });
  });

  it('shows the newest of many and says how many there are', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      id: uuidv7(),
      kind: 'factor' as const,
      title: `Factor ${at}`,
      state: 'gap',
      on: addDays('2026-04-01', at),
    }));
    await put(
      many,
      many.map(({ id }) => [world.ids.indicator, id, 'explains']),
    );
    const map = await threads.network(world.member, world.ids.network);
    const factors = map.columns.find(({ column }) => column === 'factors');
    expect(factors?.total).toBe(61);
    expect(factors?.items).toHaveLength(24);
    expect(factors?.items.map(({ title }) => title)).toContain('Factor 59');
    const thread = await threads.thread(world.member, world.ids.indicator, 1);
    expect(thread.to).toHaveLength(60);
    expect(thread.isCut).toBe(true);
  });

  it('finds items by parts of their words, without accents, and takes % and _ as they are', async () => {
    const titles = async (text: string) => (await threads.search(world.bystander, text, 20)).map(({ title }) => title);
    expect(await titles('seats pre')).toEqual(['Few seats in préscolar']);
    expect(await titles('r')).not.toEqual([]);
    expect(await titles('PRESC')).toEqual(['Few seats in préscolar']);
    expect(await titles('100%')).toEqual(['100% of rooms_shared']);
    expect(await titles('few_seats')).toEqual([]);
    expect(await titles('f%d')).toEqual([]);
    expect(await titles('s_s')).toEqual(['100% of rooms_shared']);
    expect(await titles(String.raw`\ `)).toEqual([]);
    expect(await titles('   ')).toEqual([]);
    expect((await threads.search(world.outsider, 'seats', 20)).map(({ id }) => id)).not.toContain(ids.factor);
    await expect(threads.search(world.member, 'seats', 0)).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
  });

  it('tells the history field by field, the latest first, page by page, and of things on the thread only', async () => {
    const factors = world.app.get(FactorService, { strict: false });
    const added = await factors.add(world.member, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      kind: 'gap',
      title: 'Bus',
    });
    await factors.edit(world.facilitator, { ...key(), id: added.id, version: 1, title: 'No bus' });
    // A row of another table under the same id is no part of it.
    await world.app
      .get(Writes)
      .byItself(world.member, 'addOrganization', (tx) =>
        tx.insert(Organization, { id: added.id, name: 'Under a chosen id', sector: 'health' }),
      );
    const first = await threads.history(world.bystander, added.id, 1, null);
    expect(first).toMatchObject({
      totalCount: 2,
      nodes: [
        { verb: 'edit', memberName: 'facilitator', changes: [{ field: 'title', before: 'Bus', after: 'No bus' }] },
      ],
    });
    const second = await threads.history(world.bystander, added.id, 1, first.pageInfo.endCursor);
    expect(second.nodes).toMatchObject([{ verb: 'create', memberName: 'member' }]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    await expect(threads.history(world.member, world.member.memberId, 10, null)).rejects.toMatchObject(notFound);
    await expect(threads.history(world.outsider, added.id, 10, null)).rejects.toMatchObject(notFound);
  });

  it('hides all of it from another partnership', async () => {
    await expect(threads.thread(world.outsider, ids.cycle, 3)).rejects.toMatchObject(notFound);
    await expect(threads.network(world.outsider, world.ids.network)).rejects.toMatchObject(notFound);
    await expect(threads.thread(world.member, 'no id', 3)).rejects.toMatchObject(notFound);
    await expect(threads.thread(world.member, ids.cycle, 99)).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
  });
});
