import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../../test/support/database.ts';
import { ImportSteps, selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PopulationMoveService } from './population-move.service.ts';
import { PopulationDimensionService } from './population-dimension.service.ts';
import { PopulationService } from './population.service.ts';

const file = `District,Subgroup,Year,Graduated,Cohort,Rate
Quarry District,All Students,2020-21,78,147,53.1
Quarry District,White,2020-21,40,80,50.0
Quarry District,Black,2020-21,17,31,54.8
Quarry District,Hispanic,2020-21,18,30,60.0
Quarry District,Asian,2020-21,3,6,50.0
`;

describe.each(bothEngines)('populations that are moved, on %s', (engine) => {
  let world: World;
  let moves: PopulationMoveService;
  let populations: PopulationService;
  beforeAll(async () => {
    world = await createWorld(engine);
    moves = world.app.get(PopulationMoveService, { strict: false });
    populations = world.app.get(PopulationService, { strict: false });
  });
  afterAll(() => world.close());

  const add = (name: string, dimension: string | null, crossed: [string, string] | null = null) =>
    populations.add(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      name,
      dimension,
      group: dimension === null ? null : name.split(' × ')[0],
      crossedDimension: crossed?.[0] ?? null,
      crossedGroup: crossed?.[1] ?? null,
    });
  const move = ({ id, version }: { id: string; version: number }, dimension: string | null, overlapping = false) =>
    moves.move(world.dataManager, { idempotencyKey: uuidv7(), id, version, dimension, overlapping });
  const populationOf = async (name: string) => {
    const found = (await populations.page(world.member, 5, null, true, name)).nodes.find((one) => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };

  it('have everything decided anew that hangs on them', async () => {
    const steps = new ImportSteps(world);
    await steps.commitProposed(file, ({ population }) => {
      population.dimensions = { White: 'race', Black: 'race', Hispanic: 'race', Asian: 'ancestry' };
    });
    const hiddenGroups = async () =>
      (
        await selectAsOwner<{ name: string }>(
          world,
          `SELECT p.name FROM observation o JOIN population p ON p.id = o.population_id JOIN place q ON q.id = o.place_id
           WHERE q.name = 'Quarry District' AND o.hidden ORDER BY 1`,
        )
      ).map(({ name }) => name);
    const decisions = () =>
      selectAsOwner<{ stamp: string; is_decided: boolean }>(world, 'SELECT stamp, is_decided FROM disclosure_period');
    const [before] = await decisions();
    const moved = await move(await populationOf('Asian'), 'race');
    expect(moved).toMatchObject({ dimension: 'race', group: 'Asian', version: 2 });
    const [after] = await decisions();
    expect(after).toMatchObject({ is_decided: true });
    expect(after?.stamp).not.toBe(before?.stamp);
    expect(await hiddenGroups()).toContain('Asian');
    const history = await selectAsOwner(
      world,
      `SELECT verb FROM audit WHERE kind = 'population' AND item_id = $1 ORDER BY 1`,
      [moved.id],
    );
    expect(history).toContainEqual({ verb: 'move' });
  });

  it('take their crossings along, and are never crossed with themselves', async () => {
    const girls = await add('Girls', 'groups');
    const crossing = await add('Girls × North', 'groups', ['region', 'North']);
    await expect(move(crossing, 'sex')).rejects.toMatchObject({ extensions: { rule: 'POPULATION_IS_CROSSING' } });
    await expect(move(girls, 'region')).rejects.toMatchObject({ extensions: { rule: 'POPULATION_CROSSED_WITH' } });
    await expect(move(girls, null)).rejects.toMatchObject({ extensions: { rule: 'POPULATION_HAS_CROSSINGS' } });
    await move(girls, 'sex');
    expect(await populationOf('Girls × North')).toMatchObject({
      dimension: 'sex',
      crossedDimension: 'region',
      version: 2,
    });
  });

  it('become everybody, a group, or one of groups that overlap', async () => {
    const total = await add('Every pupil', 'race');
    const everybody = await move(total, null);
    expect(everybody).toMatchObject({ dimension: null, group: null });
    expect(await move(everybody, 'other', true)).toMatchObject({ dimension: 'other', group: 'Every pupil' });
    const dimensions = world.app.get(PopulationDimensionService, { strict: false });
    const { nodes } = await dimensions.page(world.member, 50, null);
    expect(nodes.find(({ name }) => name === 'other')).toMatchObject({ isExclusive: false });
    const twin = await add('Every pupil!', null);
    expect(twin.dimension).toBeNull();
    const other = await add('every pupil', 'race');
    await expect(move(other, 'other')).rejects.toMatchObject({ extensions: { rule: 'POPULATION_GROUP_TAKEN' } });
  });

  it('are moved by those who manage indicators, as they saw them, and by nobody else', async () => {
    const group = await add('Rowers', 'sport');
    const input = { idempotencyKey: uuidv7(), id: group.id, version: 1, dimension: 'club', overlapping: false };
    await expect(moves.move(world.member, input)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(moves.move(world.outsider, input)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(move({ id: group.id, version: 7 }, 'club')).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    expect(await populationOf('Rowers')).toMatchObject({ dimension: 'sport', version: 1 });
  });
});
