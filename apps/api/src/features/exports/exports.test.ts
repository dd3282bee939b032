import type { Viewer } from '@throughline/domain/viewer';
import { strFromU8, unzipSync } from 'fflate';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertSeries } from '../../database/series-sql.ts';
import { engines } from '../../../../../test/support/database.ts';
import { createGround, enterShares, type Ground } from '../../../../../test/support/evidence.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { IndicatorWritesService } from '../indicators/indicator-writes.service.ts';
import { createHash, randomBytes } from 'node:crypto';
import { rowsAtOnce } from './export.reads.ts';
import { publishedTables } from './published-tables.ts';
import { ReadKeyService } from './read-key.service.ts';

/** The cells of a CSV text: quotes undone, the byte order mark gone. */
function cellsOf(csv: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g;
  for (const [, quoted, plain, end] of csv.replace('\uFEFF', '').matchAll(pattern)) {
    line.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

/** Its rows by the names of the columns. */
function rowsOf(csv: string): Record<string, string>[] {
  const [heads = [], ...lines] = cellsOf(csv);
  return lines.map((line) => Object.fromEntries(heads.map((name, at) => [name, line[at] ?? ''])));
}

interface Field {
  name: string;
  type: string;
  constraints?: { required?: boolean; enum?: string[] };
}

interface Described {
  resources: {
    name: string;
    path: string;
    schema: {
      fields: Field[];
      primaryKey: string[];
      foreignKeys: { fields: string; reference: { resource: string; fields: string } }[];
    };
  }[];
  licenses?: { title: string }[];
  sources?: { title: string; path?: string }[];
}

const fits: Readonly<Record<string, RegExp>> = {
  string: /^/,
  number: /^-?\d+(\.\d+)?(e[-+]?\d+)?$/,
  integer: /^-?\d+$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

/** Whether a cell holds what its field says. */
function isAsDescribed(cell: string, { type, constraints }: Field): boolean {
  if (cell === '') return !constraints?.required;
  return (fits[type]?.test(cell) ?? false) && (constraints?.enum?.includes(cell) ?? true);
}

describe.each(engines)('exports on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let indicator: string;
  const get = async (as: Viewer | null, path: string, partnership = world.member.partnershipId) => {
    const { cookie } = await world.headersOf(as);
    return world.app.inject({ url: `/exports/${partnership}/${path}`, headers: cookie ? { cookie } : {} });
  };
  const read = async (path: string, as = world.member): Promise<Record<string, string>[]> =>
    rowsOf((await get(as, path)).body);

  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    const indicators = world.app.get(IndicatorWritesService, { strict: false });
    const { id } = await indicators.add(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      outcomeId: world.ids.outcome,
      name: '=Chronic, "absent"\nof all',
      level: 'core',
      direction: 'lower',
      unit: '%',
      ownerMemberId: null,
      countsPublished: true,
      countsPeople: true,
      measureType: 'proportion',
      cadence: 'school_year',
      definition: 'Absent ten days in a hundred.',
      rationale: '',
      source: 'State report card',
      sourceUrl: 'https://example.test/report',
      license: 'CC BY 4.0',
    });
    indicator = id;
    const at = (placeId: string, populationId: string) => ({ indicatorId: id, placeId, populationId });
    await enterShares(world, at(ground.home, ground.everybody), [
      [50, 200],
      [60, 210],
    ]);
    // Four of eleven: too few to show.
    await enterShares(world, at(ground.home, ground.group), [[4, 11]]);
  });
  afterAll(() => world.close());

  it('has a row for each number, and of a protected one the word and nothing else, for whoever keeps the data too', async () => {
    for (const as of [world.member, world.dataManager]) {
      const rows = await read(`observations.csv?indicator=${indicator}`, as);
      expect(rows).toHaveLength(3);
      const [shown] = rows.filter(({ population, period }) => population === 'All students' && period === '2015-16');
      expect(shown).toMatchObject({
        place: 'Bridgeport',
        period_start: '2015-07-01',
        period_end: '2016-06-30',
        numerator: '60',
        denominator: '210',
        status: 'reported',
        provisional: 'false',
        series_part: '1',
      });
      expect(Number(shown?.['value'])).toBeCloseTo(28.57, 2);
      const [hidden] = rows.filter(({ population }) => population === 'English learners');
      expect(hidden).toMatchObject({
        status: 'protected',
        value: '',
        numerator: '',
        denominator: '',
        lower: '',
        upper: '',
      });
    }
  });

  it('keeps names as they are, but for what a spreadsheet would run', async () => {
    const rows = await read(`indicators.csv?indicator=${indicator}`);
    expect(rows).toMatchObject([
      {
        name: '\'=Chronic, "absent"\nof all',
        source: 'State report card',
        license: 'CC BY 4.0',
        definition_number: '1',
        breaks_on: '',
        retired_on: '',
      },
    ]);
  });

  it('numbers the parts that compare, by the days on which the definition broke', async () => {
    const indicators = world.app.get(IndicatorWritesService, { strict: false });
    await indicators.revise(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      indicatorId: indicator,
      number: 1,
      definition: 'Absent eighteen days.',
      rationale: '',
      source: 'State report card',
      sourceUrl: '',
      license: 'CC BY 4.0',
      breaksOn: '2015-07-01',
    });
    const rows = await read(`observations.csv?indicator=${indicator}`);
    const parts = rows.filter(({ population }) => population === 'All students').map((row) => row['series_part']);
    expect(parts).toEqual(['1', '2']);
    expect((await read('indicators.csv')).find(({ id }) => id === indicator)?.['breaks_on']).toBe('2015-07-01');
  });

  it('describes each file as it is: heads, types, words, keys, and what refers to what', async () => {
    const path = `?indicator=${indicator}`;
    const described = (await get(world.member, `datapackage.json${path}`)).json<Described>();
    const tables = new Map<string, Record<string, string>[]>();
    for (const { name, path: file, schema } of described.resources) {
      expect(file).toBe(`${name}.csv${path}`);
      const answer = await get(world.member, file);
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(cellsOf(answer.body)[0]).toEqual(schema.fields.map((field) => field.name));
      const rows = rowsOf(answer.body);
      tables.set(name, rows);
      expect(rows.length).toBeGreaterThan(0);
      const wrong = schema.fields.flatMap((field) =>
        rows.filter((row) => !isAsDescribed(row[field.name] ?? '', field)),
      );
      expect(wrong).toEqual([]);
      expect(new Set(rows.map((row) => schema.primaryKey.map((key) => row[key]).join()))).toHaveLength(rows.length);
    }
    for (const { name, schema } of described.resources) {
      for (const { fields, reference } of schema.foreignKeys) {
        const ids = new Set(tables.get(reference.resource || name)?.map((row) => row[reference.fields]));
        const named = (tables.get(name) ?? []).map((row) => row[fields]).filter(Boolean);
        expect(named.filter((one) => !ids.has(one))).toEqual([]);
      }
    }
    expect(described).toMatchObject({ licenses: [{ title: 'CC BY 4.0' }], sources: [{ title: 'State report card' }] });
    const web = (await get(world.member, `csv-metadata.json${path}`)).json<{
      tables: { url: string; tableSchema: { columns: { name: string }[] } }[];
    }>();
    expect(web.tables.map(({ url, tableSchema }) => [url, tableSchema.columns.map(({ name }) => name)])).toEqual(
      described.resources.map(({ path: file, schema }) => [file, schema.fields.map(({ name }) => name)]),
    );
  });

  it('comes as one archive whose descriptions name the files in it', async () => {
    const answer = await get(world.member, `all.zip?indicator=${indicator}`);
    const files = unzipSync(answer.rawPayload);
    const names = publishedTables.map(({ name }) => `${name}.csv`);
    expect(Object.keys(files).toSorted()).toEqual([...names, 'csv-metadata.json', 'datapackage.json'].toSorted());
    const described = JSON.parse(strFromU8(files['datapackage.json'] ?? new Uint8Array())) as Described;
    expect(described.resources.map(({ path }) => path)).toEqual(names);
    expect(rowsOf(strFromU8(files['observations.csv'] ?? new Uint8Array()))).toHaveLength(3);
  });

  it('is read in pieces, each row once and in order, whatever their number', async () => {
    const many = 2 * rowsAtOnce + 7;
    await world.inspect(
      `WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid')})
       INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, hidden, hidden_reason)
       SELECT $1, $2, $3, $4, day::date, day::date, 'reported', extract(day FROM day), false, NULL
       FROM generate_series('1950-01-01'::date, '1950-01-01'::date + $5::int - 1, interval '1 day') day`,
      [world.member.partnershipId, indicator, ground.elsewhere, ground.everybody, many],
    );
    for (const path of [`observations.csv?indicator=${indicator}`, 'observations.csv']) {
      const rows = (await read(path)).filter(({ place }) => place === 'Ansonia');
      expect(rows).toHaveLength(many);
      expect(new Set(rows.map((row) => row['period_start'])).size).toBe(many);
    }
    await world.inspect('DELETE FROM observation WHERE place_id = $1', [ground.elsewhere]);
  });

  it('refuses strangers, other partnerships, other partnerships’ indicators and files that there are not', async () => {
    const files = ['observations.csv', 'indicators.csv', 'datapackage.json', 'csv-metadata.json', 'all.zip'];
    for (const file of files) {
      expect((await get(null, file)).statusCode).toBe(401);
      const outside = await get(world.outsider, file);
      expect([outside.statusCode, outside.body]).toEqual([404, expect.not.stringContaining('Bridgeport')]);
      const own = world.outsider.partnershipId;
      expect((await get(world.outsider, `${file}?indicator=${indicator}`, own)).statusCode).toBe(404);
      expect((await get(world.outsider, file, own)).body).not.toContain('Bridgeport');
      expect((await get(world.member, `${file}?indicator=${uuidv7()}`)).statusCode).toBe(404);
      expect((await get(world.member, `${file}?indicator=x`)).statusCode).toBe(404);
    }
    expect((await get(world.member, 'accounts.csv')).statusCode).toBe(404);
    expect((await get(world.member, 'constructor')).statusCode).toBe(404);
    expect((await get(world.member, 'observations.csv', 'harbor')).statusCode).toBe(404);
  });

  it('refuses a script by a key of whoever lacks the second factor that is asked of them, until they have one', async () => {
    const keys = world.app.get(ReadKeyService, { strict: false });
    const make = async (as: Viewer): Promise<string> => {
      const key = `tl_${randomBytes(32).toString('base64url')}`;
      const keyHash = createHash('sha256').update(key).digest('hex');
      await keys.add(as, { idempotencyKey: uuidv7(), id: uuidv7(), name: 'Report in R', keyHash });
      return key;
    };
    const [manager, member, outsider] = [
      await make(world.dataManager),
      await make(world.member),
      await make(world.outsider),
    ];
    const open = async (key: string, { partnershipId } = world.member) =>
      world.app.inject({
        url: `/exports/${partnershipId}/indicators.csv`,
        headers: { authorization: `Bearer ${key}` },
      });
    const require = (is: boolean) =>
      world.inspect(`UPDATE partnership SET requires_second_factor = $1 WHERE slug = 'harbor'`, [is]);
    const has = (is: boolean) =>
      world.inspect('UPDATE account SET has_second_factor = $1 WHERE id = $2', [is, world.dataManager.accountId]);
    try {
      expect((await open(manager)).statusCode).toBe(200);
      await require(true);
      const refused = await open(manager);
      expect(refused.statusCode).toBeGreaterThanOrEqual(400);
      expect(refused.body).toContain('with a second factor only');
      expect((await open(member)).statusCode).toBe(200);
      expect((await open(outsider, world.outsider)).statusCode).toBe(200);
      expect((await open(outsider)).statusCode).toBe(401);
      await has(true);
      expect((await open(manager)).statusCode).toBe(200);
    } finally {
      await require(false);
      await has(false);
      await world.inspect('DELETE FROM read_key');
    }
  });

  it('lets a script in by a key of a member, until the key is taken back or the membership ends', async () => {
    const keys = world.app.get(ReadKeyService, { strict: false });
    const make = async (as: Viewer): Promise<{ id: string; key: string }> => {
      const key = `tl_${randomBytes(32).toString('base64url')}`;
      const keyHash = createHash('sha256').update(key).digest('hex');
      const { id } = await keys.add(as, { idempotencyKey: uuidv7(), id: uuidv7(), name: 'Report in R', keyHash });
      return { id, key };
    };
    const file = 'observations.csv';
    const open = async (key: string, partnership = world.member.partnershipId) =>
      world.app.inject({ url: `/exports/${partnership}/${file}`, headers: { authorization: `Bearer ${key}` } });
    const own = await make(world.member);
    const manager = await make(world.dataManager);
    expect((await open(own.key)).body).toBe((await get(world.member, file)).body);
    // Whoever keeps the data reads by a key no more than everybody.
    expect((await open(manager.key)).body).toBe((await open(own.key)).body);
    for (const key of ['x', `${own.key}x`, own.key.toUpperCase()]) expect((await open(key)).statusCode).toBe(401);
    expect((await open(own.key, world.outsider.partnershipId)).statusCode).toBe(401);
    // It opens exports and nothing else.
    const answer = await world.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${own.key}`, 'x-partnership': world.member.partnershipId },
      payload: { query: '{ me { account { email } } }' },
    });
    expect(answer.body).not.toContain('@');

    const input = (id: string) => ({ idempotencyKey: uuidv7(), id });
    await expect(keys.retire(world.bystander, input(own.id))).rejects.toMatchObject({
      extensions: { code: 'REFUSED', rule: 'NOT_ALLOWED' },
    });
    await expect(keys.retire(world.outsider, input(own.id))).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    const names = async (as: Viewer) => (await keys.page(as, 50, null)).nodes.map(({ id }) => id);
    expect(await names(world.member)).toEqual([own.id]);
    expect(await names(world.director)).toEqual([manager.id, own.id]);
    expect(await names(world.outsider)).toEqual([]);
    await keys.retire(world.member, input(own.id));
    expect((await open(own.key)).statusCode).toBe(401);
    expect(await names(world.member)).toEqual([]);
    await world.inspect('UPDATE member SET retired_at = now() WHERE id = $1', [world.dataManager.memberId]);
    expect((await open(manager.key)).statusCode).toBe(401);
    await world.inspect('UPDATE member SET retired_at = NULL WHERE id = $1', [world.dataManager.memberId]);
  });
});
