import { v7 as uuidv7 } from 'uuid';
import type { Viewer } from '@throughline/domain/viewer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../test/support/database.ts';
import { createGround, enterShares, type Ground } from '../../../../test/support/evidence.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { IndicatorService } from '../features/indicators/indicator.service.ts';
import { IndicatorWritesService } from '../features/indicators/indicator-writes.service.ts';
import { HiddenService } from './hidden.service.ts';
import { TargetService } from '../features/indicators/target.service.ts';
import { ObservationService } from '../features/observations/observation.service.ts';
import { SeriesService } from '../features/indicators/series.service.ts';
import { PartnershipService } from '../features/partnerships/partnership.service.ts';

/** The numbers of the one small group: found nowhere else in the world, so that a text search finds every leak. */
const secret = { numerator: 6.0625, denominator: 8.3125, value: 72.932330827 };
const traces = ['6.0625', '8.3125', '72.93'];
const leaks = (answer: unknown): string[] => traces.filter((trace) => JSON.stringify(answer).includes(trace));

describe.each(bothEngines)('the disclosure gate on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let cell: { indicatorId: string; placeId: string; populationId: string };
  let screened: [string, Viewer][];
  let cleared: [string, Viewer][];
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    cell = { indicatorId: world.ids.indicator, placeId: ground.home, populationId: ground.group };
    await enterShares(world, { ...cell, populationId: ground.everybody }, [
      [60, 100],
      [66, 100],
    ]);
    await enterShares(world, cell, [
      [30, 50],
      [24, 48],
    ]);
    const observations = world.app.get(ObservationService, { strict: false });
    await observations.enter(world.dataManager, {
      idempotencyKey: uuidv7(),
      ...cell,
      periodStart: '2017-07-01',
      numerator: secret.numerator,
      denominator: secret.denominator,
    });
    screened = [
      ['facilitator', world.facilitator],
      ['member', world.member],
      ['partner leader', world.partnerLeader],
      ['member without a seat', world.bystander],
    ];
    cleared = [
      ['data manager', world.dataManager],
      ['director', world.director],
    ];
  });
  afterAll(() => world.close());

  const seriesOf = async (viewer: Viewer) => {
    const [series] = await world.app
      .get(SeriesService, { strict: false })
      .series(viewer, cell.indicatorId, [cell.placeId], [cell.populationId]);
    return series;
  };
  const setMinimum = async (viewer: Viewer, minimumCell: number): Promise<void> => {
    const partnerships = world.app.get(PartnershipService, { strict: false });
    const { version } = await partnerships.get(viewer);
    await partnerships.edit(viewer, { idempotencyKey: uuidv7(), id: viewer.partnershipId, version, minimumCell });
  };
  const hiddenNow = async (): Promise<number> => {
    const rows = await world.inspect<{ hidden: number }>(
      'SELECT count(*) FILTER (WHERE hidden) AS hidden FROM observation',
    );
    return Number(rows[0]?.hidden);
  };

  it('hides a value about 1 to minimum−1 people from everybody but those who keep the data', async () => {
    for (const [name, viewer] of screened) {
      const series = await seriesOf(viewer);
      expect({ name, ...series }).toMatchObject({
        name,
        hidden: [false, false, true],
        values: [60, 50, null],
        numerators: [30, 24, null],
        denominators: [50, 48, null],
        truth: null,
      });
    }
    for (const [name, viewer] of cleared) {
      const series = await seriesOf(viewer);
      expect({ name, ...series }).toMatchObject({ name, hidden: [false, false, true], values: [60, 50, null] });
      expect(series?.truth?.values[2]).toBeCloseTo(secret.value, 6);
      expect(series?.truth?.reasons).toEqual([null, null, 'few_people']);
    }
  });

  it('lets no trace of it out on any path', async () => {
    const targets = world.app.get(TargetService, { strict: false });
    await targets.set(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      ...cell,
      value: 80,
      dueOn: '2030-06-30',
      baselinePeriodStart: '2017-07-01',
      baselineValue: secret.value,
    });
    const all = { id: world.ids.indicator, network: world.ids.network };
    const paths = [
      'query ($id: Uuid!) { history(itemId: $id, first: 100) { nodes { verb reason changes { field before after } } } }',
      'query ($id: Uuid!) { series(indicatorId: $id) { id values numerators denominators lowers uppers statuses hidden truth { values numerators denominators lowers uppers reasons } } }',
      'query ($id: Uuid!) { indicator(id: $id) { targets { baselineValue value } health { code on count } populations { name } } }',
      'query { indicators { nodes { latest change headline { values denominators } } } }',
      'query ($network: Uuid!) { indicators(networkId: $network) { nodes { latest change headline { values } } } }',
      'query { search(text: "72.9", first: 12) { title } }',
      'query ($network: Uuid!) { networkPage(id: $network) { series { isAim series { indicatorId values denominators } } } }',
    ];
    for (const [name, viewer] of screened) {
      for (const query of paths) {
        const answer = await world.graphql(
          viewer,
          query,
          query.includes('$id') ? { id: all.id } : query.includes('$network') ? { network: all.network } : {},
        );
        expect({ name, query, errors: answer.errors, leaks: leaks(answer) }).toEqual({
          name,
          query,
          errors: undefined,
          leaks: [],
        });
      }
    }
    const asManager = await world.graphql(world.dataManager, paths[1] ?? '', { id: all.id });
    expect(leaks(asManager)).toEqual(traces);
    for (const path of paths.slice(2)) {
      // What is drawn and derived is the same for everybody.
      const variables = path.includes('$id')
        ? { id: all.id }
        : path.includes('$network')
          ? { network: all.network }
          : {};
      expect(leaks(await world.graphql(world.director, path, variables))).toEqual([]);
    }
  });

  it('keeps numbers out of the history, the event stream, the thread and kept answers', async () => {
    for (const table of ['audit', 'outbox', 'item', 'idempotency', 'target']) {
      const rows = await world.inspect(`SELECT to_jsonb(t)::text AS row FROM ${table} t`);
      expect({ table, empty: rows.length === 0, leaks: leaks(rows) }).toEqual({ table, empty: false, leaks: [] });
    }
  });

  it('keeps numbers out of refusals', async () => {
    const observations = world.app.get(ObservationService, { strict: false });
    const again = { ...cell, periodStart: '2017-07-01', numerator: 1, denominator: 100 };
    const attempts = [
      observations.enter(world.member, { idempotencyKey: uuidv7(), ...again }),
      observations.enter(world.director, { idempotencyKey: uuidv7(), ...again }),
      observations.correct(world.facilitator, { idempotencyKey: uuidv7(), ...again, version: 9, reason: 'x' }),
    ];
    for (const attempt of await Promise.allSettled(attempts)) {
      expect(attempt.status).toBe('rejected');
      const reason = attempt.status === 'rejected' ? attempt.reason : null;
      expect(leaks([reason.message, reason.extensions])).toEqual([]);
    }
  });

  it('derives latest and change from open numbers alone, the same for everybody', async () => {
    const indicators = world.app.get(IndicatorService, { strict: false });
    const observations = world.app.get(ObservationService, { strict: false });
    const hiddenLast = {
      ...cell,
      populationId: ground.everybody,
      periodStart: '2020-07-01',
      numerator: 1,
      denominator: 4,
    };
    await observations.enter(world.dataManager, { idempotencyKey: uuidv7(), ...hiddenLast });
    for (const [, viewer] of [...screened, ...cleared]) {
      const page = await indicators.page(viewer, { outcomeId: null, networkId: null }, 50, null);
      expect(page.nodes[0]).toMatchObject({ latest: 66, latestPeriod: '2015-16', change: 6 });
    }
  });

  it('decides again when the minimum changes, and hides a share of nobody knows how many', async () => {
    const observations = world.app.get(ObservationService, { strict: false });
    await observations.enter(world.dataManager, {
      idempotencyKey: uuidv7(),
      ...cell,
      periodStart: '2021-07-01',
      value: 44,
    });
    await setMinimum(world.director, 30);
    // Of 50 children 20 do not count, and of 48 only 24 do.
    expect((await seriesOf(world.member))?.hidden).toEqual([true, true, true, true]);
    await setMinimum(world.director, 10);
    expect((await seriesOf(world.member))?.hidden).toEqual([false, false, true, true]);
  });

  it('shows it once the data manager says why the groups are large, and keeps the reason', async () => {
    const writes = world.app.get(IndicatorWritesService, { strict: false });
    const indicators = world.app.get(IndicatorService, { strict: false });
    const reason = 'Whole districts of more than 3,000 children each.';
    const say = async (viewer: Viewer, largeGroupsReason: string | null, idempotencyKey = uuidv7()) => {
      const { id, version } = await indicators.get(world.dataManager, cell.indicatorId);
      return writes.edit(viewer, { idempotencyKey, id, version, largeGroupsReason });
    };
    for (const [, viewer] of screened)
      await expect(say(viewer, reason)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(say(world.outsider, reason)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(say(world.dataManager, '\u200b ')).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    const stale = { idempotencyKey: uuidv7(), id: cell.indicatorId, version: 0, largeGroupsReason: reason };
    await expect(writes.edit(world.dataManager, stale)).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect((await seriesOf(world.member))?.hidden.at(-1)).toBe(true);

    const key = uuidv7();
    const { version } = await say(world.dataManager, reason, key);
    const again = { idempotencyKey: key, id: cell.indicatorId, version: version - 1, largeGroupsReason: reason };
    expect((await writes.edit(world.dataManager, again)).version).toBe(version);
    const shown = await seriesOf(world.member);
    expect([shown?.hidden.at(-1), shown?.values.at(-1)]).toEqual([false, 44]);
    const hidden = world.app.get(HiddenService, { strict: false });
    const overview = await hidden.disclosure(world.dataManager, cell.indicatorId);
    expect(overview).toMatchObject({ largeGroupsReason: reason, shownWithoutPeople: 1 });
    const history = await world.inspect('SELECT * FROM audit WHERE item_id = $1', [cell.indicatorId]);
    expect(JSON.stringify(history)).toContain(reason);

    await say(world.dataManager, null);
    expect((await seriesOf(world.member))?.hidden.at(-1)).toBe(true);
    expect(await hidden.disclosure(world.dataManager, cell.indicatorId)).toMatchObject({ largeGroupsReason: null });
  });

  it('decides for one partnership at a time', async () => {
    const before = await hiddenNow();
    await setMinimum(world.outsider, 30);
    expect(await hiddenNow()).toBe(before);
    expect(before).toBeGreaterThan(0);
  });
});
