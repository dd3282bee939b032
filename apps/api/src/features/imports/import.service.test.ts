import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import {
  ImportSteps,
  observations,
  readinessHeader,
  readinessMapping,
  selectAsOwner,
} from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PlaceService } from '../places/place.service.ts';
import { PopulationService } from '../populations/population.service.ts';
import { ImportFiles } from './files/import-files.ts';
import { ImportReadsService } from './import-reads.service.ts';
import { ImportService } from './import.service.ts';

const rows = (...lines: string[]): string => `${[readinessHeader, ...lines].join('\n')}\n`;
const adding = (mapping: ReturnType<typeof readinessMapping>): void => {
  mapping.place.unknown = 'add';
  mapping.population.unknown = 'add';
};

describe.each(engines)('imports on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  let reads: ImportReadsService;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
    reads = world.app.get(ImportReadsService, { strict: false });
    const places = world.app.get(PlaceService, { strict: false });
    const populations = world.app.get(PopulationService, { strict: false });
    for (const [name, label] of [
      ['Bridgeport', 'Bridgeport School District'],
      ['Hartford', 'Hartford School District'],
    ] as const) {
      await places.add(world.dataManager, {
        idempotencyKey: uuidv7(),
        id: uuidv7(),
        name,
        kind: 'district',
        labels: [label],
      });
    }
    const group = { dimension: 'race', group: 'Black', labels: ['Black or African American'] };
    await populations.add(world.dataManager, { idempotencyKey: uuidv7(), id: uuidv7(), name: 'Black', ...group });
  });
  afterAll(() => world.close());

  const problems = async (id: string) => (await reads.problems(world.dataManager, id, 200, null)).nodes;

  it('goes from a file to observations, once for each retry', async () => {
    const mapped = await steps.map(
      rows('Bridgeport School District,2018-19,All,200,100,50', 'Hartford,2018-19,Black,8,4,50'),
    );
    const request = steps.step(mapped);
    const checked = await steps.service.check(world.dataManager, request);
    expect(checked).toMatchObject({ state: 'checked', errors: 0, rowsRead: 2, rowsAccepted: 2, checkingSince: null });
    expect(checked.report?.overlap).toEqual({ added: 2, same: 0, changed: 0 });
    expect(await steps.service.check(world.dataManager, request)).toMatchObject({ version: checked.version });
    const preview = await reads.preview(world.dataManager, checked.id, 10, null);
    const columns = { starts: ['2018-07-01'], statuses: ['reported'], values: [50], valuesNow: [null] };
    expect(preview.nodes).toMatchObject([
      { place: 'Bridgeport School District', ...columns, numerators: [100], denominators: [200] },
      { place: 'Hartford', ...columns, numerators: [4], denominators: [8] },
    ]);
    const commit = steps.step(checked);
    const committed = await steps.service.commit(world.dataManager, commit);
    expect(await steps.service.commit(world.dataManager, commit)).toMatchObject({
      id: committed.id,
      state: 'committed',
    });
    const stored = await selectAsOwner(
      world,
      'SELECT value, hidden, version FROM observation WHERE import_id = $1 ORDER BY denominator',
      [committed.id],
    );
    // 8 children are fewer than the minimum of 10.
    expect(stored).toEqual([
      { value: 50, hidden: true, version: 1 },
      { value: 50, hidden: false, version: 1 },
    ]);
    expect(await selectAsOwner(world, 'SELECT 1 FROM staged_observation')).toEqual([]);
    const history = await selectAsOwner<{ verb: string }>(
      world,
      'SELECT verb FROM audit WHERE item_id = $1 ORDER BY id',
      [committed.id],
    );
    expect(history.map(({ verb }) => verb)).toEqual(['upload', 'map', 'check', 'pass', 'commit']);
  });

  it('changes nothing when the same file comes again, and says so', async () => {
    const file = rows('Bridgeport,2016-17,All,300,120,40', 'Bridgeport,2017-18,All,310,130,41.9');
    await steps.commit(file);
    const before = await observations(world);
    const again = await steps.commit(file);
    expect(again.report?.overlap).toEqual({ added: 0, same: 2, changed: 0 });
    expect(await observations(world)).toBe(before);
  });

  it('restores exactly what an undone import replaced and created', async () => {
    await steps.commit(rows('Bridgeport,2014-15,All,300,120,40'));
    const before = await observations(world);
    const second = await steps.commit(rows('Bridgeport,2014-15,All,300,150,50', 'Bridgeport,2015-16,All,*,*,*'));
    expect(second.report?.overlap).toEqual({ added: 1, same: 0, changed: 1 });
    expect(await observations(world)).not.toBe(before);
    const undone = await steps.service.undo(world.dataManager, { ...steps.step(second), reason: 'wrong year' });
    expect(undone.state).toBe('undone');
    expect(await observations(world)).toBe(before);
  });

  it('refuses to undo what a later import stands on, until that one is undone', async () => {
    const first = await steps.commit(rows('Hartford,2014-15,All,300,120,40'));
    const second = await steps.commit(rows('Hartford,2014-15,All,300,150,50'));
    await expect(steps.service.undo(world.dataManager, steps.step(first))).rejects.toMatchObject({
      extensions: { code: 'REFUSED', rule: 'IMPORT_BUILT_UPON' },
    });
    await steps.service.undo(world.dataManager, steps.step(second));
    expect(await steps.service.undo(world.dataManager, steps.step(first))).toMatchObject({ state: 'undone' });
    expect(await selectAsOwner(world, 'SELECT 1 FROM observation WHERE import_id = $1', [first.id])).toEqual([]);
  });

  it('asks about labels that nobody knows, leaves them out or adds them, as the mapping says', async () => {
    const file = rows(
      'Windham,2018-19,All,200,100,50',
      'Windham,2018-19,Martian,20,10,50',
      'Bridgeport,2018-19,All,200,100,50',
    );
    const check = await steps.check(file);
    expect(check).toMatchObject({ errors: 3, rowsAccepted: 1 });
    expect(check.report).toMatchObject({
      unknownPlaces: [{ label: 'Windham', rows: 2, firstLine: 2 }],
      unknownPopulations: [{ label: 'Martian', rows: 1, firstLine: 3 }],
    });
    await expect(steps.service.commit(world.dataManager, steps.step(check))).rejects.toMatchObject({
      extensions: { rule: 'IMPORT_HAS_ERRORS' },
    });
    const out = await steps.check(file, ({ place, population }) => {
      place.unknown = 'leave_out';
      population.unknown = 'leave_out';
    });
    expect(out).toMatchObject({ errors: 0, rowsAccepted: 1 });
    const added = await steps.commit(file, (mapping) => {
      adding(mapping);
      mapping.population.dimensions = { Martian: 'planet' };
    });
    expect(added.report?.overlap).toMatchObject({ added: 2 });
    const known = await selectAsOwner(
      world,
      `SELECT name, dimension FROM population WHERE name IN ('All', 'Martian') ORDER BY 1`,
    );
    expect(known).toEqual([
      { name: 'All', dimension: null },
      { name: 'Martian', dimension: 'planet' },
    ]);
  });

  it('tells each bad row by itself and keeps nothing of the file', async () => {
    const before = await observations(world);
    const checked = await steps.check(
      rows(
        'Bridgeport,2018-19,All,100,120,120',
        'Bridgeport,soon,All,100,50,50',
        'Hartford,2018-19,All,100,50,50',
        'Hartford,2018-19,All,100,60,60',
        ',2017-18,All,100,50,50',
        'Hartford,2017-18,All,many,50,50',
      ),
    );
    const listed = (await problems(checked.id)).filter(({ severity }) => severity === 'error');
    expect(listed.map(({ line, code }) => [line, code])).toEqual(
      expect.arrayContaining([
        [2, 'numerator_above_denominator'],
        [3, 'period_unreadable'],
        [5, 'duplicate_different'],
        [6, 'place_missing'],
        [7, 'unknown_mark'],
      ]),
    );
    expect(checked.errors).toBeGreaterThanOrEqual(5);
    await expect(steps.service.commit(world.dataManager, steps.step(checked))).rejects.toMatchObject({
      extensions: { rule: 'IMPORT_HAS_ERRORS' },
    });
    expect(await observations(world)).toBe(before);
  });

  it('finds two names of one place in one file', async () => {
    const checked = await steps.check(
      rows(
        'Hartford,2010-11,All,100,50,50',
        'Hartford School District,2010-11,All,100,60,60',
        'Bridgeport,2010-11,All,100,50,50',
        'Bridgeport School District,2010-11,All,100,50,50',
      ),
    );
    const listed = (await problems(checked.id)).filter(({ code }) => code.startsWith('duplicate'));
    expect(listed.map(({ line, code }) => [line, code])).toEqual([
      [3, 'duplicate_different'],
      [5, 'duplicate_same'],
    ]);
    expect(listed[0]?.message).toContain('Line 2');
    expect(checked.rowsAccepted).toBe(2);
  });

  it('flags a value that does not fit what the partnership has of the series', async () => {
    const years = [2001, 2002, 2003, 2004, 2005].map(
      (year) => `Bridgeport,${year}-0${(year + 1) % 10},All,${1_000 + year},500,`,
    );
    await steps.commit(rows(...years));
    const checked = await steps.check(rows('Bridgeport,2006-07,All,22,11,50'));
    expect(checked).toMatchObject({ errors: 0, warnings: 1 });
    expect(await problems(checked.id)).toMatchObject([{ line: 2, code: 'outlier', column: 'Tested', cell: '22' }]);
  });

  it('leaves nothing behind when reading breaks off in the middle', async () => {
    const mapped = await steps.map(rows('Bridgeport,2018-19,All,200,100,50'));
    const before = await observations(world);
    const { checker } = steps.service as unknown as { checker: { files: { stream: () => unknown } } };
    const { stream } = checker.files;
    checker.files.stream = async function* () {
      yield Buffer.from(rows('Bridgeport,2018-19,All,200,100,50'));
      throw new Error('the disk broke');
    };
    await expect(steps.service.check(world.dataManager, steps.step(mapped))).rejects.toThrow('the disk broke');
    checker.files.stream = stream;
    const after = await reads.find(world.dataManager, mapped.id);
    expect(after).toMatchObject({ state: 'mapped', checkingSince: null });
    expect(await selectAsOwner(world, 'SELECT 1 FROM staged_observation WHERE import_id = $1', [mapped.id])).toEqual(
      [],
    );
    expect(await observations(world)).toBe(before);
    expect(
      await steps.service.check(world.dataManager, { ...steps.step(mapped), version: after.version }),
    ).toMatchObject({ state: 'checked' });
  });

  it('keeps nothing of a commit that fails at its end', async () => {
    const checked = await steps.check(rows('Bridgeport,1999-00,All,200,100,50'));
    const before = await observations(world);
    const { disclosure } = steps.service as unknown as { disclosure: { undecide: unknown } };
    const { undecide } = disclosure;
    disclosure.undecide = () => {
      throw new Error('the gate broke');
    };
    await expect(steps.service.commit(world.dataManager, steps.step(checked))).rejects.toThrow('the gate broke');
    disclosure.undecide = undecide;
    expect(await observations(world)).toBe(before);
    expect(await steps.service.commit(world.dataManager, steps.step(checked))).toMatchObject({ state: 'committed' });
  });

  it('says which field of a mapping cannot be taken, and which step is not due', async () => {
    const uploaded = await steps.upload(rows('Bridgeport,2018-19,All,200,100,50'));
    const map = (mapping: unknown) => steps.service.map(world.dataManager, { ...steps.step(uploaded), mapping });
    const wrong = readinessMapping('no such indicator');
    await expect(map({ ...wrong, period: { from: 'column', column: 'Season' } })).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { 'mapping.period.column': expect.stringContaining('Season') } },
    });
    await expect(map(wrong)).rejects.toMatchObject({
      extensions: { fields: { 'mapping.indicators.0.indicatorKey': expect.stringContaining('no such indicator') } },
    });
    await expect(steps.service.check(world.dataManager, steps.step(uploaded))).rejects.toMatchObject({
      extensions: { rule: 'IMPORT_NOT_MAPPED' },
    });
    await map(readinessMapping('children READY for kindergarten'));
    await expect(map(readinessMapping(world.ids.indicator))).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    const discarded = await steps.service.discard(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: uploaded.id,
      version: 2,
    });
    expect(discarded.state).toBe('discarded');
    await expect(steps.service.check(world.dataManager, steps.step(discarded))).rejects.toMatchObject({
      extensions: { rule: 'IMPORT_DISCARDED' },
    });
  });

  it('is taken up again after it was discarded, where it stood, and checked anew', async () => {
    const { service } = steps;
    const bare = await steps.upload(rows('Bridgeport,2003-04,All,200,100,50'));
    const given = await service.discard(world.dataManager, steps.step(bare));
    expect(await service.resume(world.dataManager, steps.step(given))).toMatchObject({ state: 'uploaded' });

    const mapped = await steps.map(rows('Bridgeport,2004-05,All,200,100,50'));
    const checked = await service.check(world.dataManager, steps.step(mapped));
    const discarded = await service.discard(world.dataManager, steps.step(checked));
    const again = await service.resume(world.dataManager, steps.step(discarded));
    expect(again).toMatchObject({ state: 'mapped', mapping: mapped.mapping, rowsAccepted: 0, report: null });
    const ready = await service.check(world.dataManager, steps.step(again));
    expect(await service.commit(world.dataManager, steps.step(ready))).toMatchObject({ state: 'committed' });
  });

  it('is not taken up again without its file, nor when it was never discarded', async () => {
    const mapped = await steps.map(rows('Bridgeport,2005-06,All,200,100,50'));
    await expect(steps.service.resume(world.dataManager, steps.step(mapped))).rejects.toMatchObject({
      extensions: { rule: 'IMPORT_NOT_CHECKED' },
    });
    const discarded = await steps.service.discard(world.dataManager, steps.step(mapped));
    await world.app.get(ImportFiles, { strict: false }).remove(world.dataManager.partnershipId, mapped.id);
    await expect(steps.service.resume(world.dataManager, steps.step(discarded))).rejects.toMatchObject({
      extensions: { rule: 'FILE_GONE' },
    });
  });

  it('is closed to other partnerships and to members without the role', async () => {
    const mapped = await steps.map(rows('Bridgeport,2018-19,All,200,100,50'));
    const as = (viewer: World['outsider']) => new ImportSteps(world, viewer);
    for (const act of ['check', 'commit', 'undo', 'discard', 'resume'] as const) {
      await expect(steps.service[act](world.outsider, steps.step(mapped))).rejects.toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
      await expect(steps.service[act](world.facilitator, steps.step(mapped))).rejects.toMatchObject({
        extensions: { rule: 'NOT_ALLOWED' },
      });
    }
    const mapping = readinessMapping(world.ids.indicator);
    for (const [viewer, refusal] of [
      [world.outsider, { code: 'NOT_FOUND' }],
      [world.facilitator, { rule: 'NOT_ALLOWED' }],
    ] as const) {
      const refused = { extensions: refusal };
      await expect(steps.service.map(viewer, { ...steps.step(mapped), mapping })).rejects.toMatchObject(refused);
      await expect(steps.service.see(viewer, { ...steps.step(mapped), file: {} })).rejects.toMatchObject(refused);
    }
    await expect(reads.find(world.outsider, mapped.id)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(reads.problems(world.outsider, mapped.id, 10, null)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(reads.page(world.member, 10, null)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    expect(await reads.page(world.outsider, 10, null)).toMatchObject({ nodes: [], totalCount: 0 });
    await expect(as(world.member).upload('a,b\n1,2\n')).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    // An indicator of this partnership is none in the other one.
    await expect(as(world.outsider).map(rows('Bridgeport,2018-19,All,200,100,50'))).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
  });

  it('imports a file in one call, and a dry run changes nothing', async () => {
    const { writeFile, mkdtemp } = await import('node:fs/promises');
    const path = `${await mkdtemp('/tmp/tl-import-')}/file.csv`;
    await writeFile(path, rows('Bridgeport,1990-91,All,200,100,50'));
    const imports = world.app.get(ImportService, { strict: false });
    const file = { path, fileName: 'file.csv', mapping: readinessMapping('Children ready for kindergarten') };
    const before = await observations(world);
    expect(await imports.importFile(world.dataManager, { ...file, dryRun: true })).toMatchObject({
      state: 'discarded',
      rowsAccepted: 1,
    });
    expect(await observations(world)).toBe(before);
    expect(await imports.importFile(world.dataManager, file)).toMatchObject({ state: 'committed' });
  });
});
