import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { createGround, enterShares } from '../../../../test/support/evidence.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { Database } from '../database/database.ts';
import { HiddenService } from '../disclosure/hidden.service.ts';
import { releasedPartnership } from '../disclosure/released.reads.ts';
import { everyPartnership } from '../tenancy/partnerships.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { auditFile, auditPartnership, readAuditArguments } from './audit-disclosure-command.ts';
import { exitCode, UsageError } from './usage.ts';

describe('arguments of audit-disclosure', () => {
  it('are asked for by name', () => {
    expect(readAuditArguments(['--partnership', 'a'])).toEqual({ partnership: 'a', indicator: null });
    expect(readAuditArguments(['--file', '-'])).toEqual({ file: '-' });
    expect(readAuditArguments([])).toBe('all');
    expect(() => readAuditArguments(['--indicator', 'a'])).toThrow('--partnership');
    expect(() => readAuditArguments(['--file', 'a', '--partnership', 'b'])).toThrow(UsageError);
    expect(() => readAuditArguments(['--partnership', 'a', '--force'])).toThrow(UsageError);
  });
});

/** Everybody and three groups, `hidden` of them without a number. */
const release = (hidden: string[], more: object = {}) =>
  JSON.stringify({
    cells: [
      { key: 'all', n: 156, x: 70, percentage: { value: 44.9, half: 0.05 } },
      { key: 'a', n: 90, x: 40, percentage: { value: 44.4, half: 0.05 } },
      { key: 'b', n: 60, x: 27, percentage: { value: 45, half: 0.05 } },
      { key: 'c', n: 6, x: 3, percentage: { value: 50, half: 0.05 } },
    ],
    sets: [{ total: 'all', parts: ['a', 'b', 'c'] }],
    hidden,
    options: { minimum: 10, countsPublished: true, coding: 'none' },
    ...more,
  });

describe('audit-disclosure of a file', () => {
  const audit = async (content: string) => {
    const output: string[] = [];
    const code = await auditFile(content, (line) => output.push(line));
    return { code, output: output.join('\n') };
  };

  it('fails where the hidden group is what the others leave, and passes where it is not', async () => {
    const { code, output } = await audit(release(['c']));
    expect(code).toBe(exitCode.refused);
    expect(output).toContain('c: people can be computed exactly (6 to 6)');
    expect(await audit(release(['b', 'c']))).toMatchObject({ code: exitCode.done });
  });

  it('fails where a number about few people stands in the open', async () => {
    const { code, output } = await audit(release([]));
    expect(code).toBe(exitCode.refused);
    expect(output).toContain('c: people are shown, and too few (6 to 6)');
  });

  it('counts what was released before', async () => {
    const fact = { n: [60, 60], x: [27, 27], share: [0.4495, 0.4505] };
    const ledger = [{ facts: [['b', fact]], guarded: ['c'] }];
    expect(await audit(release(['b', 'c'], { ledger }))).toMatchObject({ code: exitCode.refused });
  });

  it('says where a release cannot be read', async () => {
    await expect(audit('{')).rejects.toThrow('no JSON');
    await expect(audit(release(['nobody']))).rejects.toThrow('“nobody” is none of the cells');
    await expect(audit(release([], { options: { minimum: 3 } }))).rejects.toThrow('options.minimum');
  });
});

describe.each(engines)('audit-disclosure on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  it('finds what a total and its visible groups give away', async () => {
    const ground = await createGround(world);
    const cell = { indicatorId: world.ids.indicator, placeId: ground.home };
    await enterShares(world, { ...cell, populationId: ground.everybody }, [[40, 100]]);
    await enterShares(world, { ...cell, populationId: ground.group }, [[37, 94]]);
    const [database, tenancy] = [world.app.get(Database), world.app.get(Tenancy)];
    const slug = 'harbor';
    const audit = async () => {
      const output: string[] = [];
      const released = await releasedPartnership(database, tenancy, slug, null);
      const code = released && (await auditPartnership(released, (line) => output.push(line)));
      return { code, output: output.join('\n') };
    };
    // The engine left nothing to find.
    expect(await audit()).toMatchObject({ code: exitCode.done });
    // Of several years together not everything is looked at, and that is said.
    const { partnershipId: ours } = world.director;
    const setCadence = (cadence: string) =>
      world.inspect('UPDATE indicator SET cadence = $2 WHERE partnership_id = $1', [ours, cadence]);
    const [before] = await world.inspect<{ cadence: string }>(
      'SELECT cadence FROM indicator WHERE partnership_id = $1 AND id = $2',
      [ours, cell.indicatorId],
    );
    await setCadence('five_years');
    const overlapping = await audit();
    expect(overlapping.output).toContain('its periods overlap each other and single years');
    expect(overlapping.output).toContain('Nothing can be computed back from what was looked at.');
    const hidden = world.app.get(HiddenService, { strict: false });
    expect(await hidden.disclosure(world.dataManager, cell.indicatorId)).toMatchObject({ periodsOverlap: true });
    await setCadence(before?.cadence ?? 'school_year');
    expect(await hidden.disclosure(world.dataManager, cell.indicatorId)).toMatchObject({ periodsOverlap: false });
    expect((await audit()).output).not.toContain('overlap');
    // Somebody lifts the mark past the product.
    const { partnershipId } = world.director;
    await tenancy.inScope({ partnershipId, accountId: null, seesHidden: true }, 'READ WRITE', (client) =>
      client.query('UPDATE observation SET hidden = false, counts_shown = true'),
    );
    const { code, output } = await audit();
    expect(code).toBe(exitCode.refused);
    expect(output).toContain('can be computed exactly (6 to 6)');
    expect(output).toContain('Bridgeport · All students');
    expect(await releasedPartnership(database, tenancy, 'no-such-partnership', null)).toBeNull();
    expect((await everyPartnership(database)).map((each) => each.slug)).toContain(slug);
  });
});
