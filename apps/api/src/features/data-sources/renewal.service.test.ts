import { Readable } from 'node:stream';
import { expectedOn } from '@throughline/domain/data-sources';
import type { Viewer } from '@throughline/domain/viewer';
import { sourceCadences } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { ImportSteps, observations, readinessHeader, selectAsOwner } from '../../../../../test/support/imports.ts';
import { Publisher } from '../../../../../test/support/publisher.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import type { Import } from '../imports/import.entity.ts';
import { RowChangesService } from '../imports/renewal/row-changes.service.ts';
import { IndicatorService } from '../indicators/indicator.service.ts';
import { DataSourceService } from './data-source.service.ts';
import { SourceFetcher } from './fetching/source-fetcher.ts';
import { RenewalService } from './renewal.service.ts';

const host = 'data.example.gov';
const address = `https://${host}/readiness.csv`;
const rows = [
  'Bridgeport,2018-19,All,200,100,50',
  'Bridgeport,2019-20,All,200,110,55',
  'Hartford,2018-19,All,400,100,25',
  'Hartford,2019-20,All,400,120,30',
];
/** What one test leaves to the next. */
const tablesToEmpty = [
  'observation_revision',
  'observation',
  'release_ledger',
  'disclosure_period',
  'staged_observation',
  'import_label',
  'import_place',
  'import_problem',
  'import',
  'data_source',
];
const fileOf = (...lines: string[]): string => `${[readinessHeader, ...lines].join('\n')}\n`;
const key = () => ({ idempotencyKey: uuidv7() });

describe.each(engines)('a source that renews itself, on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  let publisher: Publisher;
  let sources: DataSourceService;
  let renewals: RenewalService;
  let changes: RowChangesService;
  let first: Import;
  beforeAll(async () => {
    publisher = await new Publisher().start();
    world = await createWorld(engine, { fetchHosts: [host] });
    steps = new ImportSteps(world);
    sources = world.app.get(DataSourceService, { strict: false });
    renewals = world.app.get(RenewalService, { strict: false });
    changes = world.app.get(RowChangesService, { strict: false });
    publisher.standFor(world.app.get(SourceFetcher, { strict: false }), { [host]: ['93.184.216.34'] });
  });
  afterAll(async () => {
    await world.close();
    await publisher.stop();
  });
  beforeEach(async () => {
    for (const table of tablesToEmpty) await world.inspect(`DELETE FROM ${table}`);
    publisher.requests.length = 0;
    publisher.file('/readiness.csv', fileOf(...rows));
    first = await steps.commit(fileOf(...rows), (mapping) => {
      mapping.place.unknown = 'add';
      mapping.population.unknown = 'add';
    });
  });

  const remember = (change: object = {}, as: Viewer = world.dataManager) =>
    sources.add(as, {
      ...key(),
      id: uuidv7(),
      importId: first.id,
      name: 'Readiness',
      publisher: 'State of Example',
      address,
      cadence: 'year',
      ...change,
    });
  const renew = (id: string, importId: string = uuidv7(), as: Viewer = world.dataManager) =>
    renewals.renew(as, { ...key(), id, importId });
  const drop = (source: string | null, content: string, name = 'dropped.csv') =>
    steps.service.upload(world.dataManager, {
      id: uuidv7(),
      name,
      source,
      content: Readable.from([Buffer.from(content)]),
    });
  const commit = (file: Import, goneReason: string | null = null) =>
    steps.service.commit(world.dataManager, { ...steps.step(file), goneReason });
  const undo = (file: Import) =>
    steps.service.undo(world.dataManager, { ...steps.step(file), reason: 'The wrong file.' });
  const changesOf = async (file: Import, change: 'added' | 'revised' | 'gone' | 'same') =>
    (await changes.page(world.dataManager, file.id, change, 10, null)).nodes.map(({ place, period, before, after }) => [
      place,
      period,
      before?.value ?? null,
      after?.value ?? null,
    ]);
  const refusalOf = (rule: string) => ({ extensions: { rule } });
  const storedNumbers = async () =>
    (
      await selectAsOwner<{ name: string; day: string; value: number }>(
        world,
        `SELECT p.name, o.period_start::text AS day, o.value FROM observation o JOIN place p USING (partnership_id)
         WHERE p.id = o.place_id ORDER BY 1, 2`,
      )
    ).map(({ name, day, value }) => `${name} ${day.slice(0, 4)} ${value}`);

  it('tells what is new, revised, gone and the same, and commits what is new and revised alone', async () => {
    const source = await remember();
    publisher.file(
      '/readiness.csv',
      fileOf(rows[0] ?? '', 'Bridgeport,2019-20,All,200,120,60', rows[2] ?? '', 'Bridgeport,2020-21,All,200,130,65'),
    );
    const file = await renew(source.id);
    expect(file).toMatchObject({ state: 'checked', errors: 0, sourceId: source.id, fileName: 'readiness.csv' });
    expect(file.report?.overlap).toEqual({ added: 1, changed: 1, same: 2, gone: 1, outside: 0 });
    expect(await changesOf(file, 'added')).toEqual([['Bridgeport', '2020-21', null, 65]]);
    expect(await changesOf(file, 'revised')).toEqual([['Bridgeport', '2019-20', 55, 60]]);
    expect(await changesOf(file, 'gone')).toEqual([['Hartford', '2019-20', 30, null]]);
    expect(await changesOf(file, 'same')).toHaveLength(2);
    const committed = await commit(file);
    expect(committed.report?.overlap).toEqual({ added: 1, changed: 1, same: 2 });
    expect(await storedNumbers()).toEqual([
      'Bridgeport 2018 50',
      'Bridgeport 2019 60',
      'Bridgeport 2020 65',
      'Hartford 2018 25',
      'Hartford 2019 30',
    ]);
  });

  it('takes out what is gone with a reason alone, and its undo puts everything back', async () => {
    const before = await observations(world);
    const source = await remember();
    publisher.file(
      '/readiness.csv',
      fileOf(rows[0] ?? '', rows[1] ?? '', rows[2] ?? '', 'Hartford,2020-21,All,400,160,40'),
    );
    const file = await renew(source.id);
    await expect(commit(file, '  ')).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    const committed = await commit(file, 'The state withdrew it.');
    expect(committed.report?.overlap).toEqual({ added: 1, changed: 0, same: 3, gone: 1 });
    expect(await storedNumbers()).toEqual([
      'Bridgeport 2018 50',
      'Bridgeport 2019 55',
      'Hartford 2018 25',
      'Hartford 2020 40',
    ]);
    // The file before is built upon: it cannot be undone underneath.
    await expect(undo(await versionOf(first))).rejects.toMatchObject(refusalOf('IMPORT_BUILT_UPON'));
    await undo(committed);
    expect(await observations(world)).toBe(before);
    await undo(await versionOf(first));
    expect(await storedNumbers()).toEqual([]);
  });

  const versionOf = async ({ id }: Import): Promise<Import> => {
    const [row] = await world.inspect<Import>('SELECT id, version FROM import WHERE id = $1', [id]);
    if (!row) throw new Error('no import');
    return row;
  };

  it('keeps what somebody corrected, and what lies beyond the periods of the file, out of what is gone', async () => {
    const source = await remember();
    await world.inspect(`UPDATE observation SET import_id = NULL WHERE value = 30`);
    const file = await drop(source.id, fileOf('Bridgeport,2019-20,All,200,120,60'));
    const checked = await renew(source.id, file.id);
    expect(checked.report?.overlap).toEqual({ added: 0, changed: 1, same: 0, gone: 0, outside: 2 });
  });

  it('asks for another check when something else is gone than was seen', async () => {
    const source = await remember();
    publisher.file('/readiness.csv', fileOf('Hartford,2018-19,All,400,120,30', 'Hartford,2019-20,All,400,160,40'));
    const file = await renew(source.id);
    expect(file.report?.overlap).toMatchObject({ gone: 2 });
    await world.inspect(`UPDATE observation SET import_id = NULL WHERE value = 50`);
    const before = await observations(world);
    await expect(commit(file, 'Withdrawn.')).rejects.toMatchObject(refusalOf('IMPORT_CHECK_AGAIN'));
    expect(await observations(world)).toBe(before);
  });

  it('says of the same file that there is nothing to commit, and keeps nothing waiting', async () => {
    const source = await remember();
    const same = await renew(source.id);
    expect(same).toMatchObject({ state: 'discarded' });
    expect(same.report?.overlap).toEqual({ added: 0, changed: 0, same: 4 });
    const found = await sources.find(world.dataManager, source.id);
    expect(found).toMatchObject({ openImportId: null, lastImportId: first.id, files: 2, lookedAt: expect.any(Date) });
  });

  it('brings the mapping to a layout that drifted, and asks where a column is missing', async () => {
    const source = await remember({ address: '' });
    const drifted = `DISTRICT;Year ;Group;Tested;Ready;Share;Note\nBridgeport;2020-21;All;200;130;65;x\n`;
    const checked = await renew(source.id, (await drop(source.id, drifted)).id);
    expect(checked).toMatchObject({ state: 'checked', errors: 0 });
    expect(checked.report?.overlap).toMatchObject({ added: 1 });
    await steps.service.discard(world.dataManager, { ...steps.step(checked), reason: '' });
    const other = 'District,Year,Group,Pupils\nBridgeport,2020-21,All,200\n';
    expect(await renew(source.id, (await drop(source.id, other)).id)).toMatchObject({
      state: 'uploaded',
      mapping: null,
    });
  });

  it('takes a web page for what it is, and leaves nothing of it', async () => {
    const source = await remember();
    publisher.file('/readiness.csv', '<!doctype html><html><body>Sign in to download</body></html>');
    await expect(renew(source.id)).rejects.toMatchObject({ extensions: { refusals: { file: { code: 'FILE_HTML' } } } });
    expect(await sources.find(world.dataManager, source.id)).toMatchObject({ openImportId: null, files: 1 });
  });

  it('makes one new file when two people renew it at the same moment, and the same for who asks twice', async () => {
    const source = await remember();
    publisher.file('/readiness.csv', fileOf(...rows, 'Hartford,2020-21,All,400,160,40'));
    const outcomes = await Promise.allSettled([renew(source.id), renew(source.id)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusalOf('RENEWAL_OPEN') });
    const { openImportId } = await sources.find(world.dataManager, source.id);
    const requests = publisher.requests.length;
    expect(await renew(source.id, openImportId ?? '')).toMatchObject({ id: openImportId, state: 'checked' });
    expect(publisher.requests).toHaveLength(requests);
    await expect(drop(source.id, fileOf(...rows))).rejects.toMatchObject(refusalOf('RENEWAL_OPEN'));
  });

  it('takes up no discarded file of it while another one waits', async () => {
    const source = await remember();
    publisher.file('/readiness.csv', fileOf(...rows, 'Hartford,2020-21,All,400,160,40'));
    const older = await drop(source.id, fileOf(...rows));
    const gone = await steps.service.discard(world.dataManager, { ...steps.step(older), reason: 'Too old.' });
    const newer = await renew(source.id);
    const again = () => steps.service.resume(world.dataManager, steps.step(gone));
    await expect(again()).rejects.toMatchObject(refusalOf('RENEWAL_OPEN'));
    await steps.service.discard(world.dataManager, { ...steps.step(newer), reason: 'The older one after all.' });
    expect((await again()).id).toBe(older.id);
    expect(await sources.find(world.dataManager, source.id)).toMatchObject({ openImportId: older.id });
  });

  it('gives what is published its license where the definition names none', async () => {
    await remember({ license: 'ODbL 1.0' });
    const { cookie = '' } = await world.headersOf(world.member);
    for (const file of ['indicators.csv', 'datapackage.json']) {
      const url = `/exports/${world.member.partnershipId}/${file}?indicator=${world.ids.indicator}`;
      expect((await world.app.inject({ url, headers: { cookie } })).body).toContain('ODbL 1.0');
    }
  });

  it('has a plain word where the file cannot be fetched, and takes the dropped file instead', async () => {
    const source = await remember({ address: 'https://elsewhere.example.com/readiness.csv' });
    expect(source.canFetch).toBe(false);
    await expect(renew(source.id)).rejects.toMatchObject(refusalOf('FETCH_HOST_CLOSED'));
    const none = await sources.edit(world.dataManager, {
      ...key(),
      id: source.id,
      version: source.version + 1,
      address: '',
    });
    await expect(renew(none.id)).rejects.toMatchObject(refusalOf('SOURCE_NOT_ADDRESSED'));
    const file = await drop(source.id, fileOf(...rows, 'Hartford,2020-21,All,400,160,40'));
    expect(await renew(source.id, file.id)).toMatchObject({ state: 'checked' });
    const foreign = await drop(null, fileOf(...rows));
    await expect(renew(source.id, foreign.id)).rejects.toMatchObject(refusalOf('RENEWAL_OF_ANOTHER'));
    await expect(
      commit(await steps.check(fileOf(...rows, 'Hartford,2020-21,All,400,160,40')), 'Gone.'),
    ).rejects.toMatchObject(refusalOf('GONE_ONLY_OF_SOURCE'));
  });

  it.each([
    'http://data.example.gov/a.csv',
    'https://10.0.0.1/a.csv',
    'https://me:secret@data.example.gov/',
    'rates.csv',
  ])('remembers no address such as %s', async (wrong) => {
    await expect(remember({ address: wrong })).rejects.toMatchObject({
      extensions: { refusals: { address: { code: 'SOURCE_ADDRESS' } } },
    });
  });

  it('is late by its cadence: first in the list, and on the indicator’s health line until the new file is in force', async () => {
    const indicators = world.app.get(IndicatorService, { strict: false });
    const late = async () => {
      const page = await indicators.get(world.member, world.ids.indicator);
      const list = await indicators.page(world.member, { outcomeId: null, networkId: null }, 10, null);
      const health = list.nodes.find(({ id }) => id === world.ids.indicator)?.health;
      expect(health).toEqual(page.health);
      return page.health.filter(({ code }) => code === 'source_late').length;
    };
    const once = await remember({ cadence: null });
    expect(once).toMatchObject({ standing: 'upcoming', expectedOn: null });
    await expect(remember()).rejects.toMatchObject(refusalOf('SOURCE_OF_IMPORT'));
    await world.inspect(`UPDATE import SET committed_at = committed_at - interval '420 days'`);
    expect(await late()).toBe(0);
    const source = await sources.edit(world.dataManager, {
      ...key(),
      id: once.id,
      version: once.version,
      cadence: 'year',
    });
    expect(source).toMatchObject({ standing: 'late', indicators: [{ id: world.ids.indicator }] });
    expect(await late()).toBe(1);
    first = await steps.commit(fileOf('Bridgeport,2015-16,All,200,100,50'));
    const other = await remember({ name: 'Another', cadence: 'month' });
    const { nodes } = await sources.page(world.dataManager, 10, null);
    expect(nodes.map(({ id, standing }) => [id, standing])).toEqual([
      [source.id, 'late'],
      [other.id, 'upcoming'],
    ]);
    publisher.file('/readiness.csv', fileOf(...rows, 'Hartford,2020-21,All,400,160,40'));
    const file = await renew(source.id);
    expect(await late()).toBe(1);
    const committed = await commit(file);
    expect(await late()).toBe(0);
    await undo(committed);
    expect(await late()).toBe(1);
    const { version } = await sources.find(world.dataManager, source.id);
    await sources.retire(world.dataManager, { ...key(), id: source.id, version, reason: 'No longer published.' });
    expect(await late()).toBe(0);
    await expect(renew(source.id)).rejects.toMatchObject(refusalOf('RETIRED'));
  });

  it('is expected in the list on the day that the domain says', async () => {
    const { id } = await remember();
    for (const cameOn of ['2024-01-31', '2024-02-29', '2025-08-31', '2025-12-01']) {
      await world.inspect(`UPDATE import SET committed_at = $1`, [`${cameOn}T17:00:00Z`]);
      for (const cadence of sourceCadences) {
        await world.inspect(`UPDATE data_source SET cadence = $1`, [cadence]);
        const found = await sources.find(world.dataManager, id);
        expect(found).toMatchObject({ cameOn, expectedOn: expectedOn({ cameOn, cadence }) });
      }
    }
  });

  it('is open to those who may import, and to nobody of another partnership', async () => {
    const source = await remember();
    const file = await renew(source.id);
    for (const as of [world.member, world.partnerLeader]) {
      await expect(remember({}, as)).rejects.toMatchObject(refusalOf('NOT_ALLOWED'));
      await expect(renew(source.id, uuidv7(), as)).rejects.toMatchObject(refusalOf('NOT_ALLOWED'));
      await expect(sources.find(as, source.id)).rejects.toMatchObject(refusalOf('NOT_ALLOWED'));
      await expect(sources.page(as, 5, null)).rejects.toMatchObject(refusalOf('NOT_ALLOWED'));
      await expect(changes.page(as, file.id, 'gone', 5, null)).rejects.toMatchObject(refusalOf('NOT_ALLOWED'));
    }
    const requests = publisher.requests.length;
    const absent = { extensions: { code: 'NOT_FOUND' } };
    await expect(sources.find(world.outsider, source.id)).rejects.toMatchObject(absent);
    await expect(renew(source.id, uuidv7(), world.outsider)).rejects.toMatchObject(absent);
    await expect(changes.page(world.outsider, file.id, 'gone', 5, null)).rejects.toMatchObject(absent);
    expect(await sources.page(world.outsider, 5, null)).toMatchObject({ nodes: [], totalCount: 0 });
    await expect(
      steps.service.upload(world.outsider, {
        id: uuidv7(),
        name: 'a.csv',
        source: source.id,
        content: Readable.from([Buffer.from(fileOf(...rows))]),
      }),
    ).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    expect(publisher.requests).toHaveLength(requests);
  });
});
