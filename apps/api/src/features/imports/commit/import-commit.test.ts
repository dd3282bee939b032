import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines, engines } from '../../../../../../test/support/database.ts';
import {
  ImportSteps,
  readinessHeader,
  readinessMapping,
  selectAsOwner,
} from '../../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../../test/support/world.ts';
import type { Import } from '../import.entity.ts';
import { ImportReadsService } from '../import-reads.service.ts';
import type { ImportProgress } from './commit-progress.ts';
import { slicesOf } from './import-commit.ts';

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

describe('the slices of a file', () => {
  it('have each of its lines once, and about as many observations each', () => {
    expect(slicesOf({ staged: 3, first: 2, last: 4 })).toEqual([[2, 4]]);
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(100), fc.nat(300_000), (rows, first, more) => {
        const slices = slicesOf({ staged: rows, first, last: first + more });
        const ends = slices.map(([from, to], at) => [
          from === (at === 0 ? first : (slices[at - 1]?.[1] ?? 0) + 1),
          to >= from,
        ]);
        expect(ends.flat()).not.toContain(false);
        expect(slices.at(-1)?.[1]).toBeGreaterThanOrEqual(first + more);
        expect(slices.length).toBeLessThanOrEqual(Math.max(1, Math.ceil(rows / 20_000)));
      }),
    );
  });
});

describe.each(engines)('a commit in slices on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  /** 21,000 rows without a number, but for the one of the last line. */
  const file = (share: string): string =>
    content(
      ...Array.from({ length: 21_000 }, (_, at) => {
        const year = 1900 + (at % 100);
        return `District ${Math.floor(at / 100)},${year}-${String((year + 1) % 100).padStart(2, '0')},All,,,${at === 20_999 ? share : ''}`;
      }),
    );

  it('tells how far it has come, finds what is there already in each, and is taken back whole', async () => {
    const heard: ImportProgress[] = [];
    const tell = (progress: ImportProgress) => heard.push(progress);
    const put = async (share: string): Promise<Import> => {
      const checked = await steps.service.check(
        world.dataManager,
        steps.step(await steps.map(file(share), adding)),
        tell,
      );
      return steps.service.commit(world.dataManager, steps.step(checked), { tell });
    };
    const first = await put('50');
    expect(first.report?.overlap).toMatchObject({ added: 21_000, same: 0, changed: 0 });
    const read = heard.filter(({ step }) => step === 'read');
    expect(read.map(({ total }) => total)).toEqual(read.map(() => 21_000));
    expect(read[0]?.done).toBeGreaterThanOrEqual(20_000);
    expect(heard.filter(({ step }) => step === 'write').map(({ done, total }) => [done, total])).toEqual([
      [10_500, 21_000],
      [21_000, 21_000],
    ]);
    const second = await put('60');
    expect(second.report?.overlap).toMatchObject({ added: 0, same: 20_999, changed: 1 });
    const values = `SELECT value, import_id FROM observation WHERE value IS NOT NULL`;
    expect(await selectAsOwner(world, values)).toEqual([{ value: 60, import_id: second.id }]);
    await steps.service.undo(world.dataManager, { ...steps.step(second), reason: 'It was the wrong file.' });
    expect(await selectAsOwner(world, values)).toEqual([{ value: 50, import_id: first.id }]);
    await steps.service.undo(world.dataManager, { ...steps.step(first), reason: 'It was the wrong file.' });
    expect(await selectAsOwner(world, 'SELECT FROM observation')).toEqual([]);
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
      // Whoever may import sees that it is being written; nobody else learns that there is such an import.
      const reads = world.app.get(ImportReadsService, { strict: false });
      expect(await reads.find(world.dataManager, second.id)).toMatchObject({ state: 'checked', rowsWritten: 0 });
      expect(await reads.find(world.dataManager, first.id)).toMatchObject({ rowsWritten: null });
      await expect(reads.find(world.outsider, second.id)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
      await other.query('COMMIT');
      const committed = await committing;
      expect(await reads.find(world.dataManager, second.id)).toMatchObject({ state: 'committed', rowsWritten: null });
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
