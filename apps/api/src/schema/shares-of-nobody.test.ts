import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { ImportSteps, readinessHeader, selectAsOwner } from '../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { Database } from '../database/database.ts';
import { DisclosureService } from '../disclosure/disclosure.service.ts';
import { SharesOfNobody1792000000000 } from './migrations/1792000000000-shares-of-nobody.ts';

const rows = `SELECT p.name, o.status, o.value, o.denominator, o.hidden, o.version FROM observation o
  JOIN place p ON p.partnership_id = o.partnership_id AND p.id = o.place_id ORDER BY p.name`;

describe.each(engines)('the migration of shares of nobody on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  it('takes the number away, keeps what it was, has the period decided anew, and leaves the rest', async () => {
    const lines = [readinessHeader, 'Bridgeport,2018-19,All,200,100,50', 'Hartford,2018-19,All,90,30,33.3'];
    await new ImportSteps(world).commit(`${lines.join('\n')}\n`, (mapping) => {
      mapping.place.unknown = 'add';
    });
    // As an earlier version stored it.
    await world.inspect(
      `UPDATE observation SET value = 0, numerator = 0, denominator = 0 WHERE place_id = (SELECT id FROM place WHERE name = 'Hartford')`,
    );
    const runner = world.app.get(Database).dataSource.createQueryRunner();
    await runner.startTransaction();
    await new SharesOfNobody1792000000000().up(runner);
    await runner.commitTransaction();
    await runner.release();

    expect(await selectAsOwner(world, rows)).toEqual([
      { name: 'Bridgeport', status: 'reported', value: 50, denominator: 200, hidden: false, version: 1 },
      { name: 'Hartford', status: 'not_applicable', value: null, denominator: 0, hidden: true, version: 2 },
    ]);
    const findRevisions = `SELECT before->>'value' AS was, reason FROM observation_revision WHERE import_id IS NULL`;
    expect(await selectAsOwner(world, findRevisions)).toEqual([
      { was: '0', reason: 'A share of nobody is not applicable.' },
    ]);
    await world.app
      .get(DisclosureService, { strict: false })
      .decideWaiting(world.director.partnershipId, 'all', Infinity);
    expect(await selectAsOwner(world, `SELECT is_decided FROM disclosure_period`)).toEqual([{ is_decided: true }]);
    // Its owner is bound by the policies again.
    const loose = `SELECT relname FROM pg_class WHERE relname IN ('observation', 'observation_revision', 'indicator') AND NOT relforcerowsecurity`;
    expect(await world.inspect(loose)).toEqual([]);
  });
});
