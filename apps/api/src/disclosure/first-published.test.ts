import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../test/support/database.ts';
import { ImportSteps, readinessHeader } from '../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { ExportService } from '../features/exports/export.service.ts';
import { publishedTables } from '../features/exports/published-tables.ts';
import type { Import } from '../features/imports/import.entity.ts';
import { IndicatorService } from '../features/indicators/indicator.service.ts';
import { IndicatorWritesService } from '../features/indicators/indicator-writes.service.ts';
import { SeriesService } from '../features/indicators/series.service.ts';
import { PartnershipService } from '../features/partnerships/partnership.service.ts';
import { Place } from '../features/places/place.entity.ts';
import { Population } from '../features/populations/population.entity.ts';
import { Writes } from '../writes/writes.ts';
import { HiddenService } from './hidden.service.ts';
import { PreviewService } from './preview.service.ts';

type Counts = readonly [people: number, ready: number];

describe.each(bothEngines)('numbers as first published on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
    await service(Writes).byItself(world.director, 'ground', (tx) => {
      tx.insert(Place, { id: uuidv7(), name: 'Harbor District', kind: 'district', isHome: true });
      tx.insert(Population, { id: uuidv7(), name: 'All' });
      for (const group of ['First', 'Second'])
        tx.insert(Population, { id: uuidv7(), name: group, dimension: 'race', group });
      return null;
    });
  });
  afterAll(() => world.close());

  const service = <T>(type: new (...args: never[]) => T): T => world.app.get(type, { strict: false });
  const file = (year: string, all: Counts, first: Counts, second: Counts): string =>
    [
      readinessHeader,
      ...Object.entries({ All: all, First: first, Second: second }).map(
        ([group, [people, ready]]) =>
          `Harbor District,${year},${group},${people},${ready},${((100 * ready) / people).toFixed(1)}`,
      ),
    ].join('\n');
  const keep = (checked: Import) =>
    steps.service.commit(world.dataManager, { ...steps.step(checked), keepsPublished: true });
  const panel = (viewer = world.dataManager) => service(HiddenService).disclosure(viewer, world.ids.indicator);

  /** The export's lines of one year, as a member has them. */
  async function linesOf(year: string, viewer: Viewer = world.member): Promise<string[]> {
    const [table] = publishedTables;
    let csv = '';
    if (table)
      for await (const piece of await service(ExportService).csv(viewer, table, world.ids.indicator)) csv += piece;
    return csv.split('\r\n').filter((line) => line.includes(`${year}-07-01`) && line.includes('Harbor'));
  }

  /** What a member sees of everybody in one year. */
  async function headline(year: string) {
    const [row] = await world.inspect<{ place: string; population: string }>(
      `SELECT (SELECT id FROM place WHERE name = 'Harbor District') AS place, (SELECT id FROM population WHERE name = 'All') AS population`,
    );
    const [series] = await service(SeriesService).series(
      world.member,
      world.ids.indicator,
      [row?.place ?? ''],
      [row?.population ?? ''],
    );
    const at = series?.starts.findIndex((start) => start.startsWith(year)) ?? -1;
    return {
      value: series?.values[at],
      people: series?.denominators[at],
      hidden: series?.hidden[at],
      asFirstPublished: series?.asFirstPublished[at],
    };
  }

  const show = async (viewer: Viewer, idempotencyKey = uuidv7()) => {
    const { id, version } = await service(IndicatorService).get(world.director, world.ids.indicator);
    return service(IndicatorWritesService).showRevisions(viewer, { idempotencyKey, id, version });
  };

  it('stand in the open while a revision by a few people is kept back, and say so', async () => {
    await steps.commit(file('2018-19', [200, 100], [100, 50], [100, 50]));
    const before = await linesOf('2018');
    const final = await steps.check(file('2018-19', [203, 102], [102, 51], [101, 51]));
    const { vanishing } = await service(PreviewService).ofImport(world.dataManager, final.id);
    expect(vanishing).toBe(3);
    await keep(final);
    expect(await headline('2018')).toEqual({ value: 50, people: 200, hidden: false, asFirstPublished: true });
    const lines = await linesOf('2018');
    expect(lines).toHaveLength(3);
    // What a reader has is what they had, but for the mark.
    expect(lines.map((line) => line.replace(/,true,(\d+)$/, ',false,$1'))).toEqual(before);
    expect(lines).not.toEqual(before);
  });

  it('are listed with their revisions for those who keep the data, and for nobody else', async () => {
    expect(await panel()).toMatchObject({ asFirstPublished: 3, hidden: 3 });
    const { nodes } = await service(HiddenService).page(world.dataManager, world.ids.indicator, null, 50, null);
    expect(nodes.find(({ populationName }) => populationName === 'All')).toMatchObject({
      isAsFirstPublished: true,
      shownValue: 50,
      denominator: 203,
      numerator: 102,
    });
    await expect(panel(world.member)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(panel(world.outsider)).rejects.toMatchObject({ extensions: { code: expect.any(String) } });
  });

  it('stay through one more revision, and the ledger tells no more for them', async () => {
    const [{ released }] = (await world.inspect<{ released: string }>(
      'SELECT coalesce(json_agg(entry ORDER BY seq), $1::json)::text AS released FROM release_ledger',
      ['[]'],
    )) as [{ released: string }];
    expect(
      JSON.parse(released)
        .flatMap(({ body }: { body: { facts: unknown[][] } }) => body.facts)
        .flat(),
    ).not.toContain(203);
    const next = await steps.check(file('2018-19', [204, 103], [103, 52], [101, 51]));
    await keep(next);
    expect(await headline('2018')).toMatchObject({ value: 50, asFirstPublished: true });
  });

  it('end when somebody shows the revisions: once for one press, not from an old page, and not by others', async () => {
    await expect(show(world.member)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(show(world.outsider)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const key = uuidv7();
    const { id, version } = await service(IndicatorService).get(world.director, world.ids.indicator);
    const press = () =>
      service(IndicatorWritesService).showRevisions(world.dataManager, { idempotencyKey: key, id, version });
    await press();
    await press();
    const stale = { idempotencyKey: uuidv7(), id, version };
    await expect(service(IndicatorWritesService).showRevisions(world.dataManager, stale)).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    expect(await headline('2018')).toMatchObject({ value: null, hidden: true, asFirstPublished: false });
    expect(await panel()).toMatchObject({ asFirstPublished: 0 });
  });

  it('give way to a revision that may be shown, and to the numbers themselves when the file is taken back', async () => {
    await steps.commit(file('2019-20', [200, 100], [100, 50], [100, 50]));
    await keep(await steps.check(file('2019-20', [300, 150], [150, 75], [150, 75])));
    expect(await headline('2019')).toMatchObject({ people: 300, asFirstPublished: false });
    await steps.commit(file('2020-21', [200, 100], [100, 50], [100, 50]));
    const committed = await keep(await steps.check(file('2020-21', [203, 102], [102, 51], [101, 51])));
    expect(await headline('2020')).toMatchObject({ people: 200, asFirstPublished: true });
    await steps.service.undo(world.dataManager, { ...steps.step(committed), reason: 'wrong file' });
    expect(await headline('2020')).toMatchObject({ people: 200, hidden: false, asFirstPublished: false });
  });

  it('go where another minimum would hide them', async () => {
    await steps.commit(file('2021-22', [100, 50], [80, 38], [20, 12]));
    await keep(await steps.check(file('2021-22', [102, 51], [81, 39], [21, 12])));
    const setMinimum = async (minimumCell: number) => {
      const { id, version } = await service(PartnershipService).get(world.director);
      await service(PartnershipService).edit(world.director, { idempotencyKey: uuidv7(), id, version, minimumCell });
    };
    await setMinimum(15);
    const lines = await linesOf('2021');
    expect(lines.filter((line) => line.includes('Second')).map((line) => line.includes('protected'))).toEqual([true]);
    expect(await headline('2021')).toMatchObject({ people: 100, asFirstPublished: true });
    await setMinimum(10);
  });
});
