import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createGround, type Ground } from '../../../../../test/support/evidence.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';

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

  it('is there when it is written, for each row of a statement', async () => {
    for (const column of ['indicator_id', 'place_id', 'population_id', 'import_id'])
      await expect(put(key(), key({ [column]: uuidv7() }))).rejects.toMatchObject(missing);
    expect(await world.inspect(`SELECT FROM observation WHERE period_start < '1991-01-01'`)).toEqual([]);
  });

  it('is there when a row is changed, and stays while a row refers to it', async () => {
    await put(key(), key());
    const strange = `UPDATE observation SET place_id = $1 WHERE period_start = '1990-01-01'`;
    await expect(world.inspect(strange, [uuidv7()])).rejects.toMatchObject(missing);
    await world.inspect(strange, [ground.elsewhere]);
    await expect(world.inspect('DELETE FROM place WHERE id = $1', [ground.elsewhere])).rejects.toMatchObject(missing);
    await expect(
      world.inspect('UPDATE population SET id = $2 WHERE id = $1', [ground.everybody, uuidv7()]),
    ).rejects.toMatchObject(missing);
    // What nothing refers to may go.
    await world.inspect('DELETE FROM population WHERE id = $1', [ground.group]);
  });
});
