import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { Database } from '../database/database.ts';
import { Places1795780771463 } from './migrations/1795780771463-places.ts';

/** The tables as they were: what the migration undoes comes back. */
const asBefore = [
  'DROP TABLE place_code',
  'DROP INDEX "IDX_e64868ca92cc539303f5842c20"',
  'DROP INDEX "IDX_4361cd9b9010c5a0a7ffd2e09f"',
  'ALTER TABLE place DROP CONSTRAINT "FK_44dde404be0dcd12bff4b808428"',
  'ALTER TABLE place DROP COLUMN retired_at, DROP COLUMN merged_into_id, ADD COLUMN code text',
  'ALTER TABLE place DROP CONSTRAINT "CHK_d2e18bd1ed327f97aad6b58e79"',
  `ALTER TABLE place ADD CONSTRAINT "CHK_42a28368869e11cfb1a2d8ada4" CHECK (kind <> '')`,
  'CREATE UNIQUE INDEX "IDX_489058b3f90115cbe90bde5c11" ON place (partnership_id, name, kind)',
];

const rows = [
  ['Stamford', 'district', '1350011', true, '2026-01-01'],
  ['Norwalk', 'district', '1030011', true, '2026-01-02'],
  ['Norwalk High', 'school', '1030011', false, '2026-01-03'],
  ['Norwalk old', 'district', ' 1030011 ', false, '2026-01-04'],
  ['Ansonia', 'district', null, false, '2026-01-05'],
  ['Derby', 'town', '', false, '2026-01-06'],
] as const;

describe.each(bothEngines)('the migration of places on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  it('gives each code to a system, loses none that two places had, and keeps one home', async () => {
    const runner = world.app.get(Database).dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('ALTER TABLE place NO FORCE ROW LEVEL SECURITY');
    for (const statement of asBefore) await runner.query(statement);
    for (const [name, kind, code, isHome, day] of rows) {
      await runner.query(
        `INSERT INTO place (partnership_id, id, name, kind, code, is_home, created_at) VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6)`,
        [world.director.partnershipId, name, kind, code, isHome, day],
      );
    }
    await new Places1795780771463().up(runner);
    await runner.commitTransaction();
    await runner.release();
    const codes = `SELECT p.name, c.system, c.code FROM place_code c JOIN place p ON p.id = c.place_id ORDER BY p.name`;
    expect(await world.inspect(codes)).toEqual([
      { name: 'Norwalk', system: 'state_district', code: '1030011' },
      { name: 'Norwalk High', system: 'state_school', code: '1030011' },
      { name: 'Norwalk old', system: 'state_district 2', code: '1030011' },
      { name: 'Stamford', system: 'state_district', code: '1350011' },
    ]);
    expect(await world.inspect('SELECT name FROM place WHERE is_home')).toEqual([{ name: 'Stamford' }]);
    // Its owner is bound by the policies again.
    const loose = `SELECT relname FROM pg_class WHERE relname IN ('place', 'place_code', 'partnership') AND NOT relforcerowsecurity`;
    expect(await world.inspect(loose)).toEqual([]);
  });
});
