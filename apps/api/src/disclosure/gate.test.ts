import { setTimeout as sleep } from 'node:timers/promises';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { insertSeries } from '../database/series-sql.ts';
import { engines } from '../../../../test/support/database.ts';
import { ImportSteps, readinessHeader } from '../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { IndicatorWritesService } from '../features/indicators/indicator-writes.service.ts';
import { ObservationService } from '../features/observations/observation.service.ts';
import { SeriesService } from '../features/indicators/series.service.ts';
import { PartnershipService } from '../features/partnerships/partnership.service.ts';
import { Place } from '../features/places/place.entity.ts';
import { Population } from '../features/populations/population.entity.ts';
import { Writes } from '../writes/writes.ts';
import { Decider } from './decider.ts';
import { DisclosureService } from './disclosure.service.ts';
import { HiddenService } from './hidden.service.ts';

const kinds = ['district', 'school', 'school'] as const;
const names = ['all', 'a', 'b', 'c', 'girls', 'boys', 'aGirls', 'aBoys'] as const;
type Name = (typeof names)[number];
type Shares = Partial<Record<Name, readonly [x: number, n: number]>>;

describe.each(engines)('what the engine decides for the gate on %s', (engine) => {
  let world: World;
  const places = ['', '', ''].map(() => uuidv7()) as [district: string, east: string, west: string];
  const populations = Object.fromEntries(names.map((name) => [name, uuidv7()])) as Record<Name, string>;
  const [district, east, west] = places;
  let disclosure: DisclosureService;
  let indicatorId: string;

  beforeAll(async () => {
    world = await createWorld(engine);
    indicatorId = world.ids.indicator;
    disclosure = world.app.get(DisclosureService, { strict: false });
    const race = (group: string) => ({ dimension: 'race', group });
    const sex = (group: string) => ({ dimension: 'sex', group });
    const crossing = (group: string) => ({ ...race('a'), crossedDimension: 'sex', crossedGroup: group });
    const sides: Record<Name, object> = {
      all: {},
      a: race('a'),
      b: race('b'),
      c: race('c'),
      girls: sex('girls'),
      boys: sex('boys'),
      aGirls: crossing('girls'),
      aBoys: crossing('boys'),
    };
    await world.app.get(Writes).byItself(world.director, 'ground', async (tx) => {
      await tx.insert(Place, { id: district, name: 'Harbor District', kind: kinds[0], isHome: true });
      for (const id of [east, west])
        void tx.insert(Place, { id, name: id === east ? 'East' : 'West', kind: 'school', parentId: district });
      for (const [position, name] of names.entries())
        void tx.insert(Population, { id: populations[name], name, position, ...sides[name] });
      return null;
    });
  });
  afterAll(() => world.close());

  const enter = async (place: string, period: string, shares: Shares, indicator = indicatorId): Promise<void> => {
    const observations = world.app.get(ObservationService, { strict: false });
    for (const [name, [numerator, denominator]] of Object.entries(shares))
      await observations.enter(world.dataManager, {
        idempotencyKey: uuidv7(),
        indicatorId: indicator,
        placeId: place,
        populationId: populations[name as Name],
        periodStart: period,
        numerator,
        denominator,
      });
  };
  /** All of a period in one write, as an import brings it. */
  const bring = async (period: string, byPlace: Record<string, Shares>): Promise<void> => {
    const rows = Object.entries(byPlace).flatMap(([place, shares]) =>
      Object.entries(shares).map(([name, [x, n]]) => ({ place, population: populations[name as Name], x, n })),
    );
    await world.app.get(Writes).byItself(world.director, 'bring', async (tx) => {
      disclosure.undecide(tx, { indicatorId, periods: [period] });
      await tx.rows(
        `WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, r.place, r.population FROM jsonb_to_recordset($4::jsonb) AS r (place uuid, population uuid)')})
         INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator)
         SELECT $1::uuid, $2::uuid, r.place, r.population, $3::date, $3::date, 'reported', 100.0 * r.x / r.n, r.x, r.n
         FROM jsonb_to_recordset($4::jsonb) AS r (place uuid, population uuid, x float8, n float8)`,
        [tx.partnershipId, indicatorId, period, JSON.stringify(rows)],
      );
      return null;
    });
    await disclosure.decideWaiting(world.director.partnershipId, [indicatorId]);
  };
  const rowOf = async (
    place: string,
    period: string,
    name: Name,
    as: Viewer = world.member,
    indicator = indicatorId,
  ) => {
    const series = world.app.get(SeriesService, { strict: false });
    const [found] = await series.series(as, indicator, [place], [populations[name]]);
    const at = found?.starts.indexOf(period) ?? -1;
    if (!found || at < 0) return null;
    return {
      hidden: found.hidden[at],
      value: found.values[at],
      n: found.denominators[at],
      bounds: [found.lowers[at], found.uppers[at]],
      version: found.versions?.[at] ?? 0,
      truth: found.truth?.values[at],
      reason: found.truth?.reasons[at],
    };
  };
  const hiddenIn = async (place: string, period: string, indicator = indicatorId): Promise<Name[]> => {
    const rows = await Promise.all(
      names.map(async (name) => ((await rowOf(place, period, name, world.member, indicator))?.hidden ? name : null)),
    );
    return rows.filter((name) => name !== null);
  };
  const correct = async (place: string, period: string, name: Name, [numerator, denominator]: [number, number]) => {
    const observations = world.app.get(ObservationService, { strict: false });
    const version = (await rowOf(place, period, name))?.version ?? 0;
    await observations.correct(world.dataManager, {
      idempotencyKey: uuidv7(),
      indicatorId,
      placeId: place,
      populationId: populations[name],
      periodStart: period,
      numerator,
      denominator,
      version,
      reason: 'counted again',
    });
  };
  const editIndicator = async (changes: { countsPublished?: boolean; countsPeople?: boolean }, id = indicatorId) => {
    const [row] = await world.inspect<{ version: number }>('SELECT version FROM indicator WHERE id = $1', [id]);
    const writes = world.app.get(IndicatorWritesService, { strict: false });
    return writes.edit(world.dataManager, {
      idempotencyKey: uuidv7(),
      id,
      version: row?.version ?? 0,
      ...changes,
    });
  };
  const editPartnership = async (changes: { minimumCell?: number; coding?: 'none' | 'bands' | 'whole_percents' }) => {
    const partnerships = world.app.get(PartnershipService, { strict: false });
    const { version } = await partnerships.get(world.director);
    return partnerships.edit(world.director, {
      idempotencyKey: uuidv7(),
      id: world.director.partnershipId,
      version,
      ...changes,
    });
  };

  it('hides a second group where one would follow from the total', async () => {
    await bring('2000-07-01', { [district]: { c: [3, 6], b: [27, 60], a: [40, 90], all: [70, 156] } });
    expect(await hiddenIn(district, '2000-07-01')).toEqual(['b', 'c']);
    expect(await rowOf(district, '2000-07-01', 'b', world.dataManager)).toMatchObject({
      value: null,
      truth: 45,
      reason: 'needed_by_sibling',
    });
    expect(await rowOf(district, '2000-07-01', 'b')).toMatchObject({ value: null, n: null, reason: undefined });
  });

  it('hides the total where its other parts were shown before it came', async () => {
    await enter(district, '1999-07-01', { c: [3, 6], b: [27, 60], a: [40, 90], all: [70, 156] });
    expect(await hiddenIn(district, '1999-07-01')).toEqual(['all', 'c']);
  });

  it('releases nothing more of a set from which earlier releases tell too much already', async () => {
    await editPartnership({ minimumCell: 5 });
    await bring('1998-07-01', { [district]: { all: [77, 170], a: [40, 90], b: [27, 60] } });
    expect(await hiddenIn(district, '1998-07-01')).toEqual([]);
    await editPartnership({ minimumCell: 30 });
    // All, a and b are out: c is the twenty that they leave, and would be shown to be just that.
    await bring('1998-07-01', { [district]: { c: [10, 20] } });
    expect(await rowOf(district, '1998-07-01', 'c', world.dataManager)).toMatchObject({ hidden: true });
    const overview = await world.app.get(HiddenService, { strict: false }).disclosure(world.dataManager, indicatorId);
    expect(overview.findings.some(({ cells }) => cells.includes('Harbor District · c'))).toBe(true);
    await editPartnership({ minimumCell: 10 });
  });

  it('hides a second school where one would follow from its district', async () => {
    await bring('2001-07-01', { [east]: { all: [3, 6] }, [west]: { all: [40, 90] }, [district]: { all: [43, 96] } });
    expect(await hiddenIn(east, '2001-07-01')).toEqual(['all']);
    expect([await hiddenIn(west, '2001-07-01'), await hiddenIn(district, '2001-07-01')].flat()).not.toEqual([]);
  });

  it('hides what crossings of two dimensions would give away', async () => {
    await bring('2002-07-01', { [district]: { aGirls: [2, 4], aBoys: [30, 70], a: [32, 74] } });
    const hidden = await hiddenIn(district, '2002-07-01');
    expect(hidden).toContain('aGirls');
    expect(hidden.length).toBeGreaterThan(1);
  });

  it('shows a code in place of an extreme, and no counts beside it', async () => {
    await enter(district, '2003-07-01', { a: [0, 25], b: [25, 25], c: [12, 25] });
    expect(await rowOf(district, '2003-07-01', 'a')).toMatchObject({ value: null, n: null, bounds: [0, 10] });
    expect(await rowOf(district, '2003-07-01', 'b')).toMatchObject({ value: null, n: null, bounds: [90, 100] });
    expect(await rowOf(district, '2003-07-01', 'c')).toMatchObject({ value: 48, n: 25, bounds: [null, null] });
    expect(await rowOf(district, '2003-07-01', 'a', world.dataManager)).toMatchObject({ value: null, truth: 0 });
  });

  it('remembers what it released: a small restatement of a number is not shown', async () => {
    await enter(district, '2004-07-01', { all: [50, 100] });
    await correct(district, '2004-07-01', 'all', [51, 103]);
    expect(await rowOf(district, '2004-07-01', 'all')).toMatchObject({ hidden: true, value: null });
    await correct(district, '2004-07-01', 'all', [80, 160]);
    expect(await rowOf(district, '2004-07-01', 'all')).toMatchObject({ hidden: false, value: 50, n: 160 });
  });

  it('decides anew when the minimum is raised and lowered', async () => {
    await enter(east, '2005-07-01', { all: [12, 24] });
    expect(await hiddenIn(east, '2005-07-01')).toEqual([]);
    await editPartnership({ minimumCell: 30 });
    expect(await hiddenIn(east, '2005-07-01')).toEqual(['all']);
    await editPartnership({ minimumCell: 10 });
    expect(await hiddenIn(east, '2005-07-01')).toEqual([]);
  });

  it('writes whole percents without counts where a partnership chose them', async () => {
    await editPartnership({ coding: 'whole_percents' });
    await enter(east, '2006-07-01', { all: [31, 60] });
    expect(await rowOf(east, '2006-07-01', 'all')).toMatchObject({ value: 52, n: null, bounds: [null, null] });
    await editPartnership({ coding: 'bands' });
    expect(await rowOf(east, '2006-07-01', 'all')).toMatchObject({ n: 60 });
  });

  it('keeps counts from readers where they are not published, and hides fewer for it', async () => {
    await enter(east, '2007-07-01', { all: [33, 40] });
    expect(await hiddenIn(east, '2007-07-01')).toEqual(['all']);
    expect(await rowOf(east, '2007-07-01', 'all', world.dataManager)).toMatchObject({ reason: 'few_who_do_not_count' });
    await editIndicator({ countsPublished: false });
    expect(await rowOf(east, '2007-07-01', 'all')).toMatchObject({
      hidden: false,
      value: null,
      n: null,
      // Seven of forty: whoever knows of the forty is not to know of the seven.
      bounds: [80, 90],
    });
    await enter(east, '2008-07-01', { all: [312, 318] });
    await enter(east, '2009-07-01', { all: [21, 40] });
    expect(await rowOf(east, '2008-07-01', 'all')).toMatchObject({ hidden: false, value: 98, n: null });
    expect(await rowOf(east, '2009-07-01', 'all')).toMatchObject({ hidden: false, value: 52.5, n: null });
    await expect(
      world.app
        .get(IndicatorWritesService, { strict: false })
        .edit(world.dataManager, { idempotencyKey: uuidv7(), id: indicatorId, version: 1, countsPublished: true }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    await editIndicator({ countsPublished: true });
    expect(await hiddenIn(east, '2007-07-01')).toEqual(['all']);
  });

  it('hides a count of few people, and none that counts no people', async () => {
    const writes = world.app.get(IndicatorWritesService, { strict: false });
    const id = uuidv7();
    await writes.add(world.dataManager, {
      idempotencyKey: uuidv7(),
      id,
      outcomeId: world.ids.outcome,
      name: 'Families helped',
      level: 'contributing',
      measureType: 'count',
      direction: 'higher',
      cadence: 'school_year',
      unit: 'families',
      definition: 'Families whose visit was kept.',
    });
    const observations = world.app.get(ObservationService, { strict: false });
    for (const [periodStart, value] of [
      ['2010-07-01', 3],
      ['2011-07-01', 0],
      ['2012-07-01', 41],
    ] as const)
      await observations.enter(world.dataManager, {
        idempotencyKey: uuidv7(),
        indicatorId: id,
        placeId: district,
        populationId: populations.all,
        periodStart,
        value,
      });
    const shownValue = async () =>
      Promise.all(
        ['2010-07-01', '2011-07-01', '2012-07-01'].map(
          async (day) => (await rowOf(district, day, 'all', world.member, id))?.value,
        ),
      );
    expect(await shownValue()).toEqual([null, 0, 41]);
    await editIndicator({ countsPeople: false }, id);
    expect(await shownValue()).toEqual([3, 0, 41]);
  });

  it('tells those who keep the data what is hidden and why, and nobody else', async () => {
    const hidden = world.app.get(HiddenService, { strict: false });
    const overview = await hidden.disclosure(world.dataManager, indicatorId);
    expect(overview).toMatchObject({ minimum: 10, coding: 'bands', countsPublished: true, waitingPeriods: 0 });
    expect(overview.hidden).toBe(overview.reasons.reduce((sum, { count }) => sum + count, 0));
    const rows = [];
    for (let after: string | null = null; ;) {
      const page = await hidden.page(world.dataManager, indicatorId, null, 2, after);
      expect(page.totalCount).toBe(overview.hidden);
      rows.push(...page.nodes);
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(new Set(rows.map(({ id }) => id)).size).toBe(overview.hidden);
    expect(rows.find((row) => row.period === '2000-01' && row.populationName === 'c')).toMatchObject({
      numerator: 3,
      denominator: 6,
      reason: 'few_people',
      looksNeedless: false,
    });
    for (const viewer of [world.member, world.facilitator, world.partnerLeader]) {
      await expect(hidden.disclosure(viewer, indicatorId)).rejects.toMatchObject({
        extensions: { rule: 'NOT_ALLOWED' },
      });
      await expect(hidden.page(viewer, indicatorId, null, 2, null)).rejects.toMatchObject({
        extensions: { rule: 'NOT_ALLOWED' },
      });
    }
    await expect(hidden.disclosure(world.outsider, indicatorId)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(hidden.page(world.outsider, indicatorId, null, 2, null)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('shows nothing of a row between its write and its decision, and decides after a crash', async () => {
    await enter(east, '2013-07-01', { all: [30, 60] });
    const decider = world.app.get(Decider, { strict: false });
    const stopped = vi.spyOn(decider, 'decide').mockRejectedValue(new Error('the server died'));
    await correct(east, '2013-07-01', 'all', [33, 66]);
    await enter(west, '2013-07-01', { all: [30, 60] });
    expect(await rowOf(east, '2013-07-01', 'all')).toMatchObject({ hidden: true, value: null, n: null });
    expect(await rowOf(west, '2013-07-01', 'all', world.dataManager)).toMatchObject({
      hidden: true,
      truth: 50,
      reason: 'not_decided',
    });
    stopped.mockRestore();
    await disclosure.sweep();
    expect(await rowOf(west, '2013-07-01', 'all')).toMatchObject({ hidden: false, value: 50, n: 60 });
  });

  it('throws a decision away that was made from other numbers', async () => {
    await enter(west, '2014-07-01', { all: [30, 60] });
    const decider = world.app.get(Decider, { strict: false });
    const decide = decider.decide.bind(decider);
    let decisions = 0;
    const slow = vi.spyOn(decider, 'decide').mockImplementation(async (job) => {
      decisions += 1;
      const decided = await decide(job);
      await sleep(150);
      return decided;
    });
    const first = correct(west, '2014-07-01', 'all', [15, 30]);
    await vi.waitFor(() => expect(decisions).toBe(1), { interval: 5 });
    await correct(west, '2014-07-01', 'all', [2, 4]);
    await first;
    slow.mockRestore();
    await disclosure.decideWaiting(world.dataManager.partnershipId, [indicatorId]);
    expect(decisions).toBeGreaterThan(1);
    expect(await rowOf(west, '2014-07-01', 'all')).toMatchObject({ hidden: true, value: null });
  });

  it('goes on by itself when a decision takes longer than a write waits, and tells who looks', async () => {
    const decider = world.app.get(Decider, { strict: false });
    const decide = decider.decide.bind(decider);
    const slow = vi.spyOn(decider, 'decide').mockImplementation(async (job) => {
      await sleep(400);
      return decide(job);
    });
    const decideWaiting = disclosure.decideWaiting.bind(disclosure);
    const hurry = vi.spyOn(disclosure, 'decideWaiting').mockImplementation((id, ids) => decideWaiting(id, ids, 20));
    const notices = async () =>
      Number((await world.inspect<{ count: number }>('SELECT count(*) AS count FROM outbox'))[0]?.count);
    await enter(west, '2015-07-01', { all: [30, 60] });
    expect(await rowOf(west, '2015-07-01', 'all')).toMatchObject({ hidden: true });
    const before = await notices();
    hurry.mockRestore();
    await disclosure.decideWaiting(world.dataManager.partnershipId, [indicatorId]);
    slow.mockRestore();
    expect(await rowOf(west, '2015-07-01', 'all')).toMatchObject({ hidden: false });
    expect(await notices()).toBe(before + 1);
  });

  it('decides an import and its undo, with what was shown in between remembered', async () => {
    const file = (all: number) => [readinessHeader, `Harbor District,2016-17,All,${all},${all / 2},50`].join('\n');
    const steps = new ImportSteps(world);
    const committed = await steps.commit(file(200));
    expect(await rowOf(district, '2016-07-01', 'all')).toMatchObject({ hidden: false, value: 50 });
    const undone = await steps.service.undo(world.dataManager, { ...steps.step(committed), reason: 'wrong file' });
    expect(undone.state).toBe('undone');
    expect(await rowOf(district, '2016-07-01', 'all')).toBeNull();
    // Four more than were shown before: the difference is about four children.
    await steps.commit(file(204));
    expect(await rowOf(district, '2016-07-01', 'all')).toMatchObject({ hidden: true, value: null });
  });

  it('writes the ledger once, by ids alone, and only what is new', async () => {
    const entries = async () =>
      world.inspect<{ text: string }>('SELECT entry::text AS text FROM release_ledger ORDER BY seq');
    const before = await entries();
    expect(before.length).toBeGreaterThan(0);
    for (const { text } of before) expect(text).not.toMatch(/Harbor|East|girls/);
    await editPartnership({ minimumCell: 12 });
    await editPartnership({ minimumCell: 10 });
    await editPartnership({ minimumCell: 12 });
    const after = await entries();
    await editPartnership({ minimumCell: 10 });
    expect((await entries()).slice(after.length)).toEqual([]);
  });
});
