import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../../test/support/database.ts';
import { createGround, type Ground } from '../../../../../test/support/evidence.ts';
import { ImportSteps, observations, selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { IndicatorService } from '../indicators/indicator.service.ts';
import { IndicatorWritesService } from '../indicators/indicator-writes.service.ts';
import { SeriesService } from '../indicators/series.service.ts';
import { ImportReadsService } from './import-reads.service.ts';
import { ObservationService } from '../observations/observation.service.ts';

describe.each(bothEngines)('intervals that a file publishes on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  const header = 'District,Year,Group,Tested,Ready,Share,MOE';
  const commit = (...rows: string[]) =>
    steps.commit([header, ...rows].join('\n'), (mapping) => {
      const [indicator] = mapping.indicators;
      if (indicator) mapping.indicators = [{ ...indicator, margin: { column: 'MOE' }, confidence: 90 }];
    });
  const seriesOf = async (as = world.member, populationId = ground.everybody) => {
    const reads = world.app.get(SeriesService, { strict: false });
    const [series] = await reads.series(as, world.ids.indicator, [ground.home], [populationId]);
    if (!series) throw new Error('no series');
    return series;
  };
  const intervalsOf = ({ intervalLowers, intervalUppers, intervalLevels }: Awaited<ReturnType<typeof seriesOf>>) =>
    intervalLowers.map((lower, at) => [lower, intervalUppers[at], intervalLevels[at]]);

  it('are kept with their values, shown where these are, revised, compared and undone with them', async () => {
    const rows = [
      'Bridgeport,2018-19,All,200,100,50,4.5',
      'Bridgeport,2019-20,All,20,5,25,19',
      'Bridgeport,2020-21,All,200,90,45,',
    ];
    const first = await commit(...rows);
    expect(first.report?.overlap).toMatchObject({ added: 3 });
    const series = await seriesOf();
    // Five of twenty are few who count: value and interval are hidden together.
    expect(series.hidden).toEqual([false, true, false]);
    expect(intervalsOf(series)).toEqual([
      [45.5, 54.5, 90],
      [null, null, null],
      [null, null, null],
    ]);
    const truth = (await seriesOf(world.dataManager)).truth;
    expect(truth?.intervalUppers).toEqual([54.5, 44, null]);
    expect((await seriesOf(world.member)).truth).toBeNull();

    const before = await observations(world);
    const again = await steps.check([header, ...rows].join('\n'), (mapping) => {
      const [indicator] = mapping.indicators;
      if (indicator) mapping.indicators = [{ ...indicator, margin: { column: 'MOE' }, confidence: 90 }];
    });
    const reads = world.app.get(ImportReadsService, { strict: false });
    const { nodes } = await reads.preview(world.dataManager, again.id, 5, null);
    expect(nodes[0]).toMatchObject({
      values: [50, 25, 45],
      intervalLowers: [45.5, 6, null],
      intervalUppers: [54.5, 44, null],
      intervalLevels: [90, 90, null],
    });
    await expect(reads.preview(world.member, again.id, 5, null)).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    expect(again.report?.overlap).toMatchObject({ added: 0, same: 3, changed: 0 });

    const revised = await commit('Bridgeport,2018-19,All,200,100,50,3');
    expect(revised.report?.overlap).toMatchObject({ changed: 1 });
    expect(intervalsOf(await seriesOf())[0]).toEqual([47, 53, 90]);
    const [revision] = await selectAsOwner<{ was: number }>(
      world,
      `SELECT (before->>'interval_upper')::float AS was FROM observation_revision WHERE partnership_id = $1 AND before IS NOT NULL`,
      [world.director.partnershipId],
    );
    expect(revision?.was).toBe(54.5);
    await steps.service.undo(world.dataManager, { ...steps.step(revised), reason: 'The wrong file.' });
    const after = await observations(world);
    expect(after).toBe(before);
    expect(intervalsOf(await seriesOf())[0]).toEqual([45.5, 54.5, 90]);

    await expect(seriesOf(world.outsider)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  it('go with the counts: a percentage that stands without them has no interval', async () => {
    const writes = world.app.get(IndicatorWritesService, { strict: false });
    const edit = async (countsPublished: boolean) => {
      const { version } = await world.app
        .get(IndicatorService, { strict: false })
        .get(world.dataManager, world.ids.indicator);
      await writes.edit(world.dataManager, {
        idempotencyKey: uuidv7(),
        id: world.ids.indicator,
        version,
        countsPublished,
      });
    };
    await edit(false);
    const alone = await seriesOf();
    expect([alone.values[0], alone.denominators[0]]).toEqual([50, null]);
    expect(intervalsOf(alone)[0]).toEqual([null, null, null]);
    await edit(true);
    expect(intervalsOf(await seriesOf())[0]).toEqual([45.5, 54.5, 90]);
  });

  it('are errors of their row where they cannot be', async () => {
    const file = ['District,Year,Group,Tested,Ready,Share,Low,High', 'Bridgeport,2016-17,All,200,100,50,55,45'];
    const checked = await steps.check(file.join('\n'), (mapping) => {
      const [indicator] = mapping.indicators;
      const bounds = { lowerBound: { column: 'Low' }, upperBound: { column: 'High' } };
      if (indicator) mapping.indicators = [{ ...indicator, ...bounds }];
    });
    expect(checked.report?.problems).toEqual([{ code: 'interval_exchanged', severity: 'error', count: 1 }]);
  });

  it('can be typed with a value, and are checked as those of a file', async () => {
    const service = world.app.get(ObservationService, { strict: false });
    const cell = { indicatorId: world.ids.indicator, placeId: ground.home, populationId: ground.group };
    const enter = (more: object) =>
      service.enter(world.dataManager, {
        idempotencyKey: uuidv7(),
        ...cell,
        periodStart: '2015-07-01',
        numerator: 60,
        denominator: 120,
        ...more,
      });
    for (const [more, faults] of [
      [{ margin: -1 }, { margin: 'INTERVAL_MARGIN_NEGATIVE' }],
      [{ intervalLower: 40 }, { intervalUpper: 'INTERVAL_HALF' }],
      [{ intervalLower: 60, intervalUpper: 70 }, { intervalLower: 'INTERVAL_WITHOUT_VALUE' }],
      [{ margin: 2, intervalLevel: 9 }, { intervalLevel: 'INTERVAL_LEVEL' }],
      [{ status: 'not_reported', numerator: null, margin: 2 }, { margin: 'INTERVAL_WITHOUT_NUMBER' }],
    ] as const)
      await expect(enter(more)).rejects.toMatchObject({
        extensions: { refusals: Object.fromEntries(Object.entries(faults).map(([field, code]) => [field, { code }])) },
      });
    const entered = await enter({ margin: 4, intervalLevel: 95 });
    expect(intervalsOf(entered)).toEqual([[46, 54, 95]]);
    const correct = {
      version: 1,
      reason: 'The publisher gave none.',
      periodStart: '2015-07-01',
      numerator: 60,
      denominator: 120,
    };
    const corrected = await service.correct(world.dataManager, { idempotencyKey: uuidv7(), ...cell, ...correct });
    expect(intervalsOf(corrected)).toEqual([[null, null, null]]);
    await expect(
      service.enter(world.member, {
        idempotencyKey: uuidv7(),
        ...cell,
        periodStart: '2014-07-01',
        numerator: 60,
        denominator: 120,
      }),
    ).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
  });
});
