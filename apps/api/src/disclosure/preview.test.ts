import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { ImportSteps, observations, readinessHeader } from '../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { PartnershipService } from '../features/partnerships/partnership.service.ts';
import { ObservationService } from '../features/observations/observation.service.ts';
import { ImportReadsService } from '../features/imports/import-reads.service.ts';
import { PlaceService } from '../features/places/place.service.ts';
import { Place } from '../features/places/place.entity.ts';
import { Population } from '../features/populations/population.entity.ts';
import { Writes } from '../writes/writes.ts';
import { Decider } from './decider.ts';
import { DisclosureService } from './disclosure.service.ts';
import { HiddenService } from './hidden.service.ts';
import { PreviewService } from './preview.service.ts';

type Counts = readonly [people: number, ready: number];

describe.each(engines)('what a change would do to what readers see on %s', (engine) => {
  let world: World;
  let previews: PreviewService;
  let hidden: HiddenService;
  beforeAll(async () => {
    world = await createWorld(engine);
    previews = world.app.get(PreviewService, { strict: false });
    hidden = world.app.get(HiddenService, { strict: false });
    await world.app.get(Writes).byItself(world.director, 'ground', (tx) => {
      tx.insert(Place, { id: uuidv7(), name: 'Harbor District', kind: 'district', isHome: true });
      tx.insert(Population, { id: uuidv7(), name: 'All' });
      for (const group of ['First', 'Second'])
        tx.insert(Population, { id: uuidv7(), name: group, dimension: 'race', group });
      return null;
    });
  });
  afterAll(() => world.close());

  const setMinimum = async (minimumCell: number): Promise<void> => {
    const partnerships = world.app.get(PartnershipService, { strict: false });
    const { id, version } = await partnerships.get(world.director);
    await partnerships.edit(world.director, { idempotencyKey: uuidv7(), id, version, minimumCell });
  };
  const file = (year: string, all: Counts, first: Counts, second: Counts): string =>
    [
      readinessHeader,
      ...Object.entries({ All: all, First: first, Second: second }).map(
        ([group, [people, ready]]) =>
          `Harbor District,${year},${group},${people},${ready},${((100 * ready) / people).toFixed(1)}`,
      ),
    ].join('\n');

  it('says what a higher minimum hides, and what somebody new can compute all the same', async () => {
    await setMinimum(5);
    await new ImportSteps(world).commit(file('2016-17', [200, 100], [184, 92], [16, 8]));
    const before = await observations(world);
    expect(await previews.ofMinimum(world.dataManager, 10)).toMatchObject({
      vanishing: 1,
      headlinesCount: 0,
      isWhole: true,
    });
    const { openToNewReaders } = await previews.ofMinimum(world.dataManager, 10);
    expect(openToNewReaders).toBeGreaterThan(0);
    expect(await observations(world)).toBe(before);
    expect((await hidden.disclosure(world.dataManager, world.ids.indicator)).openToNewReaders).toBe(0);

    await setMinimum(10);
    const after = await hidden.disclosure(world.dataManager, world.ids.indicator);
    expect(after).toMatchObject({ hidden: 1, openToNewReaders });
    expect(after.findings.some((finding) => finding.isOpenToNewReaders)).toBe(true);
    await expect(previews.ofMinimum(world.member, 10)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
  });

  it('says before a commit which headlines a final file of a few more people makes vanish', async () => {
    const steps = new ImportSteps(world);
    await steps.commit(file('2018-19', [200, 100], [100, 50], [100, 50]));
    const final = await steps.check(file('2018-19', [203, 102], [102, 51], [101, 51]));
    const before = await observations(world);
    const preview = await previews.ofImport(world.dataManager, final.id);
    expect(preview).toMatchObject({ headlinesCount: 1, headlines: ['Harbor District · All'], isWhole: true });
    expect(preview.vanishing).toBeGreaterThan(1);
    expect(await observations(world)).toBe(before);
    // As it says, so it is.
    const { hidden: hiddenBefore } = await hidden.disclosure(world.dataManager, world.ids.indicator);
    await steps.service.commit(world.dataManager, steps.step(final));
    // Whoever committed it is told how many of its numbers readers do not see, and of which indicator.
    const reads = world.app.get(ImportReadsService, { strict: false });
    const outcome = await reads.outcomeOf(world.dataManager, final.id);
    expect(outcome).toEqual([
      {
        id: world.ids.indicator,
        name: expect.any(String),
        observations: 3,
        hidden: preview.vanishing,
        isBeingDecided: false,
      },
    ]);
    await expect(reads.outcomeOf(world.member, final.id)).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(reads.outcomeOf(world.outsider, final.id)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    const { hidden: hiddenAfter } = await hidden.disclosure(world.dataManager, world.ids.indicator);
    expect(hiddenAfter - hiddenBefore).toBe(preview.vanishing);
  });

  it('says what putting places into another one hides, which the save does not wait for', async () => {
    const [county, ...districts] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    await world.app.get(Writes).byItself(world.director, 'places', (tx) => {
      tx.insert(Place, { id: county, name: 'Harbor County', kind: 'county' });
      for (const [at, id] of districts.entries())
        tx.insert(Place, { id, name: `District ${at + 1}`, kind: 'district' });
      return null;
    });
    const [everybody] = await world.inspect<{ id: string }>(`SELECT id FROM population WHERE name = 'All'`);
    const enter = (placeId: string, numbers: object) =>
      world.app.get(ObservationService, { strict: false }).enter(world.dataManager, {
        idempotencyKey: uuidv7(),
        indicatorId: world.ids.indicator,
        placeId,
        populationId: everybody?.id ?? '',
        periodStart: '2020-07-01',
        ...numbers,
      });
    await enter(county, { numerator: 150, denominator: 300 });
    for (const [at, id] of districts.entries())
      await enter(id, at < 2 ? { numerator: 60 + at, denominator: 120 + at } : { numerator: 3, denominator: 4 });
    const before = await observations(world);
    const decide = vi.spyOn(world.app.get(Decider, { strict: false }), 'decide');
    const preview = await previews.ofPlaces(world.dataManager, districts, county);
    const asIf = new Map(decide.mock.lastCall?.[0].places.map(([id, parent]) => [id, parent]));
    decide.mockRestore();
    expect([...districts, county].map((id) => asIf.get(id))).toEqual([county, county, county, null]);
    expect(preview).toMatchObject({ isWhole: true, openToNewReaders: expect.any(Number) });
    expect(await observations(world)).toBe(before);
    const denied = { extensions: { rule: 'NOT_ALLOWED' } };
    await expect(previews.ofPlaces(world.member, districts, county)).rejects.toMatchObject(denied);
    expect(await previews.ofPlaces(world.outsider, districts, county)).toMatchObject({ vanishing: 0 });
    // As it says, so it is; the write is answered before that is known.
    const { hidden: hiddenBefore } = await hidden.disclosure(world.dataManager, world.ids.indicator);
    const disclosure = world.app.get(DisclosureService, { strict: false });
    const waits = vi.spyOn(disclosure, 'decideMeanwhile').mockReturnValue();
    await world.app.get(PlaceService, { strict: false }).move(world.dataManager, {
      idempotencyKey: uuidv7(),
      places: districts.map((placeId) => ({ placeId, version: 1 })),
      parentId: county,
    });
    waits.mockRestore();
    expect(await hidden.beingDecided(world.dataManager)).toBe(1);
    await expect(hidden.beingDecided(world.member)).rejects.toMatchObject(denied);
    expect(await hidden.beingDecided(world.outsider)).toBe(0);
    await disclosure.decideWaiting(world.director.partnershipId, 'all', Infinity);
    expect(await hidden.beingDecided(world.dataManager)).toBe(0);
    const { hidden: hiddenAfter } = await hidden.disclosure(world.dataManager, world.ids.indicator);
    expect(hiddenAfter - hiddenBefore).toBe(preview.vanishing);
  });

  it('says nothing where nothing vanishes, and keeps to its partnership', async () => {
    const steps = new ImportSteps(world);
    await steps.commit(file('2019-20', [200, 100], [100, 50], [100, 50]));
    const same = await steps.check(file('2019-20', [300, 150], [150, 75], [150, 75]));
    expect(await previews.ofImport(world.dataManager, same.id)).toMatchObject({ vanishing: 0, headlinesCount: 0 });
    const denied = { extensions: { rule: 'NOT_ALLOWED' } };
    await expect(previews.ofImport(world.member, same.id)).rejects.toMatchObject(denied);
    const missing = { extensions: { code: 'NOT_FOUND' } };
    await expect(previews.ofImport(world.outsider, same.id)).rejects.toMatchObject(missing);
  });
});
