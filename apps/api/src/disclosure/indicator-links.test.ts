import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertSeries } from '../database/series-sql.ts';
import { engines } from '../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { Indicator } from '../features/indicators/indicator.entity.ts';
import { SeriesService } from '../features/indicators/series.service.ts';
import { Place } from '../features/places/place.entity.ts';
import { Population } from '../features/populations/population.entity.ts';
import { Writes } from '../writes/writes.ts';
import { DisclosureService } from './disclosure.service.ts';
import { HiddenService } from './hidden.service.ts';
import { IndicatorLinkService } from './indicator-link.service.ts';

const groups = ['all', 'a', 'b', 'c'] as const;
type Shares = Partial<Record<(typeof groups)[number], readonly [x: number, n: number]>>;

describe.each(engines)('indicators over the same people on %s', (engine) => {
  let world: World;
  let disclosure: DisclosureService;
  const place = uuidv7();
  const populations = Object.fromEntries(groups.map((name) => [name, uuidv7()]));

  beforeAll(async () => {
    world = await createWorld(engine);
    disclosure = world.app.get(DisclosureService, { strict: false });
    await world.app.get(Writes).byItself(world.director, 'ground', async (tx) => {
      await tx.insert(Place, { id: place, name: 'Harbor District', kind: 'district', isHome: true });
      for (const [position, name] of groups.entries()) {
        const group = name === 'all' ? {} : { dimension: 'race', group: name };
        void tx.insert(Population, { id: populations[name] ?? '', name, position, ...group });
      }
      return null;
    });
  });
  afterAll(() => world.close());

  const addIndicator = async (name: string, countsPublished = true): Promise<string> => {
    const id = uuidv7();
    const before = await world.app
      .get(Writes)
      .byItself(world.director, 'copy', (tx) => tx.find(Indicator, world.ids.indicator));
    await world.app
      .get(Writes)
      .byItself(world.director, 'indicator', (tx) =>
        tx.insert(Indicator, { ...before, id, name, countsPublished, version: 1 }),
      );
    return id;
  };
  /** Numbers of several indicators in one write, as an import brings them. */
  const bring = async (period: string, files: Record<string, Shares>): Promise<void> => {
    await world.app.get(Writes).byItself(world.director, 'bring', async (tx) => {
      for (const [indicatorId, shares] of Object.entries(files)) {
        disclosure.undecide(tx, { indicatorId, periods: [period] });
        const rows = Object.entries(shares).map(([name, [x, n]]) => ({ population: populations[name], x, n }));
        await tx.rows(
          `WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, r.population FROM jsonb_to_recordset($5::jsonb) AS r (population uuid)')})
           INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator)
           SELECT $1::uuid, $2::uuid, $3::uuid, r.population, $4::date, $4::date, 'reported', round((100.0 * r.x / r.n)::numeric, 1), r.x, r.n
           FROM jsonb_to_recordset($5::jsonb) AS r (population uuid, x float8, n float8)`,
          [tx.partnershipId, indicatorId, place, period, JSON.stringify(rows)],
        );
      }
      return null;
    });
    await disclosure.decideWaiting(world.director.partnershipId, Object.keys(files), Infinity);
  };
  const groupsShown = async (indicatorId: string, period: string, as: Viewer = world.member): Promise<string[]> => {
    const series = world.app.get(SeriesService, { strict: false });
    const found = await Promise.all(
      groups.map(async (name) => {
        const [one] = await series.series(as, indicatorId, [place], [populations[name] ?? '']);
        const at = one?.starts.indexOf(period) ?? -1;
        return at >= 0 && one?.hidden[at] === false ? name : null;
      }),
    );
    return found.filter((name) => name !== null);
  };
  const linksOf = (id: string) =>
    world.inspect<{ kind: string; origin: string }>(
      `SELECT kind, origin FROM indicator_link WHERE '${id}'::uuid IN (first_id, second_id) ORDER BY kind`,
    );
  const stateOf = async (ids: readonly string[], period: string) =>
    Promise.all(ids.map((id) => groupsShown(id, period)));

  const period = '2024-07-01';

  it('hides on both sides what one of them may not show, counts or none', async () => {
    const [present, absent] = [await addIndicator('Present'), await addIndicator('Absent', false)];
    await bring(period, {
      [present]: { all: [150, 200], a: [94, 100], b: [30, 60], c: [26, 40] },
      [absent]: { all: [50, 200], a: [6, 100], b: [30, 60], c: [14, 40] },
    });
    expect(await linksOf(present)).toEqual([{ kind: 'complement', origin: 'numbers' }]);
    const [ofPresent, ofAbsent] = await stateOf([present, absent], period);
    // Six absent children are too few to be counted; their share, shown alone by the other indicator, would tell of them.
    expect(ofPresent).not.toContain('a');
    expect(ofAbsent).toEqual(ofPresent);
  });

  it('finds one measure under two names, and decides the other anew when one changes', async () => {
    const [one, other] = [await addIndicator('Reading'), await addIndicator('Reading, again')];
    const shares: Shares = { all: [120, 260], a: [60, 130], b: [36, 78], c: [24, 52] };
    await bring(period, { [one]: shares });
    await bring(period, { [other]: shares });
    expect(await linksOf(one)).toEqual([{ kind: 'same', origin: 'numbers' }]);
    expect(await stateOf([one, other], period)).toEqual([[...groups], [...groups]]);
    // The next year has a group of few children, first in one of them, then in both.
    const few: Shares = { all: [122, 264], a: [60, 130], b: [36, 78] };
    await bring('2025-07-01', { [one]: { ...few, c: [26, 56] } });
    await bring('2025-07-01', { [other]: { ...few, c: [2, 4] } });
    expect(await groupsShown(other, '2025-07-01')).not.toContain('c');
  });

  it('takes levels of one test for the people that they are', async () => {
    const ids = [await addIndicator('Level 1-2'), await addIndicator('Level 3'), await addIndicator('Level 4')];
    const [low, third, fourth] = ids as [string, string, string];
    await bring(period, {
      [low]: { all: [100, 300], a: [40, 120], b: [60, 180] },
      [third]: { all: [120, 300], a: [76, 120], b: [44, 180] },
      [fourth]: { all: [80, 300], a: [4, 120], b: [76, 180] },
    });
    const [ofLow, ofThird, ofFourth] = await stateOf(ids, period);
    expect(ofFourth).not.toContain('a');
    const levels = { kind: 'levels', origin: 'numbers' };
    for (const id of ids) expect(await linksOf(id)).toEqual([levels, levels]);
    // 120 - 40 - 76 would be the four children.
    expect([ofLow, ofThird].filter((each) => each?.includes('a')).length).toBeLessThan(2);
  });

  it('leaves alone what has other people, or the same number everywhere', async () => {
    const [one, other] = [await addIndicator('Births for 1,000'), await addIndicator('Deaths for 1,000')];
    const thousand = (x: number): Shares => ({ all: [x, 1000], a: [x, 1000], b: [x, 1000] });
    await bring(period, { [one]: thousand(50), [other]: thousand(30) });
    expect(await linksOf(one)).toEqual([]);
  });

  it('does as a person says, with a reason, and tells those who keep the data', async () => {
    const links = world.app.get(IndicatorLinkService, { strict: false });
    const hidden = world.app.get(HiddenService, { strict: false });
    const [present, absent] = [await addIndicator('Came'), await addIndicator('Stayed away', false)];
    const years = '2021-07-01';
    await bring(years, {
      [present]: { all: [160, 212], a: [100, 106], b: [32, 64], c: [28, 42] },
      [absent]: { all: [52, 212], a: [6, 106], b: [32, 64], c: [14, 42] },
    });
    expect(await groupsShown(absent, years)).not.toContain('a');
    const say = (viewer: Viewer, isLinked: boolean, more: object = {}) =>
      links.relate(viewer, {
        idempotencyKey: uuidv7(),
        firstId: present,
        secondId: absent,
        kind: 'complement',
        isLinked,
        reason: 'Counted at two schools.',
        ...more,
      });
    await expect(say(world.member, false)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(say(world.outsider, false)).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    await expect(say(world.dataManager, true, { secondId: present })).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
    await expect(say(world.dataManager, true, { reason: ' ' })).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });

    const { links: after } = await say(world.dataManager, false);
    const expected = { otherName: 'Stayed away', isLinked: false, origin: 'person', reason: 'Counted at two schools.' };
    expect(after.find(({ otherId }) => otherId === absent)).toMatchObject(expected);
    expect(await groupsShown(absent, years)).toContain('a');
    // What a person says of two indicators is not found again.
    await bring('2022-07-01', { [present]: { all: [100, 213] }, [absent]: { all: [113, 213] } });
    const seen = await hidden.disclosure(world.dataManager, absent);
    expect(seen.links.find(({ otherId }) => otherId === present)).toMatchObject({ isLinked: false });

    const { links: again } = await say(world.dataManager, true, { kind: 'within' });
    expect(again.find(({ otherId }) => otherId === absent)).toMatchObject({ isLinked: true, kind: 'within' });
    const other = await hidden.disclosure(world.dataManager, absent);
    expect(other.links.find(({ otherId }) => otherId === present)).toMatchObject({ isLinked: true, kind: 'around' });
  });
});
