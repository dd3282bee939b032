import type { Cadence } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../../test/support/database.ts';
import { ImportSteps, selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { IndicatorWritesService } from '../indicators/indicator-writes.service.ts';
import { SeriesService } from '../indicators/series.service.ts';
import { ImportReadsService } from './import-reads.service.ts';

describe.each(bothEngines)('numbers of several years together on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  async function addIndicator(name: string, cadence: Cadence): Promise<string> {
    const { id } = await world.app.get(IndicatorWritesService, { strict: false }).add(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      outcomeId: world.ids.outcome,
      name,
      level: 'core',
      direction: 'lower',
      unit: '%',
      ownerMemberId: null,
      countsPublished: true,
      countsPeople: true,
      measureType: 'mean',
      cadence,
      definition: 'Below the poverty level.',
      rationale: '',
      source: 'American Community Survey',
      sourceUrl: '',
      license: '',
    });
    return id;
  }

  async function check(file: string, indicatorId: string) {
    const uploaded = await steps.upload(file, `${uuidv7()}.csv`);
    const { mapping } = await world.app
      .get(ImportReadsService, { strict: false })
      .guess(world.dataManager, uploaded.id, [indicatorId]);
    mapping.place.unknown = 'add';
    const mapped = await steps.service.map(world.dataManager, { ...steps.step(uploaded), mapping });
    return steps.service.check(world.dataManager, steps.step(mapped));
  }

  const file =
    'County,Years,Poverty rate\nElm,2017-2021,39.5\nElm,2018-2022,39.1\nOak,2017-2021,28.5\nOak,2018-2022,30.3\n';

  it('are kept as they are, from the file to the series', async () => {
    const indicatorId = await addIndicator('Poverty of five years', 'five_years');
    const checked = await check(file, indicatorId);
    expect(checked.report?.problems).toEqual([]);
    expect((await steps.service.commit(world.dataManager, steps.step(checked))).state).toBe('committed');
    const places = await selectAsOwner<{ id: string }>(
      world,
      `SELECT DISTINCT place_id AS id FROM observation WHERE indicator_id = '${indicatorId}'`,
      [],
    );
    const reads = world.app.get(SeriesService, { strict: false });
    const ids = places.map(({ id }) => id);
    const [series] = await reads.series(world.member, indicatorId, ids, null);
    expect([series?.labels, series?.starts, series?.ends]).toEqual([
      ['2017-2021', '2018-2022'],
      ['2017-01-01', '2018-01-01'],
      ['2021-12-31', '2022-12-31'],
    ]);
    await expect(reads.series(world.outsider, indicatorId, ids, null)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('never join a series of single years', async () => {
    const indicatorId = await addIndicator('Poverty of a year', 'year');
    const mixed = await check(`${file}Ash,2021,20.5\n`, indicatorId);
    expect(mixed.report?.problems).toEqual([{ code: 'period_unreadable', severity: 'error', count: 4 }]);
  });
});
