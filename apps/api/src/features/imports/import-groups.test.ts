import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '@throughline/measurement/disclosure';
import { leaksIn, type ReadNumber } from '../../../../../test/support/children/attacker.ts';
import { engines } from '../../../../../test/support/database.ts';
import { ImportSteps, selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PopulationService } from '../populations/population.service.ts';

interface Stored {
  name: string;
  dimension: string | null;
  crossed: string | null;
  numerator: number;
  denominator: number;
  hidden: boolean;
}

/** Columns of a file of groups; the first is everybody. */
interface GroupFile {
  readonly what: string;
  readonly file: string;
  /** The group that can be computed while it is alone. */
  readonly smallest: string;
  readonly dimensions: Record<string, string | null>;
  /** What a person is asked. */
  readonly sorted?: Record<string, string>;
}

const files: readonly GroupFile[] = [
  {
    what: 'races, learners and disability in one column',
    smallest: 'Asian',
    file: `District,Subgroup,Year,Graduated,Cohort,Rate
Maple District,All Students,2020-21,78,147,53.1
Maple District,White,2020-21,40,80,50.0
Maple District,Black,2020-21,17,31,54.8
Maple District,Hispanic,2020-21,18,30,60.0
Maple District,Asian,2020-21,3,6,50.0
Maple District,English Learners,2020-21,14,28,50.0
Maple District,Students with Disabilities,2020-21,12,25,48.0
`,
    dimensions: { White: 'race', Black: 'race', Hispanic: 'race', Asian: 'race', 'English Learners': 'language' },
  },
  {
    what: 'a column that names the dimensions',
    smallest: 'Nonbinary',
    file: `District,Year,Group Type,Group,Absent,Students,Rate
Elm District,2020-21,Total,All Students,50,200,25.0
Elm District,2020-21,Gender,Girls,30,120,25.0
Elm District,2020-21,Gender,Boys,17,72,23.6
Elm District,2020-21,Gender,Nonbinary,3,8,37.5
Elm District,2020-21,Grade,Grade 4,20,100,20.0
Elm District,2020-21,Grade,Grade 5,30,100,30.0
`,
    dimensions: { Girls: 'Gender', Boys: 'Gender', Nonbinary: 'Gender', 'Grade 4': 'Grade', 'Grade 5': 'Grade' },
  },
  {
    what: 'dimensions under a name that nobody knows',
    smallest: 'Foster care',
    file: `School,Year,Category,Student Group,Met,Count,Percent Met
Alder Middle,2022-23,Everyone,Total,61,130,46.9
Alder Middle,2022-23,Care,Foster care,4,7,57.1
Alder Middle,2022-23,Care,Not in foster care,57,123,46.3
Alder Middle,2022-23,Lunch,Low income,30,70,42.9
Alder Middle,2022-23,Lunch,Not low income,31,60,51.7
`,
    dimensions: { 'Foster care': 'Care', 'Low income': 'Lunch' },
  },
  {
    what: 'crossings without their margins',
    smallest: 'White × Male',
    file: `School,Race,Sex,Year,Graduated,Cohort,Rate
Fir School,All,All,2020-21,47,112,42.0
Fir School,Black,Female,2020-21,16,40,40.0
Fir School,Black,Male,2020-21,14,36,38.9
Fir School,White,Female,2020-21,15,30,50.0
Fir School,White,Male,2020-21,2,6,33.3
`,
    dimensions: { 'White × Male': 'race' },
  },
  {
    what: 'labels that say nothing, all in one dimension, sorted by their numbers',
    smallest: 'Cohort C',
    file: `School,Group,Year,Finished,Enrolled,Rate
Oak Program,All,2021-22,98,240,40.8
Oak Program,Cohort A,2021-22,50,121,41.3
Oak Program,Cohort B,2021-22,45,112,40.2
Oak Program,Cohort C,2021-22,3,7,42.9
Oak Program,Morning,2021-22,60,139,43.2
Oak Program,Evening,2021-22,38,101,37.6
`,
    dimensions: {},
    sorted: Object.fromEntries(
      ['Cohort A', 'Cohort B', 'Cohort C', 'Morning', 'Evening'].map((label) => [label, 'program']),
    ),
  },
];

describe.each(engines)('groups of a stranger’s file on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  /** Imports a file as the product proposes it, and as a person sorts what it cannot. */
  async function publish({ file, sorted }: Pick<GroupFile, 'file' | 'sorted'>): Promise<Stored[]> {
    const done = await steps.commitProposed(file, ({ population }) => {
      population.dimensions = { ...population.dimensions, ...sorted };
    });
    return selectAsOwner<Stored>(
      world,
      `SELECT q.name, q.dimension, q.crossed_dimension AS crossed, o.numerator, o.denominator, o.hidden
       FROM observation o JOIN population q ON q.id = o.population_id WHERE o.import_id = $1`,
      [done.id],
    );
  }

  it.each(files)('give no one away: $what', async ({ file, smallest, dimensions, sorted }) => {
    const stored = await publish({ file, sorted });
    const byName = new Map(stored.map((row) => [row.name, row]));
    for (const [name, dimension] of Object.entries(dimensions)) expect(byName.get(name)?.dimension).toBe(dimension);
    const small = byName.get(smallest);
    expect(small).toMatchObject({ hidden: true });
    // A reader who subtracts every other shown group of the same kind from everybody is left with more than the small one.
    const solver = await loadHighsSolver();
    const everybody = stored.find(({ dimension }) => dimension === null);
    const kin = stored.filter((row) => row.dimension === small?.dimension && row.crossed === small?.crossed);
    const exact = [small, ...kin.filter((row) => row !== small)].flatMap((row) => row ?? []);
    const read = [...exact, ...(everybody ? [everybody] : [])].map((row): ReadNumber => {
      const at = exact.indexOf(row);
      return {
        name: row.name,
        has: ({ race }) => at === -1 || race === at,
        isHidden: row.hidden,
        n: row.hidden ? null : row.denominator,
        x: row.hidden ? null : row.numerator,
        share: null,
        error: 0,
      };
    });
    const kinds = exact.map((_row, race) => ({ school: 0, race, sex: 0, learner: 0, disability: 0, age: 0 }));
    expect(leaksIn(read, kinds, 10, solver)).toEqual([]);
  });

  describe('of which nobody knows what they are groups of', () => {
    const file = `School,Group,Year,Met,Count,Rate
Harbor School,All,2020-21,60,150,40.0
Harbor School,Riders,2020-21,30,70,42.9
Harbor School,Walkers,2020-21,30,80,37.5
Harbor School,Choir,2020-21,20,40,50.0
Harbor School,Whole school,2020-21,61,150,40.7
Harbor School,English Learners,2020-21,10,30,33.3
`;
    const commit = async (change?: (mapping: ImportMapping) => void) => {
      const checked = await steps.checkProposed(file, change);
      return steps.service.commit(world.dataManager, steps.step(checked));
    };

    it('are asked about one by one, and nothing is committed before', async () => {
      const checked = await steps.checkProposed(file);
      expect(checked.report?.problems).toContainEqual({ code: 'unclear_group', severity: 'error', count: 4 });
      await expect(steps.service.commit(world.dataManager, steps.step(checked))).rejects.toMatchObject({
        extensions: { rule: 'IMPORT_GROUPS_UNCLEAR' },
      });
      await expect(
        commit(({ population }) => (population.dimensions = { Riders: 'transport', Walkers: 'transport' })),
      ).rejects.toMatchObject({ extensions: { rule: 'IMPORT_GROUPS_UNCLEAR' } });
      expect(await selectAsOwner(world, `SELECT 1 FROM population WHERE name IN ('Riders', 'Choir')`)).toEqual([]);
    });

    it('are what the person says: a dimension of their own, overlapping with others, or everybody', async () => {
      const done = await commit(({ population }) => {
        population.dimensions = { Riders: 'transport', Walkers: 'transport', Choir: 'other groups' };
        population.overlapping = ['other groups'];
        population.all = ['All', 'Whole school'];
        population.columns = ['Group'];
      }).catch((error: unknown) => error);
      // Two rows that both tell of everybody contradict each other: the person says which one counts.
      expect(done).toMatchObject({ extensions: { rule: 'IMPORT_HAS_ERRORS' } });
      await commit(({ population, ...mapping }) => {
        population.dimensions = { Riders: 'transport', Walkers: 'transport', Choir: 'other groups' };
        population.overlapping = ['other groups'];
        mapping.skip.push([{ column: 'Group', is: 'one_of', values: ['Whole school'] }]);
      });
      const stored = await selectAsOwner(
        world,
        `SELECT p.name, p.dimension, d.is_exclusive AS exclusive FROM population p JOIN population_dimension d ON d.name = p.dimension
         WHERE p.name IN ('Riders', 'Choir', 'English Learners') ORDER BY p.name`,
      );
      expect(stored).toEqual([
        { name: 'Choir', dimension: 'other groups', exclusive: false },
        { name: 'English Learners', dimension: 'language', exclusive: true },
        { name: 'Riders', dimension: 'transport', exclusive: true },
      ]);
    });
  });

  describe('that are retired', () => {
    const text = `District,Group,Year,Rate
Birch District,All,2020-21,50.5
Birch District,Night owls,2020-21,51.5
`;
    const retire = async (name: string) => {
      const [row] = await selectAsOwner<{ id: string; version: number }>(
        world,
        'SELECT id, version FROM population WHERE name = $1',
        [name],
      );
      const { id = '', version = 0 } = row ?? {};
      const populations = world.app.get(PopulationService, { strict: false });
      await populations.retire(world.dataManager, { idempotencyKey: uuidv7(), id, version });
      return id;
    };

    it('take no new numbers: a file that names one is asked about, whatever is done with new ones', async () => {
      const owls = ({ population }: ImportMapping) => {
        population.dimensions = { 'Night owls': 'sleep' };
      };
      await steps.commitProposed(text, owls);
      const id = await retire('Night owls');
      const next = text.replaceAll('2020-21', '2021-22');
      for (const unknown of ['ask', 'add'] as const) {
        const checked = await steps.checkProposed(next, (mapping) => {
          owls(mapping);
          mapping.population.unknown = unknown;
        });
        expect(checked.report?.problems).toEqual([{ code: 'retired_population', severity: 'error', count: 1 }]);
        expect(checked.report?.unknownPopulations).toMatchObject([{ likely: { id, name: 'Night owls' } }]);
        await expect(steps.service.commit(world.dataManager, steps.step(checked))).rejects.toMatchObject({
          extensions: { rule: 'IMPORT_HAS_ERRORS' },
        });
      }
      const left = await steps.commitProposed(next, ({ population }) => (population.unknown = 'leave_out'));
      expect(left.report?.overlap).toEqual({ added: 1, changed: 0, same: 0 });
    });

    it('between check and commit, the file is checked again', async () => {
      const owls = text.replaceAll('Night owls', 'Larks');
      const change = ({ population }: ImportMapping) => (population.dimensions = { Larks: 'sleep' });
      await steps.commitProposed(owls, change);
      const checked = await steps.checkProposed(owls.replaceAll('2020-21', '2021-22'), change);
      await retire('Larks');
      await expect(steps.service.commit(world.dataManager, steps.step(checked))).rejects.toMatchObject({
        extensions: { rule: 'IMPORT_CHECK_AGAIN' },
      });
    });
  });

  it('of an indicator that is retired are refused when mapped, checked and committed', async () => {
    const text = 'District,Year,Rate\nCedar District,2020-21,50.5\n';
    const mapped = await steps.propose(text);
    const checked = await steps.checkProposed(text);
    await selectAsOwner(world, 'UPDATE indicator SET retired_at = now() WHERE id = $1', [world.ids.indicator]);
    try {
      const refused = { extensions: { rule: 'MAPPING_INDICATOR_RETIRED' } };
      await expect(steps.service.check(world.dataManager, steps.step(mapped))).rejects.toMatchObject(refused);
      await expect(steps.service.commit(world.dataManager, steps.step(checked))).rejects.toMatchObject(refused);
      await expect(steps.propose(text)).rejects.toMatchObject({
        extensions: { refusals: { 'mapping.indicators.0.indicatorKey': { code: 'MAPPING_INDICATOR_RETIRED' } } },
      });
    } finally {
      await selectAsOwner(world, 'UPDATE indicator SET retired_at = NULL WHERE id = $1', [world.ids.indicator]);
    }
  });

  it('are for those who may import, and for nobody else', async () => {
    const [first] = files;
    const mapped = await steps.propose(first?.file ?? '');
    const refused = { extensions: { rule: 'NOT_ALLOWED' } };
    await expect(steps.service.check(world.member, steps.step(mapped))).rejects.toMatchObject(refused);
    await expect(steps.service.check(world.outsider, steps.step(mapped))).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});
