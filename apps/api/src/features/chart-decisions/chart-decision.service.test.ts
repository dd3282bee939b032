import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertSeries } from '../../database/series-sql.ts';
import { engines } from '../../../../../test/support/database.ts';
import { createGround, enterShares, type Ground } from '../../../../../test/support/evidence.ts';
import { messagesOf } from '../../../../../test/support/messages.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { ChangeIdeaService } from '../cycles/change-idea.service.ts';
import { CyclePlanService } from '../cycles/cycle-plan.service.ts';
import { OutcomeService } from '../indicators/outcome.service.ts';
import { headlineOf, seriesOf } from '../indicators/series.reads.ts';
import { type SeriesRow, SeriesService, toSeries } from '../indicators/series.service.ts';
import { NetworkService } from '../networks/network.service.ts';
import { ChartDecisionService } from './chart-decision.service.ts';

const shares = Array.from({ length: 12 }, (_, at): [number, number] => [at < 4 ? 40 : 60 + (at % 2), 100]);

describe.each(engines)('decisions about charts on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let decisions: ChartDecisionService;
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    decisions = world.app.get(ChartDecisionService, { strict: false });
    const indicatorId = world.ids.indicator;
    await enterShares(world, { indicatorId, placeId: ground.home, populationId: ground.everybody }, shares);
    // The last is about seven children, so that it is hidden from everybody.
    const few = [...shares.slice(0, 2), [3, 7] as const];
    await enterShares(world, { indicatorId, placeId: ground.home, populationId: ground.group }, few);
  });
  afterAll(() => world.close());

  const seriesKey = (populationId = ground.everybody) => ({
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    indicatorId: world.ids.indicator,
    placeId: ground.home,
    populationId,
  });
  const newLimits = (periodStart = '2018-09-01') => ({
    ...seriesKey(),
    periodStart,
    signal: '8 values above the median since 2018-19',
    reason: 'Every school opened a full-day kindergarten.',
    expectedToLast: true,
  });
  const exclusion = (periodStart: string, populationId = ground.everybody) => ({
    ...seriesKey(populationId),
    periodStart,
    reason: 'Half of the schools were closed by the flood.',
  });
  const standing = async (as: Viewer, populationId = ground.everybody) => {
    const series = world.app.get(SeriesService, { strict: false });
    const [found] = await series.series(as, world.ids.indicator, [ground.home], [populationId]);
    return found?.decisions.map(({ kind, periodStart, by }) => ({ kind, periodStart, by })) ?? [];
  };
  const withdraw = (as: Viewer, id: string, version: number) =>
    decisions.withdraw(as, { idempotencyKey: uuidv7(), id, version, reason: 'The cause was another.' });

  it('waits for the database twice: for what it reads, and for what it writes', async () => {
    const decide = async () => {
      const decided = await decisions.exclude(world.facilitator, exclusion('2016-09-01'));
      await world.inspect('DELETE FROM chart_decision WHERE id = $1', [decided.id]);
    };
    await decide();
    expect(await messagesOf(world, decide)).toBe(2);
  });

  it('recalculates once with its whole reason, which everybody reads with the series', async () => {
    const request = newLimits();
    const first = await decisions.recalculate(world.facilitator, request);
    const again = await decisions.recalculate(world.facilitator, request);
    expect(again.id).toBe(first.id);
    expect(first).toMatchObject({
      kind: 'recalculation',
      periodStart: '2018-07-01',
      periodLabel: '2018-19',
      signal: request.signal,
      reason: request.reason,
      decidedByName: 'facilitator',
      withdrawnAt: null,
      abilities: ['canRecalculateLimits'],
    });
    expect(await standing(world.bystander)).toEqual([
      { kind: 'recalculation', periodStart: '2018-07-01', by: 'facilitator' },
    ]);
    const page = await decisions.page(world.bystander, request, 50, null);
    expect(page).toMatchObject({ totalCount: 1, nodes: [{ id: request.id, abilities: [] }] });
  });

  it('is withdrawn with a reason, stays to be read, and can then be decided again', async () => {
    const request = exclusion('2015-07-01');
    const { id, version } = await decisions.exclude(world.dataManager, request);
    await expect(decisions.exclude(world.director, exclusion('2015-10-12'))).rejects.toMatchObject({
      extensions: { rule: 'ALREADY_DECIDED' },
    });
    const withdrawn = await withdraw(world.director, id, version);
    expect(withdrawn).toMatchObject({
      withdrawnByName: 'Director of Harbor',
      withdrawnReason: 'The cause was another.',
    });
    await expect(withdraw(world.director, id, withdrawn.version)).rejects.toMatchObject({
      extensions: { rule: 'ALREADY_WITHDRAWN' },
    });
    expect((await standing(world.member)).map(({ kind }) => kind)).not.toContain('excluded_point');
    await decisions.exclude(world.director, exclusion('2015-10-12'));
    const page = await decisions.page(world.member, request, 50, null);
    expect(page.nodes.filter(({ kind }) => kind === 'excluded_point')).toHaveLength(2);
  });

  it('answers a withdrawal of an old version with the current row', async () => {
    const { id } = await decisions.exclude(world.director, exclusion('2016-07-01'));
    await expect(withdraw(world.director, id, 7)).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { version: 1 } },
    });
  });

  it('keeps one baseline of a series', async () => {
    const freeze = (periodStart: string) =>
      decisions.freeze(world.director, { ...seriesKey(), periodStart, reason: 'Before the change.' });
    await expect(freeze('2015-07-01')).rejects.toMatchObject({ extensions: { rule: 'TOO_FEW_POINTS' } });
    expect(await freeze('2021-07-01')).toMatchObject({ kind: 'frozen_baseline', periodStart: '2021-07-01' });
    await expect(freeze('2022-07-01')).rejects.toMatchObject({ extensions: { rule: 'BASELINE_FROZEN' } });
  });

  it.each([
    ['for what is not expected to last', { periodStart: '2017-07-01', expectedToLast: false }, 'NOT_EXPECTED_TO_LAST'],
    ['from too few points', { periodStart: '2023-07-01' }, 'TOO_FEW_POINTS'],
    ['where the series begins', { periodStart: '2014-07-01' }, 'NOTHING_BEFORE'],
  ])('does not recalculate %s', async (_why, change, rule) => {
    await expect(decisions.recalculate(world.director, { ...newLimits(), ...change })).rejects.toMatchObject({
      extensions: { code: 'REFUSED', rule },
    });
  });

  it('says what is missing of the reason', async () => {
    const request = { ...newLimits(), signal: ' ', reason: '' };
    await expect(decisions.recalculate(world.director, request)).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { signal: expect.any(String), reason: expect.any(String) } },
    });
  });

  it('leaves out only what the chart shows: a hidden value and a missing one are refused alike', async () => {
    const refused = { extensions: { rule: 'NO_SHOWN_VALUE' } };
    await expect(decisions.exclude(world.dataManager, exclusion('2016-07-01', ground.group))).rejects.toMatchObject(
      refused,
    );
    await expect(decisions.exclude(world.dataManager, exclusion('2020-07-01', ground.group))).rejects.toMatchObject(
      refused,
    );
  });

  it('refuses who neither keeps data nor facilitates a network on it, and hides it from another partnership', async () => {
    await expect(decisions.recalculate(world.member, newLimits())).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(decisions.exclude(world.bystander, exclusion('2019-07-01'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(decisions.recalculate(world.outsider, newLimits())).rejects.toMatchObject({
      extensions: {
        code: 'INVALID',
        fields: { indicatorId: expect.any(String), placeId: expect.any(String), populationId: expect.any(String) },
      },
    });
    const [standing] = (await decisions.page(world.director, seriesKey(), 1, null)).nodes;
    if (!standing) throw new Error('the decision of the tests before is there');
    const { id, version } = standing;
    await expect(withdraw(world.outsider, id, version)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(withdraw(world.member, id, version)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    expect(await decisions.page(world.outsider, seriesKey(), 50, null)).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it('lets who facilitates a network on the indicator decide, whatever their role', async () => {
    const seated: Viewer = {
      ...world.member,
      seats: [{ networkId: world.ids.network, tableId: null, role: 'facilitator' }],
    };
    expect(await decisions.exclude(seated, exclusion('2020-07-01'))).toMatchObject({ decidedByName: 'member' });
    const elsewhere: Viewer = {
      ...seated,
      seats: [{ networkId: world.ids.outsideNetwork, tableId: null, role: 'facilitator' }],
    };
    await expect(decisions.exclude(elsewhere, exclusion('2021-07-01'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
  });

  it('lets nobody steer a chart by pointing a network of another outcome at its indicator', async () => {
    const key = () => ({ idempotencyKey: uuidv7() });
    const outcomes = world.app.get(OutcomeService, { strict: false });
    const networks = world.app.get(NetworkService, { strict: false });
    const outcome = await outcomes.add(world.director, { ...key(), id: uuidv7(), name: 'Graduation' });
    const { id, version } = await networks.create(world.director, {
      ...key(),
      id: uuidv7(),
      name: 'Graduates',
      outcomeId: outcome.id,
    });
    const seated: Viewer = { ...world.member, seats: [{ networkId: id, tableId: null, role: 'facilitator' }] };
    const { indicator: indicatorId } = world.ids;
    const refused = { extensions: { rule: 'NOT_ALLOWED' } };
    await networks.edit(seated, { ...key(), id, version, indicatorId });
    await expect(decisions.exclude(seated, exclusion('2021-07-01'))).rejects.toMatchObject(refused);
    // Nor by a test on it, nor by a workgroup that is formed for the indicator's outcome.
    const changeIdeaId = uuidv7();
    const idea = { ...key(), id: changeIdeaId, networkId: id, title: 'Text families' };
    await world.app.get(ChangeIdeaService, { strict: false }).add(seated, idea);
    const test = { ...key(), id: uuidv7(), changeIdeaId, title: 'Ten families', indicatorId };
    await world.app.get(CyclePlanService, { strict: false }).plan(seated, test);
    await expect(decisions.exclude(seated, exclusion('2021-07-01'))).rejects.toMatchObject(refused);
    await expect(decisions.freeze(seated, exclusion('2021-07-01'))).rejects.toMatchObject(refused);
    await expect(decisions.recalculate(seated, newLimits('2021-07-01'))).rejects.toMatchObject(refused);
    const [standing] = (await decisions.page(seated, seriesKey(), 1, null)).nodes;
    expect(standing?.abilities).toEqual([]);
    await expect(withdraw(seated, standing?.id ?? '', standing?.version ?? 0)).rejects.toMatchObject(refused);
    const workgroup = {
      ...key(),
      id: uuidv7(),
      name: 'Readers',
      outcomeId: world.ids.outcome,
      parentId: id,
      indicatorId,
    };
    await expect(networks.create(seated, workgroup)).rejects.toMatchObject({
      extensions: { fields: { outcomeId: expect.any(String) } },
    });
    await expect(networks.create(seated, { ...workgroup, ...key(), parentId: null })).rejects.toMatchObject(refused);
  });

  it('stands in the history of the indicator, with its reason', async () => {
    const rows = await world.inspect<{ verb: string; reason: string }>(
      "SELECT verb, reason FROM audit WHERE item_id = $1 AND verb = 'recalculate_limits'",
      [world.ids.indicator],
    );
    expect(rows).toEqual([{ verb: 'recalculate_limits', reason: 'Every school opened a full-day kindergarten.' }]);
  });

  it('is told alike by every page that draws the series, each with how much of it there is', async () => {
    const { id, version } = await decisions.exclude(world.dataManager, exclusion('2019-07-01'));
    const ideas = world.app.get(ChangeIdeaService, { strict: false });
    const plans = world.app.get(CyclePlanService, { strict: false });
    const changeIdeaId = uuidv7();
    const { network: networkId, indicator: indicatorId } = world.ids;
    await ideas.add(world.member, { idempotencyKey: uuidv7(), id: changeIdeaId, networkId, title: 'Text families' });
    const cycleId = uuidv7();
    await plans.plan(world.member, {
      idempotencyKey: uuidv7(),
      id: cycleId,
      changeIdeaId,
      title: 'Ten families',
      indicatorId,
    });
    await world.inspect('UPDATE network SET indicator_id = $1 WHERE id = $2', [indicatorId, networkId]);
    const query = `
      query ($cycle: Uuid!, $network: Uuid!, $indicator: Uuid!) {
        cycle(id: $cycle) { measure { series { ...One } } }
        networkPage(id: $network) { series { series { ...One } } }
        partnershipPage { outcomes { indicators { series { ...One } } } }
        indicators(first: 5) { nodes { headline { ...One } } }
        series(indicatorId: $indicator) { ...One }
      }
      fragment One on Series { id totalPeriods firstStart values decisions { id kind by } breaks { on } }`;
    type One = { id: string; decisions: { id: string }[] };
    type Answer = {
      cycle: { measure: { series: One } };
      networkPage: { series: { series: One }[] };
      partnershipPage: { outcomes: { indicators: { series: One }[] }[] };
      indicators: { nodes: { headline: One }[] };
      series: One[];
    };
    const keys = { cycle: cycleId, network: networkId, indicator: indicatorId };
    const { data, errors } = await world.graphql<Answer>(world.bystander, query, keys);
    expect(errors).toBeUndefined();
    const whole = data?.series[0];
    expect(whole).toMatchObject({ totalPeriods: 12, firstStart: '2014-07-01' });
    expect(whole?.decisions.map((decision) => decision.id)).toContain(id);
    expect(data?.cycle.measure.series).toEqual(whole);
    expect(data?.networkPage.series.map(({ series }) => series)).toContainEqual(whole);
    expect(data?.partnershipPage.outcomes[0]?.indicators[0]?.series).toEqual(whole);
    expect(data?.indicators.nodes[0]?.headline).toEqual(whole);
    const theirs = await world.graphql(world.outsider, query, keys);
    expect(theirs.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    await withdraw(world.dataManager, id, version);
  });

  it('has the latest periods and counts the whole where a page cuts a series', async () => {
    const tenancy = world.app.get(Tenancy, { strict: false });
    const statement = `SELECT ${seriesOf('h', { cadence: `'school_year'`, periods: 3 })} AS series FROM ${headlineOf('$2::uuid')} h`;
    const read = (as: Viewer) =>
      tenancy.readOne<{ series: SeriesRow }>(as, statement, [as.partnershipId, world.ids.indicator]);
    const cut = toSeries((await read(world.member))!.series);
    expect(cut).toMatchObject({
      id: `${world.ids.indicator}:${ground.home}:${ground.everybody}:3`,
      totalPeriods: 12,
      firstStart: '2014-07-01',
      labels: ['2023-24', '2024-25', '2025-26'],
    });
    expect(cut.values).toHaveLength(3);
    expect(await read(world.outsider)).toBeNull();
  });

  it('reads all of a series, however long, where nothing is cut', async () => {
    const key = [world.ids.indicator, ground.elsewhere, ground.everybody];
    const disclosure = world.app.get(DisclosureService, { strict: false });
    const first = '1900-01-01';
    await world.app.get(Writes).byItself(world.director, 'long', async (tx) => {
      const starts = await tx.rows<{ day: string }>(
        `WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid')})
         INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator)
         SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, d::date, d::date, 'reported', CASE at WHEN 1 THEN 20 ELSE 50 END, CASE at WHEN 1 THEN 200 ELSE 500 END, 1000
         FROM generate_series($5::date, $5::date + interval '1099 months', interval '1 month') WITH ORDINALITY AS g (d, at)
         RETURNING to_char(period_start, 'YYYY-MM-DD') AS day`,
        [tx.partnershipId, ...key, first],
      );
      disclosure.undecide(tx, { indicatorId: world.ids.indicator, periods: starts.map(({ day }) => day) });
      return null;
    });
    await disclosure.decideWaiting(world.director.partnershipId, [world.ids.indicator]);
    const series = world.app.get(SeriesService, { strict: false });
    const [long] = await series.series(world.member, world.ids.indicator, [ground.elsewhere], null);
    expect(long).toMatchObject({ id: key.join(':'), totalPeriods: 1100, firstStart: first });
    expect(long?.starts).toHaveLength(1100);
    expect(long?.values.indexOf(Math.min(...long.values.map((value) => value ?? 100)))).toBe(0);
  });
});
