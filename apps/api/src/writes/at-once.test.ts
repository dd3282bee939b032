import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { QuickLogService } from '../features/cycles/quick-log.service.ts';
import { DriverService } from '../features/factors/driver.service.ts';
import { SeatService } from '../features/networks/seat.service.ts';
import { MemberService } from '../features/partnerships/member.service.ts';
import { ActionService } from '../features/plans/action.service.ts';
import { PlanService } from '../features/plans/plan.service.ts';

type Ending = { rule: string | undefined; code: string } | 'done';

describe.each(engines)('writes of the same moment on %s', (engine) => {
  let world: World;
  let drivers: DriverService;
  let actions: ActionService;
  beforeAll(async () => {
    world = await createWorld(engine);
    drivers = world.app.get(DriverService, { strict: false });
    actions = world.app.get(ActionService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const fresh = () => ({ ...key(), id: uuidv7() });
  const ending = (write: Promise<unknown>): Promise<Ending> =>
    write.then(
      () => 'done',
      ({ extensions }: { extensions: { code: string; rule?: string } }) => ({
        rule: extensions.rule,
        code: extensions.code,
      }),
    );
  const together = (...writes: Promise<unknown>[]): Promise<Ending[]> => Promise.all(writes.map(ending));
  const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
  const countDone = (all: Ending[]): number => all.filter((each) => each === 'done').length;
  const branch = (title: string, parentId: string | null = null, id = uuidv7()) =>
    drivers.add(world.facilitator, { ...key(), id, networkId: world.ids.network, title, parentId });

  it('answers each copy of one write the same, whatever the first one has changed by then', async () => {
    const { id, version } = await actions.add(world.facilitator, {
      ...fresh(),
      networkId: world.ids.network,
      title: 'Sent once',
    });
    const edit = { ...key(), id, version, title: 'Edited once' };
    const edits = await Promise.all(times(8, () => actions.edit(world.facilitator, edit)));
    expect(new Set(edits.map((row) => JSON.stringify(row))).size).toBe(1);
    const start = { ...key(), id, verb: 'start', note: 'Begun once' } as const;
    const starts = await Promise.all(times(8, () => actions.update(world.facilitator, start)));
    expect(starts.map((row) => row.version)).toEqual(times(8, () => version + 2));
  });

  it('gives a member one seat', async () => {
    const seats = world.app.get(SeatService, { strict: false });
    const give = () =>
      seats.give(world.director, {
        ...fresh(),
        memberId: world.bystander.memberId,
        networkId: world.ids.network,
        role: 'member',
        perspective: 'family',
        fromOn: '2026-01-01',
      });
    const all = await together(...times(10, give));
    expect(countDone(all)).toBe(1);
    expect(all.filter((each) => each !== 'done').map(({ rule }) => rule)).toEqual(times(9, () => 'SEAT_HELD_ALREADY'));
  });

  it('never makes a circle of drivers', async () => {
    for (const round of times(4, (at) => at)) {
      const [one, two] = await Promise.all([branch(`One ${round}`), branch(`Two ${round}`)]);
      const [below, alsoBelow] = await Promise.all([branch('Below', one.id), branch('Also below', two.id)]);
      const move = (id: string, parentId: string) =>
        drivers.edit(world.facilitator, { ...key(), id, version: 1, parentId });
      const all = await together(move(one.id, alsoBelow.id), move(two.id, below.id));
      expect(all.toSorted()).toEqual([{ rule: 'DRIVER_UNDER_ITSELF', code: 'REFUSED' }, 'done']);
    }
  });

  it('adds nothing to what is retired', async () => {
    for (const round of times(4, (at) => at)) {
      const top = await branch(`Top ${round}`);
      const retired = drivers.retire(world.facilitator, { ...key(), id: top.id, version: 1, reason: 'Not ours' });
      expect(countDone(await together(retired, branch('Under it', top.id)))).toBe(1);
    }
  });

  it('leaves the partnership a director', async () => {
    const members = world.app.get(MemberService, { strict: false });
    for (const round of times(4, (at) => at)) {
      const second = await members.add(world.director, {
        ...fresh(),
        name: `Second ${round}`,
        email: `second-${round}@example.test`,
        role: 'director',
      });
      const first = (
        await members.page(world.director, { search: null, role: 'director', first: 10, after: null })
      ).nodes.find(({ id }) => id === world.director.memberId);
      const stepDown = (id: string, version: number) =>
        members.edit(world.director, { ...key(), id, version, role: 'member' });
      const all = await together(stepDown(second.id, 1), stepDown(world.director.memberId, first?.version ?? 0));
      expect(all.filter((each) => each !== 'done')).toEqual([{ rule: 'LAST_DIRECTOR', code: 'REFUSED' }]);
      const [left] = await world.inspect<{ id: string; version: number }>(
        "SELECT id, version FROM member WHERE partnership_id = $1 AND role = 'director'",
        [world.director.partnershipId],
      );
      if (left?.id === world.director.memberId) continue;
      await world.inspect("UPDATE member SET role = 'director' WHERE id = $1", [world.director.memberId]);
      await world.inspect("UPDATE member SET role = 'member' WHERE id = $1", [second.id]);
    }
  });

  it('tells who is too late with a draft or a rung what stands there by then', async () => {
    const plans = world.app.get(PlanService, { strict: false });
    const all = await together(
      ...times(6, () => plans.draft(world.facilitator, { ...fresh(), networkId: world.ids.network })),
    );
    expect(all.filter((each) => each !== 'done').map(({ rule }) => rule)).toEqual(times(5, () => 'PLAN_DRAFT_EXISTS'));

    const quickLog = world.app.get(QuickLogService, { strict: false });
    const changeIdeaId = uuidv7();
    const log = (newIdeaTitle?: string) =>
      quickLog.log(world.facilitator, {
        ...fresh(),
        networkId: world.ids.network,
        changeIdeaId,
        newIdeaTitle,
        questionId: uuidv7(),
        tried: 'A call home',
        expected: 'Two of three come',
      });
    await log('Call home');
    await Promise.all(times(6, () => log()));
    const rungs = await world.inspect<{ rung: number }>(
      'SELECT rung FROM cycle WHERE change_idea_id = $1 ORDER BY rung',
      [changeIdeaId],
    );
    expect(rungs.map(({ rung }) => rung)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('lets no new row take the place of another one on the thread', async () => {
    const existing = await branch('A driver that stays what it is');
    const all = await together(
      actions.add(world.facilitator, { ...key(), id: existing.id, networkId: world.ids.network, title: 'Taken over' }),
      actions.add(world.facilitator, {
        ...key(),
        id: world.ids.network,
        networkId: world.ids.network,
        title: 'Taken over',
      }),
    );
    expect(all).toEqual(times(2, () => ({ rule: 'ID_TAKEN', code: 'REFUSED' })));
    const items = await world.inspect<{ title: string }>('SELECT title FROM item WHERE id = $1', [existing.id]);
    expect(items).toEqual([{ title: 'A driver that stays what it is' }]);
  });
});
