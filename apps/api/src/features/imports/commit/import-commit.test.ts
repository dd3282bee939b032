import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../../../test/support/database.ts';
import {
  ImportSteps,
  readinessHeader,
  readinessMapping,
  selectAsOwner,
} from '../../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../../test/support/world.ts';

const content = (...lines: string[]): string => `${[readinessHeader, ...lines].join('\n')}\n`;
const adding = (mapping: ReturnType<typeof readinessMapping>): void => {
  mapping.place.unknown = 'add';
  mapping.population.unknown = 'add';
};
const observationsSql = `SELECT value, import_id FROM observation ORDER BY period_start, place_id, population_id`;

describe.each(bothEngines)('a commit on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  const checkFile = async (...lines: string[]) => {
    const mapped = await steps.map(content(...lines), adding);
    return steps.service.check(world.dataManager, steps.step(mapped));
  };

  it('asks for another check when the rows that were read are gone, and writes nothing until then', async () => {
    const file = await checkFile('Bridgeport,2018-19,All,200,100,50', 'Hartford,2018-19,All,200,60,30');
    await world.inspect(`DELETE FROM staged_observation WHERE import_id = $1 AND line = 3`, [file.id]);
    await expect(steps.service.commit(world.dataManager, steps.step(file))).rejects.toMatchObject({
      extensions: { rule: 'IMPORT_NOT_STAGED' },
    });
    expect(await selectAsOwner(world, observationsSql)).toEqual([]);
    const again = await steps.service.check(world.dataManager, steps.step(file));
    const committed = await steps.service.commit(world.dataManager, steps.step(again));
    expect(committed.report?.overlap).toEqual({ added: 2, same: 0, changed: 0 });
  });
});

describe.each(bothEngines)('what the planner knows on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  const statisticsOf = async (table: string): Promise<{ rows: number; columns: number }> => {
    const [row] = await world.inspect<{ rows: number; columns: number }>(
      `SELECT c.reltuples::int AS rows, (SELECT count(*)::int FROM pg_stats s WHERE s.tablename = c.relname) AS columns
       FROM pg_class c WHERE c.relname = $1 AND c.relkind = 'r'`,
      [table],
    );
    return row ?? { rows: 0, columns: 0 };
  };
  const file = (districts: number): string =>
    content(...Array.from({ length: districts }, (_, at) => `District ${at},2018-19,All,200,100,50`));

  it('is what a large import, its decisions and its undo made of the tables', async () => {
    const committed = await steps.commit(file(900), adding);
    for (const table of ['observation', 'place']) {
      const { rows, columns } = await statisticsOf(table);
      expect(rows).toBeGreaterThanOrEqual(900);
      expect(columns).toBeGreaterThan(4);
    }
    expect((await statisticsOf('release_ledger')).rows).toBeGreaterThan(0);
    await steps.service.undo(world.dataManager, { ...steps.step(committed), reason: 'It was the wrong file.' });
    expect((await statisticsOf('observation')).rows).toBeLessThan(100);
  });

  it('is found out after many small ones too', async () => {
    for (let round = 0; round < 6; round += 1) {
      await steps.commit(
        content(...Array.from({ length: 100 }, (_, at) => `Town ${round}-${at},2018-19,All,200,100,50`)),
        adding,
      );
    }
    expect((await statisticsOf('observation')).rows).toBeGreaterThanOrEqual(500);
  });
});

describe.each(bothEngines.filter((engine) => engine === 'postgres'))('a commit beside others on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  it('begins again when one of its observations is added meanwhile, and keeps that for the undo', async () => {
    const go = async (...lines: string[]) => {
      const mapped = await steps.map(content(...lines), adding);
      return steps.service.check(world.dataManager, steps.step(mapped));
    };
    const first = await go('Bridgeport,2017-18,All,200,100,50');
    await steps.service.commit(world.dataManager, steps.step(first));
    const second = await go('Bridgeport,2018-19,All,200,60,30');
    const other = new Client({ connectionString: world.inspectUrl });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query(
        `INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value)
         SELECT partnership_id, indicator_id, place_id, population_id, '2018-07-01', '2019-06-30', 'reported', 77 FROM observation`,
      );
      const committing = steps.service.commit(world.dataManager, steps.step(second));
      const isWaiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await expect.poll(async () => (await other.query<{ n: number }>(isWaiting)).rows[0]?.n).toBe(1);
      await other.query('COMMIT');
      const committed = await committing;
      expect(committed.report?.overlap).toEqual({ added: 0, same: 0, changed: 1 });
      expect((await selectAsOwner<{ value: number }>(world, observationsSql)).map(({ value }) => value)).toEqual([
        50, 30,
      ]);
      await steps.service.undo(world.dataManager, { ...steps.step(committed), reason: 'It was the wrong file.' });
      expect((await selectAsOwner<{ value: number }>(world, observationsSql)).map(({ value }) => value)).toEqual([
        50, 77,
      ]);
    } finally {
      await other.end();
    }
  });
});
