import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createGround, type Ground } from '../../../../../test/support/evidence.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Database } from '../../database/database.ts';
import { insertSeries } from '../../database/series-sql.ts';
import { Series1795815300000 } from '../../schema/migrations/1795815300000-series.ts';

/** The names of the keys that observations had of their own. */
const earlier = ['FK_b13636e29ebd54d12af90e005b3', 'FK_02fec63ce7df1e7e4caba1ddb0d', 'FK_d35f6f9a158523af7ad61b49a4a'];
const missing = { code: '23503' };

describe.each(engines)('what an observation refers to on %s', (engine) => {
  let world: World;
  let ground: Ground;
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
  });
  afterAll(() => world.close());

  const key = (changed: object = {}) => ({
    indicator_id: world.ids.indicator,
    place_id: ground.home,
    population_id: ground.everybody,
    import_id: null,
    ...changed,
  });
  const put = (...rows: object[]) =>
    world.inspect(
      `INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, import_id, period_start, period_end, status, value)
       SELECT $1, r.indicator_id, r.place_id, r.population_id, r.import_id, date '1990-01-01' + r.day, date '1990-01-01' + r.day, 'reported', 1
       FROM jsonb_to_recordset($2::jsonb) AS r (indicator_id uuid, place_id uuid, population_id uuid, import_id uuid, day int)`,
      [world.director.partnershipId, JSON.stringify(rows.map((row, at) => ({ ...row, day: at })))],
    );

  const open = (changed: object = {}) => {
    const { indicator_id, place_id, population_id } = { ...key(), ...changed };
    const values = [world.director.partnershipId, indicator_id, place_id, population_id];
    return world.inspect(insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid'), values);
  };

  it('is there when it is written, for each row of a statement', async () => {
    await open();
    for (const column of ['indicator_id', 'place_id', 'population_id', 'import_id'])
      await expect(put(key(), key({ [column]: uuidv7() }))).rejects.toMatchObject(missing);
    // A place and a group that are there, but that nothing was told of together.
    await expect(put(key({ place_id: ground.elsewhere }))).rejects.toMatchObject(missing);
    expect(await world.inspect(`SELECT FROM observation WHERE period_start < '1991-01-01'`)).toEqual([]);
  });

  it('is of one partnership, also where it is of a series', async () => {
    for (const column of ['indicator_id', 'place_id', 'population_id'])
      await expect(open({ [column]: uuidv7() })).rejects.toMatchObject(missing);
    const { partnershipId } = world.outsider;
    const rows = await world.inspect<{ place: string; population: string }>(
      `WITH p AS (INSERT INTO place (partnership_id, id, name, kind) VALUES ($1, gen_random_uuid(), 'Theirs', 'town') RETURNING id),
       q AS (INSERT INTO population (partnership_id, id, name, position) VALUES ($1, gen_random_uuid(), 'Theirs', 90) RETURNING id)
       SELECT p.id AS place, q.id AS population FROM p, q`,
      [partnershipId],
    );
    for (const { place, population } of rows) {
      await expect(open({ place_id: place })).rejects.toMatchObject(missing);
      await expect(open({ population_id: population })).rejects.toMatchObject(missing);
    }
    // The series of one partnership is none of another.
    await open();
    const theirs = `INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status)
      VALUES ($1, $2, $3, $4, '1990-01-01', '1990-01-01', 'not_reported')`;
    const { indicator_id, place_id, population_id } = key();
    await expect(world.inspect(theirs, [partnershipId, indicator_id, place_id, population_id])).rejects.toMatchObject(
      missing,
    );
  });

  it('is there when a row is changed, and stays while a row refers to it', async () => {
    await open();
    await put(key(), key());
    const strange = `UPDATE observation SET place_id = $1 WHERE period_start = '1990-01-01'`;
    await expect(world.inspect(strange, [uuidv7()])).rejects.toMatchObject(missing);
    await open({ place_id: ground.elsewhere });
    await world.inspect(strange, [ground.elsewhere]);
    await expect(world.inspect('DELETE FROM place WHERE id = $1', [ground.elsewhere])).rejects.toMatchObject(missing);
    await expect(world.inspect('DELETE FROM series')).rejects.toMatchObject(missing);
    await expect(
      world.inspect('UPDATE population SET id = $2 WHERE id = $1', [ground.everybody, uuidv7()]),
    ).rejects.toMatchObject(missing);
    // What nothing refers to may go.
    await world.inspect('DELETE FROM population WHERE id = $1', [ground.group]);
  });

  it('was there before there were series: the migration writes those of all observations', async () => {
    const before = await world.inspect('SELECT DISTINCT place_id, population_id FROM observation ORDER BY 1, 2');
    expect(before).toHaveLength(2);
    // As an earlier version left it.
    const keys = ['indicator', 'place', 'population'].map(
      (table, at) => `ALTER TABLE observation ADD CONSTRAINT "${earlier[at]}" FOREIGN KEY (partnership_id, ${table}_id)
        REFERENCES ${table} (partnership_id, id)`,
    );
    const indexes = [
      'CREATE INDEX "IDX_d35f6f9a158523af7ad61b49a4" ON observation (partnership_id, population_id)',
      'CREATE INDEX "IDX_02fec63ce7df1e7e4caba1ddb0" ON observation (partnership_id, place_id)',
    ];
    for (const statement of ['DROP TABLE series CASCADE', ...keys, ...indexes]) await world.inspect(statement);
    const runner = world.app.get(Database).dataSource.createQueryRunner();
    await runner.startTransaction();
    await new Series1795815300000().up(runner);
    await runner.commitTransaction();
    await runner.release();
    expect(await world.inspect('SELECT place_id, population_id FROM series ORDER BY 1, 2')).toEqual(before);
    const bound = `SELECT relname FROM pg_class WHERE relname IN ('observation', 'series') AND relforcerowsecurity ORDER BY 1`;
    expect(await world.inspect(bound)).toEqual([{ relname: 'observation' }, { relname: 'series' }]);
  });
});
