import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { engines } from '../../../../../../test/support/database.ts';
import {
  ImportSteps,
  observations,
  readinessHeader,
  readinessMapping,
  selectAsOwner,
} from '../../../../../../test/support/imports.ts';
import { workbook } from '../../../../../../test/support/workbook.ts';
import { createWorld, type World } from '../../../../../../test/support/world.ts';
import { ImportReadsService } from '../import-reads.service.ts';
import type { Import } from '../import.entity.ts';

const rows = (...lines: string[]): string => `${[readinessHeader, ...lines].join('\n')}\n`;
const adding = (mapping: ImportMapping): void => {
  mapping.place.unknown = 'add';
  mapping.population.unknown = 'add';
};

describe.each(engines)('what the data of a file show on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  const checkFile = async (
    content: string | Uint8Array,
    name: string,
    change: (mapping: ImportMapping) => void = adding,
  ) => {
    const uploaded = await steps.upload(content, name);
    const mapping = readinessMapping(world.ids.indicator);
    change(mapping);
    const mapped = await steps.service.map(world.dataManager, { ...steps.step(uploaded), mapping });
    return steps.service.check(world.dataManager, steps.step(mapped));
  };
  const commit = (file: Import) => steps.service.commit(world.dataManager, steps.step(file));
  const finding = (file: Import, code: string) => file.report?.quality?.find((each) => each.code === code);

  it('tells of a place that is gone, one that is new, and one that may only have another name', async () => {
    await commit(
      await checkFile(
        rows(
          'Northfield School District,2010-11,All,200,100,50',
          'Easton School District,2010-11,All,200,100,50',
          'Weston School District,2010-11,All,200,100,50',
        ),
        'harbour 2010.csv',
      ),
    );
    const next = await checkFile(
      rows('Northfeild School District,2011-12,All,200,100,50', 'Easton School District,2011-12,All,200,100,50'),
      'harbour 2011.csv',
    );
    expect(finding(next, 'place_renamed')).toMatchObject({
      severity: 'warning',
      count: 1,
      examples: [{ line: 2, place: 'Northfeild School District', other: 'Northfield School District' }],
    });
    expect(finding(next, 'place_renamed')?.examples[0]?.placeId).toMatch(/^[0-9a-f-]{36}$/);
    expect(finding(next, 'place_vanished')).toMatchObject({
      count: 1,
      examples: [{ place: 'Weston School District', other: 'harbour 2010.csv' }],
    });
    expect(next.errors).toBe(0);
    // Another series of the same indicator is not held against this one.
    const other = await checkFile(
      rows('Easton School District,2012-13,All,200,100,50').replace('Share', 'Share of them'),
      'elsewhere.csv',
      (mapping) => {
        adding(mapping);
        mapping.indicators.forEach((source) => (source.value = { column: 'Share of them' }));
      },
    );
    expect(finding(other, 'place_vanished')).toBeUndefined();
  });

  it('tells of totals that are not the sum of their groups or of their places, and is silent where groups overlap', async () => {
    const good = (place: string) => [
      `${place},2015-16,All,300,150,50`,
      `${place},2015-16,Girls,140,80,57.1`,
      `${place},2015-16,Boys,160,70,43.8`,
    ];
    const checked = await checkFile(
      rows(
        ...good('Northfield School District'),
        ...good('Easton School District'),
        'Weston School District,2015-16,All,400,200,50',
        'Weston School District,2015-16,Girls,140,80,57.1',
        'Weston School District,2015-16,Boys,160,70,43.8',
      ),
      'groups.csv',
    );
    expect(finding(checked, 'groups_differ')).toMatchObject({ severity: 'warning', count: 2 });
    expect(finding(checked, 'groups_differ')?.examples[0]).toMatchObject({
      line: 8,
      place: 'Weston School District',
      now: 400,
      was: 300,
      what: 'denominator',
    });
    const overlapping = ['A', 'B', 'C', 'D'].flatMap((place) => [
      `${place},2015-16,All,300,150,50`,
      `${place},2015-16,Learners,140,80,57.1`,
      `${place},2015-16,Newcomers,160,70,43.8`,
      `${place},2015-16,Refugees,60,30,50`,
    ]);
    expect(finding(await checkFile(rows(...overlapping), 'overlap.csv'), 'groups_differ')).toBeUndefined();
  });

  it('adds up the groups of each dimension by themselves, also of groups that the commit adds', async () => {
    const mappingWith = (mapping: ImportMapping) => {
      adding(mapping);
      mapping.population.dimensions = { Mornings: 'Session', Afternoons: 'Session', Riders: 'Way', Walkers: 'Way' };
    };
    const everybody = 'Weston School District,2015-16,All,300,150,50';
    const sessions = [
      'Weston School District,2015-16,Mornings,140,80,57.1',
      'Weston School District,2015-16,Afternoons,160,70,43.8',
    ];
    const ways = [
      'Weston School District,2015-16,Riders,60,30,50',
      'Weston School District,2015-16,Walkers,240,120,50',
    ];
    const right = await checkFile(rows(everybody, ...sessions, ...ways), 'sorted.csv', mappingWith);
    expect(finding(right, 'groups_differ')).toBeUndefined();
    const [riders = ''] = ways;
    const wrong = await checkFile(
      rows(everybody, ...sessions, riders, 'Weston School District,2015-16,Walkers,140,120,85.7'),
      'sorted wrongly.csv',
      mappingWith,
    );
    expect(finding(wrong, 'groups_differ')).toMatchObject({ count: 1, examples: [{ now: 300, was: 200 }] });
  });

  it('says what a commit would change most, and what is provisional', async () => {
    const file = 'Easton School District,2001-02,All,200,100,50';
    await commit(await checkFile(rows(file, 'Weston School District,2001-02,All,200,100,50'), 'first.csv'));
    const revised = await checkFile(
      rows('Easton School District,2001-02,All,200,160,80', 'Weston School District,2001-02,All,200,102,51'),
      'second.csv',
      (mapping) => {
        adding(mapping);
        mapping.provisional = 'all';
      },
    );
    expect(finding(revised, 'changed')?.examples.map(({ place, was, now }) => [place, was, now])).toEqual([
      ['Easton School District', 50, 80],
      ['Weston School District', 50, 51],
    ]);
    expect(finding(revised, 'provisional')).toMatchObject({ severity: 'note', count: 2 });
    const before = await observations(world);
    const committed = await commit(revised);
    expect(
      await selectAsOwner(world, 'SELECT provisional FROM observation WHERE import_id = $1', [committed.id]),
    ).toEqual([{ provisional: true }, { provisional: true }]);
    await steps.service.undo(world.dataManager, steps.step(committed));
    expect(await observations(world)).toBe(before);
  });

  it.each([
    ['leave_out', [], 1],
    ['first', [50], 2],
    ['last', [60], 2],
  ] as const)('keeps of two names of one place what the policy %s says', async (policy, expectedRows, accepted) => {
    const year = { leave_out: '1991-92', first: '1992-93', last: '1993-94' }[policy];
    const change = (mapping: ImportMapping) => {
      adding(mapping);
      mapping.duplicates = policy;
      mapping.place.aliases = { Easton: 'Easton School District' };
    };
    const checked = await checkFile(
      rows(
        `Easton School District,${year},All,100,50,50`,
        `Weston School District,${year},All,100,50,50`,
        `Easton,${year},All,100,60,60`,
      ),
      `policy ${policy}.csv`,
      change,
    );
    expect([checked.errors, checked.rowsAccepted]).toEqual([0, accepted]);
    expect(finding(checked, 'duplicates')?.severity).toBe('note');
    const { id } = await commit(checked);
    const stored = await selectAsOwner<{ value: number }>(
      world,
      `SELECT o.value FROM observation o JOIN place p ON p.partnership_id = o.partnership_id AND p.id = o.place_id
       WHERE o.import_id = $1 AND p.name = 'Easton School District'`,
      [id],
    );
    expect(stored.map(({ value }) => value)).toEqual(expectedRows);
  });

  it('adds a crossing with the two groups that it is of', async () => {
    const header = 'District,Year,Race,Sex,Tested,Ready,Share';
    const lines = [
      'Easton School District,2005-06,Black,Female,100,50,50',
      'Easton School District,2005-06,White,Male,100,50,50',
      'Easton School District,2005-06,,,200,100,50',
    ];
    const checked = await checkFile(`${[header, ...lines].join('\n')}\n`, 'crossed.csv', (mapping) => {
      adding(mapping);
      mapping.population.columns = ['Race', 'Sex'];
    });
    expect(checked.errors).toBe(0);
    await commit(checked);
    const known = await selectAsOwner(
      world,
      `SELECT name, dimension, "group", crossed_dimension, crossed_group FROM population WHERE crossed_dimension IS NOT NULL ORDER BY 1`,
    );
    expect(known).toEqual([
      { name: 'Black × Female', dimension: 'Race', group: 'Black', crossed_dimension: 'Sex', crossed_group: 'Female' },
      { name: 'White × Male', dimension: 'Race', group: 'White', crossed_dimension: 'Sex', crossed_group: 'Male' },
    ]);
    expect(await world.inspect('SELECT name FROM population_dimension ORDER BY position')).toEqual(
      expect.arrayContaining([{ name: 'Race' }, { name: 'Sex' }]),
    );
    // The next file knows them, whichever of the two columns comes first.
    const again = await checkFile(
      `District,Year,Sex,Race,Tested,Ready,Share\nEaston School District,2006-07,Female,Black,100,50,50\n`,
      'crossed again.csv',
      (mapping) => {
        mapping.population.columns = ['Sex', 'Race'];
      },
    );
    expect([again.errors, again.rowsAccepted]).toEqual([0, 1]);
  });

  it('brings a wide workbook in, changes nothing when it comes again, and is taken back exactly', async () => {
    const book = workbook([
      { name: 'Read me', rows: [['These are notes.']] },
      {
        name: 'Readiness',
        rows: [
          ['District', 'Girls 2020-21', 'Girls 2021-22', 'Boys 2020-21', 'Boys 2021-22'],
          ['Easton School District', 50.5, 52, 48, '*'],
          ['Weston School District', '<5', 41, 39.5, 40],
        ],
      },
    ]);
    const reads = world.app.get(ImportReadsService, { strict: false });
    const before = await observations(world);
    const bring = async () => {
      const uploaded = await steps.upload(book, 'readiness.xlsx');
      expect(uploaded.seen.shape.workbook?.sheet).toBe('Readiness');
      const guess = await reads.guess(world.dataManager, uploaded.id, [world.ids.indicator]);
      const mapping = guess.mapping as ImportMapping;
      expect(mapping.wide?.map(({ period, population }) => [period, population])).toEqual([
        ['2020-21', ['Girls']],
        ['2021-22', ['Girls']],
        ['2020-21', ['Boys']],
        ['2021-22', ['Boys']],
      ]);
      adding(mapping);
      const mapped = await steps.service.map(world.dataManager, { ...steps.step(uploaded), mapping });
      return commit(await steps.service.check(world.dataManager, steps.step(mapped)));
    };
    const first = await bring();
    expect(first.report?.overlap).toEqual({ added: 8, same: 0, changed: 0 });
    const statuses = await selectAsOwner<{ status: string; count: string }>(
      world,
      'SELECT status, count(*) FROM observation WHERE import_id = $1 GROUP BY 1 ORDER BY 1',
      [first.id],
    );
    expect(statuses.map(({ status, count }) => [status, Number(count)])).toEqual([
      ['bounded', 1],
      ['reported', 6],
      ['suppressed_by_source', 1],
    ]);
    const after = await observations(world);
    expect((await bring()).report?.overlap).toEqual({ added: 0, same: 8, changed: 0 });
    expect(await observations(world)).toBe(after);
    await steps.service.undo(world.dataManager, steps.step(first));
    expect(await observations(world)).toBe(before);
  });

  it('is looked at another way, and its mapping is brought to the next file of its kind', async () => {
    const reads = world.app.get(ImportReadsService, { strict: false });
    const one = await steps.upload(
      `Notes;on;top;of;the;table\n${rows('Easton School District,2008-09,All,200,100,50')}`,
      'one.csv',
    );
    const looked = await steps.service.see(world.dataManager, {
      ...steps.step(one),
      file: { headerLine: 2, delimiter: ',' },
    });
    expect(looked.seen.shape.columns.map(({ name }) => name)).toEqual(readinessHeader.split(','));
    await expect(
      steps.service.see(world.dataManager, { ...steps.step(looked), file: { encoding: 'klingon' } }),
    ).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    await expect(steps.service.see(world.facilitator, { ...steps.step(looked), file: {} })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const mapped = await steps.service.map(world.dataManager, {
      ...steps.step(looked),
      mapping: { ...readinessMapping(world.ids.indicator), file: { headerLine: 2, delimiter: ',' } },
    });
    const two = await steps.upload(
      rows('Easton School District,2009-10,All,200,100,50').replace('Share', 'SHARE'),
      'two.csv',
    );
    const like = await reads.like(world.dataManager, two.id, mapped.id);
    expect(like).toMatchObject({ fit: 1, missing: [], renamed: { Share: 'SHARE' } });
    await expect(reads.like(world.outsider, two.id, mapped.id)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('warns of values that readers will not see, until their denominators or a reason come', async () => {
    const content = rows(
      'Northfield School District,2013-14,All,16,15,93.8',
      'Easton School District,2013-14,All,,,90',
    );
    const withoutCounts = (mapping: ImportMapping): void => {
      adding(mapping);
      for (const source of mapping.indicators) {
        delete source.numerator;
        delete source.denominator;
      }
    };
    const unknown = async (change: (mapping: ImportMapping) => void) =>
      finding(await checkFile(content, 'shares.csv', change), 'people_unknown');
    expect(await unknown(withoutCounts)).toMatchObject({
      severity: 'warning',
      count: 2,
      examples: [{ indicatorId: world.ids.indicator, now: 2 }],
    });
    expect(await unknown(adding)).toMatchObject({ count: 1, examples: [{ line: 3 }] });
    // A part and its percentage say how many the whole are.
    const withoutWhole = (mapping: ImportMapping): void => {
      adding(mapping);
      for (const source of mapping.indicators) delete source.denominator;
    };
    expect(await unknown(withoutWhole)).toMatchObject({ count: 1 });
    await world.inspect(`UPDATE indicator SET large_groups_reason = 'Whole districts.' WHERE id = $1`, [
      world.ids.indicator,
    ]);
    expect(await unknown(withoutCounts)).toBeUndefined();
    await world.inspect(`UPDATE indicator SET large_groups_reason = NULL WHERE id = $1`, [world.ids.indicator]);
  });
});
