import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../../test/support/database.ts';
import { ImportSteps, readinessMapping } from '../../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../../test/support/world.ts';
import { ImportReadsService } from '../import-reads.service.ts';
import { SavedMappingService } from './saved-mapping.service.ts';

describe.each(engines)('saved mappings on %s', (engine) => {
  let world: World;
  let saved: SavedMappingService;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    saved = world.app.get(SavedMappingService, { strict: false });
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  const input = (name: string) => ({
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    name,
    mapping: readinessMapping(world.ids.indicator),
  });

  it('offers a mapping for a file whose header is spelled otherwise', async () => {
    await saved.save(world.dataManager, input('Readiness'));
    await saved.save(world.dataManager, input('Readiness'));
    const next = await steps.upload('DISTRICT,YEAR,GROUP,TESTED,READY,SHARE\nBridgeport,2019-20,All,100,50,50\n');
    const page = await saved.page(world.dataManager, next.id, 10, null);
    expect(page).toMatchObject({ totalCount: 1, nodes: [{ name: 'Readiness', fit: 1, missing: [], version: 2 }] });
    const mapped = await steps.service.map(world.dataManager, { ...steps.step(next), mapping: page.nodes[0]?.mapping });
    expect(mapped.state).toBe('mapped');
    const other = await steps.upload('District,Enrolled\nBridgeport,100\n');
    const [offer] = (await saved.page(world.dataManager, other.id, 10, null)).nodes;
    expect(offer?.missing).toEqual(['Year', 'Group', 'Share', 'Ready', 'Tested']);
  });

  it('guesses a mapping with reasons', async () => {
    const rows = Array.from(
      { length: 12 },
      (_row, at) =>
        `District ${at},2018-19,All students,${100 + at},${50 + at},${(((50 + at) / (100 + at)) * 100).toFixed(1)}`,
    );
    const file = await steps.upload(`District,Year,Group,Tested,Ready,Share\n${rows.join('\n')}\n`);
    const guess = await world.app
      .get(ImportReadsService, { strict: false })
      .guess(world.dataManager, file.id, [world.ids.indicator]);
    const roles = Object.fromEntries(guess.columns.map(({ column, role }) => [column, role]));
    expect(roles).toMatchObject({
      District: 'place_label',
      Year: 'period',
      Share: 'value',
      Tested: 'denominator',
      Ready: 'numerator',
    });
    expect(guess.columns.every(({ reason }) => reason.length > 0)).toBe(true);
    expect(await steps.service.map(world.dataManager, { ...steps.step(file), mapping: guess.mapping })).toMatchObject({
      state: 'mapped',
    });
  });

  it('refuses a mapping that is none, and everybody who may not import', async () => {
    await expect(saved.save(world.dataManager, { ...input('Bad'), mapping: { version: 7 } })).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { 'mapping.version': expect.any(String) } },
    });
    await expect(saved.save(world.member, input('Mine'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const file = await steps.upload('District,Year\nBridgeport,2018-19\n');
    await expect(saved.page(world.outsider, file.id, 10, null)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});
