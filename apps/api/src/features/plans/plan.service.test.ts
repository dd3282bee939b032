import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { FactorService } from '../factors/factor.service.ts';
import { ActionService } from './action.service.ts';
import { PlanService } from './plan.service.ts';
import { StrategyService } from './strategy.service.ts';

describe.each(engines)('plans on %s', (engine) => {
  let world: World;
  let plans: PlanService;
  let strategies: StrategyService;
  let actions: ActionService;
  beforeAll(async () => {
    world = await createWorld(engine);
    plans = world.app.get(PlanService, { strict: false });
    strategies = world.app.get(StrategyService, { strict: false });
    actions = world.app.get(ActionService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const draft = () => plans.draft(world.facilitator, { ...key(), id: uuidv7(), networkId: world.ids.network });
  const strategyInput = (planId: string, title: string) => ({
    ...key(),
    id: uuidv7(),
    planId,
    kind: 'universal' as const,
    title,
  });
  const addAction = (strategyId: string) =>
    actions.add(world.facilitator, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      strategyId,
      title: 'Call every family',
      ownerMemberId: world.member.memberId,
      dueOn: '2026-02-01',
    });

  it('agrees a plan once somebody has something to do, and the next one takes its place', async () => {
    const first = await draft();
    await expect(draft()).rejects.toMatchObject({ extensions: { rule: 'PLAN_DRAFT_EXISTS' } });
    const agreement = { ...key(), id: first.id, version: first.version };
    await expect(plans.agree(world.facilitator, agreement)).rejects.toMatchObject({
      extensions: { rule: 'PLAN_HAS_NO_ASSIGNED_ACTION' },
    });
    const going = await strategies.add(world.facilitator, strategyInput(first.id, 'Screen earlier'));
    const ended = await strategies.add(world.facilitator, strategyInput(first.id, 'Flyers'));
    await addAction(going.id);
    const agreed = await plans.agree(world.facilitator, agreement);
    expect(agreed).toMatchObject({ state: 'agreed', number: 1 });
    const stop = { ...key(), id: ended.id, version: 1 };
    await expect(strategies.abandon(world.facilitator, { ...stop, reason: ' ' })).rejects.toMatchObject({
      extensions: { rule: 'STRATEGY_REASON_REQUIRED' },
    });
    await strategies.abandon(world.facilitator, { ...stop, ...key(), reason: 'Nobody read them' });

    const second = await draft();
    expect(await plans.ofNetwork(world.bystander, world.ids.network)).toMatchObject({
      current: { id: first.id, state: 'agreed' },
      next: { id: second.id, state: 'draft' },
      counts: { total: 1, open: 1, late: 1 },
      abilities: [],
    });
    await plans.agree(world.facilitator, { ...key(), id: second.id, version: 1 });
    const now = await plans.ofNetwork(world.facilitator, world.ids.network);
    expect(now).toMatchObject({ current: { id: second.id, number: 2 }, next: null });
    expect(now.strategies.map(({ id, planId, counts }) => [id, planId, counts.total])).toEqual([
      [going.id, second.id, 1],
    ]);
    await expect(
      plans.edit(world.facilitator, { ...key(), id: first.id, version: 3, summary: 'Late thought' }),
    ).rejects.toMatchObject({ extensions: { rule: 'PLAN_SUPERSEDED' } });
  });

  it('keeps what a strategy answers on the thread, and asks for whom a targeted one is', async () => {
    const { current } = await plans.ofNetwork(world.facilitator, world.ids.network);
    const factor = await world.app.get(FactorService, { strict: false }).add(world.member, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      kind: 'gap',
      title: 'No bus',
    });
    const input = { ...strategyInput(current?.id ?? '', 'Buses'), factorId: factor.id };
    await expect(strategies.add(world.facilitator, { ...input, kind: 'targeted' })).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { populationId: expect.any(String) } },
    });
    const added = await strategies.add(world.facilitator, input);
    expect(await strategies.add(world.facilitator, input)).toMatchObject({ id: added.id, version: 1 });
    expect(added).toMatchObject({ factorTitle: 'No bus', verbs: ['complete', 'abandon'] });
    await expect(
      strategies.edit(world.facilitator, { ...key(), id: added.id, version: 7, title: 'Vans' }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current: { title: 'Buses' } } });
    const done = await strategies.complete(world.facilitator, { ...key(), id: added.id, version: 1 });
    expect(done).toMatchObject({ state: 'done', verbs: ['reopen'] });
  });

  it('refuses who does not manage the network, and hides it from another partnership', async () => {
    const request = { ...key(), id: uuidv7(), networkId: world.ids.network };
    await expect(plans.draft(world.member, request)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(plans.draft(world.outsider, request)).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { networkId: { code: 'REFERENCE_UNKNOWN' } } },
    });
    await expect(plans.ofNetwork(world.outsider, world.ids.network)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    const { current } = await plans.ofNetwork(world.facilitator, world.ids.network);
    const input = strategyInput(current?.id ?? '', 'Theirs');
    await expect(strategies.add(world.outsider, input)).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { planId: { code: 'REFERENCE_UNKNOWN' } } },
    });
    await expect(strategies.add(world.member, input)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
  });
});
