import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGround, enterShares } from '../../../../test/support/evidence.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { engines } from '../../../../test/support/database.ts';
import { Database } from '../database/database.ts';
import { releasedRows } from '../disclosure/released.reads.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { readAuditArguments, report } from './audit-disclosure-command.ts';
import { exitCode, UsageError } from './usage.ts';

describe('arguments of audit-disclosure', () => {
  it('are asked for by name', () => {
    expect(readAuditArguments(['--partnership', 'a'])).toEqual({ partnership: 'a', indicator: null });
    expect(() => readAuditArguments([])).toThrow('--partnership');
    expect(() => readAuditArguments(['--partnership', 'a', '--force'])).toThrow(UsageError);
  });
});

describe.each(engines.slice(0, 1))('audit-disclosure on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  it('finds what a total and its visible groups give away', async () => {
    const ground = await createGround(world);
    const cell = { indicatorId: world.ids.indicator, placeId: ground.home };
    await enterShares(world, { ...cell, populationId: ground.everybody }, [[40, 100]]);
    const [database, tenancy] = [world.app.get(Database), world.app.get(Tenancy)];
    const { rows: found } = await database.pool.query('SELECT slug FROM partnership WHERE id = $1', [
      world.director.partnershipId,
    ]);
    const audit = async () => {
      const said: string[] = [];
      const released = await releasedRows(database, tenancy, String(found[0]?.slug), null);
      const code = await report(released?.rows ?? [], released?.minimum ?? 0, (line) => said.push(line));
      return { code, said: said.join('\n') };
    };
    expect(await audit()).toMatchObject({ code: exitCode.done });
    await enterShares(world, { ...cell, populationId: ground.group }, [[37, 94]]);
    const { code, said } = await audit();
    expect(code).toBe(exitCode.refused);
    expect(said).toContain('can be computed exactly (6 to 6)');
    expect(await releasedRows(database, tenancy, 'no-such-partnership', null)).toBeNull();
  });
});
