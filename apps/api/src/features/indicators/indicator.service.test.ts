import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createGround, enterShares, type Ground } from '../../../../../test/support/evidence.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { IndicatorService } from './indicator.service.ts';
import { IndicatorWritesService } from './indicator-writes.service.ts';
import { ObservationService } from '../observations/observation.service.ts';
import { OutcomeService } from './outcome.service.ts';
import { TargetService } from './target.service.ts';

describe.each(engines)('indicators on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let indicators: IndicatorService;
  let writes: IndicatorWritesService;
  let targets: TargetService;
  let outcomes: OutcomeService;
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    indicators = world.app.get(IndicatorService, { strict: false });
    writes = world.app.get(IndicatorWritesService, { strict: false });
    targets = world.app.get(TargetService, { strict: false });
    outcomes = world.app.get(OutcomeService, { strict: false });
  });
  afterAll(() => world.close());

  const input = (name = 'Chronic absence') => ({
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    outcomeId: world.ids.outcome,
    name,
    level: 'contributing' as const,
    measureType: 'proportion' as const,
    direction: 'lower' as const,
    cadence: 'school_year' as const,
    unit: '%',
    ownerMemberId: world.dataManager.memberId,
    definition: 'Students who miss a tenth of the days or more.',
    source: 'State education agency',
    sourceUrl: 'https://example.org/absence',
  });

  it('adds an indicator once, with its first definition and its place on the thread', async () => {
    const request = input();
    await writes.add(world.dataManager, request);
    const added = await writes.add(world.dataManager, request);
    expect(added.definitions).toMatchObject([{ number: 1, source: 'State education agency', breaksOn: null }]);
    expect(added).toMatchObject({ version: 1, outcome: { name: 'Kindergarten readiness' }, owner: { isGone: false } });
    expect(added.health).toEqual([{ code: 'no_data', on: null, count: null }]);
    const rows = await world.inspect('SELECT kind, title, state FROM item WHERE id = $1', [request.id]);
    expect(rows).toEqual([{ kind: 'indicator', title: 'Chronic absence', state: 'contributing' }]);
  });

  it('edits what nobody changed meanwhile, and can leave it without an owner', async () => {
    const { id } = await writes.add(world.director, input('Attendance'));
    const edited = await writes.edit(world.director, {
      idempotencyKey: uuidv7(),
      id,
      version: 1,
      name: 'Daily attendance',
      ownerMemberId: null,
    });
    expect(edited).toMatchObject({ version: 2, name: 'Daily attendance', owner: null, level: 'contributing' });
    await expect(
      writes.edit(world.dataManager, { idempotencyKey: uuidv7(), id, version: 1, name: 'Late' }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current: { name: 'Daily attendance', version: 2 } } });
  });

  it('keeps every version of the definition, and breaks the series visibly', async () => {
    const { id } = await writes.add(world.director, input('Readiness by the new inventory'));
    const revision = {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      indicatorId: id,
      number: 1,
      definition: 'Scored by the new inventory.',
      breaksOn: '2023-07-01',
    };
    const revised = await writes.revise(world.dataManager, revision);
    expect(revised.definitions.map(({ number, breaksOn }) => [number, breaksOn])).toEqual([
      [2, '2023-07-01'],
      [1, null],
    ]);
    expect(revised.health.map(({ code }) => code)).toContain('definition_changing');
    await expect(
      writes.revise(world.director, { ...revision, idempotencyKey: uuidv7(), id: uuidv7() }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current: { number: 2 } } });
  });

  it('retires with a reason; afterwards it takes no change and leaves the list', async () => {
    const { id } = await writes.add(world.director, input('No longer published'));
    const retired = await writes.retire(world.director, {
      idempotencyKey: uuidv7(),
      id,
      version: 1,
      reason: 'The state stopped publishing it.',
    });
    expect(retired).toMatchObject({ health: [], retiredAt: expect.anything() });
    await expect(
      writes.edit(world.director, { idempotencyKey: uuidv7(), id, version: 2, name: 'Again' }),
    ).rejects.toMatchObject({ extensions: { rule: 'RETIRED' } });
    const page = await indicators.page(world.member, { outcomeId: null, networkId: null }, 200, null);
    expect(page.nodes.some((node) => node.id === id)).toBe(false);
  });

  it('sets one target for a population at a place, and takes its baseline from the series', async () => {
    const { id } = await writes.add(world.director, input('Absence with a target'));
    await enterShares(world, { indicatorId: id, placeId: ground.home, populationId: ground.everybody }, [
      [30, 120],
      [24, 120],
    ]);
    const request = {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      indicatorId: id,
      placeId: ground.home,
      populationId: ground.everybody,
      value: 12,
      dueOn: '2028-06-30',
      baselinePeriodStart: '2014-09-01',
      baselineValue: 99,
    };
    const set = await targets.set(world.dataManager, request);
    expect(set.targets).toMatchObject([{ value: 12, baselinePeriodStart: '2014-07-01', baselineValue: 25 }]);
    await expect(
      targets.set(world.dataManager, { ...request, idempotencyKey: uuidv7(), id: uuidv7() }),
    ).rejects.toMatchObject({ extensions: { code: 'REFUSED' } });
    const edited = await targets.edit(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: request.id,
      version: 1,
      value: 10,
    });
    expect(edited.targets).toMatchObject([{ value: 10, version: 2, baselineValue: 25 }]);
    await expect(
      targets.edit(world.director, { idempotencyKey: uuidv7(), id: request.id, version: 2, value: 110 }),
    ).rejects.toMatchObject({ extensions: { code: 'INVALID', fields: { value: expect.any(String) } } });
    const change = { id: request.id, version: 2, baselineValue: 40 };
    await expect(targets.edit(world.outsider, { idempotencyKey: uuidv7(), ...change })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(targets.edit(world.member, { idempotencyKey: uuidv7(), ...change })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const baselines = () => world.inspect('SELECT baseline_period_start::text AS "on", baseline_value FROM target');
    // The period has a number of its own, so that what is typed is not kept beside it.
    await targets.edit(world.dataManager, { idempotencyKey: uuidv7(), ...change });
    expect(await baselines()).toEqual([{ on: '2014-07-01', baseline_value: null }]);
    const earlier = { id: request.id, version: 3, baselinePeriodStart: '2011-10-03', baselineValue: 40 };
    await targets.edit(world.dataManager, { idempotencyKey: uuidv7(), ...earlier });
    expect(await baselines()).toEqual([{ on: '2011-07-01', baseline_value: 40 }]);
    await writes.retire(world.director, { idempotencyKey: uuidv7(), id, version: 1, reason: 'Not published.' });
    await expect(
      targets.edit(world.director, { idempotencyKey: uuidv7(), id: request.id, version: 4, value: 11 }),
    ).rejects.toMatchObject({ extensions: { rule: 'RETIRED' } });
  });

  it('lists by outcome and name with the series that stands for each, page by page', async () => {
    const { id: later } = await outcomes.add(world.director, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      name: 'Graduation',
    });
    await writes.add(world.director, { ...input('A first name of a later outcome'), outcomeId: later });
    const cell = { indicatorId: world.ids.indicator, placeId: ground.home, populationId: ground.everybody };
    await enterShares(world, cell, [
      [50, 100],
      [56, 100],
    ]);
    await enterShares(world, { ...cell, populationId: ground.group }, [[10, 100]]);
    const everything = { outcomeId: null, networkId: null };
    const whole = await indicators.page(world.member, everything, 200, null);
    const outcomesInOrder = whole.nodes.map((node) => node.outcomeName);
    expect(outcomesInOrder.at(-1)).toBe('Graduation');
    expect(whole.nodes.find((node) => node.id === world.ids.indicator)).toMatchObject({
      latest: 56,
      latestPeriod: '2015-16',
      change: 6,
      headline: { populationName: 'All students', values: [50, 56] },
    });
    const first = await indicators.page(world.member, everything, 1, null);
    const rest = await indicators.page(world.member, everything, 200, first.pageInfo.endCursor);
    expect([...first.nodes, ...rest.nodes].map((node) => node.id)).toEqual(whole.nodes.map((node) => node.id));
    const watched = await indicators.page(world.member, { outcomeId: null, networkId: world.ids.network }, 50, null);
    expect(watched.nodes.map((node) => node.id)).toEqual([world.ids.indicator]);
  });

  it('lists outcomes by their stage from cradle to career, and ends one only when nothing is under it', async () => {
    const key = () => ({ idempotencyKey: uuidv7() });
    const add = (name: string, stage: 'employment' | 'early_grade_reading') =>
      outcomes.add(world.director, { ...key(), id: uuidv7(), name, stage });
    const work = await add('Good work', 'employment');
    const reading = await add('Third graders read', 'early_grade_reading');
    const { nodes } = await outcomes.page(world.member, 200, null);
    const at = (id: string) => nodes.findIndex((one) => one.id === id);
    expect(at(reading.id)).toBeLessThan(at(work.id));
    const first = await outcomes.page(world.member, 1, null);
    const rest = await outcomes.page(world.member, 200, first.pageInfo.endCursor);
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(nodes.map(({ id }) => id));
    const moved = await outcomes.edit(world.dataManager, { ...key(), id: work.id, version: 1, stage: 'other' });
    expect(moved).toMatchObject({ stage: 'other', version: 2 });
    const { id } = await writes.add(world.director, { ...input('Earnings'), outcomeId: work.id });
    const listed = await indicators.page(world.member, { outcomeId: work.id, networkId: null }, 50, null);
    expect(listed.nodes).toMatchObject([{ outcomeStage: 'other', health: [{ code: 'no_data' }] }]);
    const retire = { id: work.id, version: 2 };
    await expect(outcomes.retire(world.director, { ...key(), ...retire })).rejects.toMatchObject({
      extensions: { rule: 'OUTCOME_IN_USE' },
    });
    await writes.retire(world.director, { ...key(), id, version: 1, reason: 'Not published.' });
    await expect(outcomes.retire(world.member, { ...key(), ...retire })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(outcomes.retire(world.outsider, { ...key(), ...retire })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(outcomes.retire(world.director, { ...key(), ...retire, version: 1 })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    await outcomes.retire(world.director, { ...key(), ...retire });
    const left = await outcomes.page(world.member, 200, null);
    expect(left.nodes.some((one) => one.id === work.id)).toBe(false);
    await expect(
      outcomes.edit(world.director, { ...key(), id: work.id, version: 3, name: 'Again' }),
    ).rejects.toMatchObject({ extensions: { rule: 'RETIRED' } });
  });

  it('judges health alike on the page and in the list, and tells readers no more of hidden numbers', async () => {
    const { id } = await writes.add(world.director, { ...input('Absence of few'), ownerMemberId: null });
    const cell = { indicatorId: id, placeId: ground.home, populationId: ground.everybody };
    await enterShares(world, cell, [
      [10, 24],
      [12, 24],
    ]);
    const page = await indicators.get(world.member, id);
    const codes = page.health.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['overdue', 'few_people', 'owner_missing', 'too_few_points']));
    const list = await indicators.page(world.member, { outcomeId: null, networkId: null }, 200, null);
    expect(list.nodes.find((one) => one.id === id)?.health).toEqual(page.health);
    expect((await indicators.get(world.dataManager, id)).health).toEqual(page.health);
    await writes.revise(world.director, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      indicatorId: id,
      number: 1,
      definition: 'Counted by the new rule.',
    });
    const revised = await indicators.get(world.member, id);
    expect(revised.health.map(({ code }) => code)).toContain('definition_new');
    const change = async () => {
      const { nodes } = await indicators.page(world.member, { outcomeId: null, networkId: null }, 200, null);
      return nodes.find((one) => one.id === id)?.change;
    };
    expect(await change()).toBeCloseTo(50 - (100 * 10) / 24, 9);
    const breaking = {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      indicatorId: id,
      number: 2,
      definition: 'Counted anew.',
    };
    await writes.revise(world.director, { ...breaking, breaksOn: '2015-07-01' });
    expect(await change()).toBeNull();
  });

  it('opens with home where it has numbers to see, else with the place that has the most', async () => {
    const { id: indicatorId } = await writes.add(world.dataManager, input('Opens somewhere'));
    const opening = async () => (await indicators.get(world.member, indicatorId)).openingPlaceId;
    expect(await opening()).toBeNull();
    const populationId = ground.everybody;
    await enterShares(world, { indicatorId, placeId: ground.home, populationId }, [[2, 4]]);
    await enterShares(world, { indicatorId, placeId: ground.elsewhere, populationId: ground.group }, [
      [30, 60],
      [31, 62],
    ]);
    expect(await opening()).toBe(ground.elsewhere);
    // What stands above the chart and in the list is told of the same series.
    const { health } = await indicators.get(world.member, indicatorId);
    expect(health).toContainEqual(expect.objectContaining({ code: 'too_few_points', count: 2 }));
    const { nodes } = await indicators.page(world.member, { outcomeId: null, networkId: null }, 200, null);
    expect(nodes.find(({ id }) => id === indicatorId)?.headline).toMatchObject({
      placeId: ground.elsewhere,
      populationId: ground.group,
      values: [50, 50],
    });
    const cell = { indicatorId, placeId: ground.home, populationId };
    const observations = world.app.get(ObservationService, { strict: false });
    const more = { idempotencyKey: uuidv7(), periodStart: '2020-07-01', numerator: 60, denominator: 120 };
    await observations.enter(world.dataManager, { ...cell, ...more });
    expect(await opening()).toBe(ground.home);
  });

  it('refuses who does not keep the data; another partnership finds nothing', async () => {
    await expect(writes.add(world.facilitator, input())).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(indicators.get(world.outsider, world.ids.indicator)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(
      writes.edit(world.outsider, { idempotencyKey: uuidv7(), id: world.ids.indicator, version: 1, name: 'Mine' }),
    ).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(writes.add(world.outsider, { ...input(), id: uuidv7(), ownerMemberId: null })).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { outcomeId: expect.any(String) } },
    });
  });

  it('answers the whole page by GraphQL', async () => {
    const query = `query ($id: Uuid!) { indicator(id: $id) { id name abilities outcome { name } owner { name } health { code on count }
      definitions { number } targets { value } places { name series } populations { name } flags { id kind on title opens opensId }
      imports { fileName observations } networks { id name } } }`;
    const answer = await world.graphql(world.member, query, { id: world.ids.indicator });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      indicator: {
        abilities: [],
        places: [{ name: 'Bridgeport', series: 2 }],
        populations: [{ name: 'All students' }, { name: 'English learners' }],
        networks: [{ id: world.ids.network }],
      },
    });
  });
});
