// (f) A county's schools: the indicator's page and the list of indicators after one import of 1,000 places × 9 years × 12 groups.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/shell.mjs';
import { startEmbeddedDatabase, withClient } from './database.mjs';
import { fill, rowId } from './fill.mjs';
import { graphql } from './http-client.mjs';
import { authSecret, hashedPassword, openSessions } from './people.mjs';
import { startProduct } from './processes.mjs';

const districts = 40;
const schoolsOfEach = 24;
const years = 9;
/** Everybody, and the groups of four dimensions whose numbers add up to everybody's. */
const groups = [
  ['Everybody', null, 1],
  ...['Asian', 'Black', 'Hispanic', 'White', 'Two or more'].map((name, at) => [
    name,
    'heritage',
    [0.05, 0.2, 0.3, 0.4, 0.05][at],
  ]),
  ['Girls', 'sex', 0.5],
  ['Boys', 'sex', 0.5],
  ['Learns English', 'language', 0.15],
  ['Speaks English', 'language', 0.85],
  ['Has a disability', 'disability', 0.14],
  ['Has no disability', 'disability', 0.86],
];
export const county = { places: districts * (schoolsOfEach + 1), years, groups: groups.length };

/** Places with their districts, groups with their dimensions, and an indicator without numbers. */
async function prepare(client) {
  const partnership = rowId('partnership', 1);
  await client.query(`UPDATE member SET role = 'data_manager' WHERE partnership_id = $1 AND account_id IS NOT NULL`, [
    partnership,
  ]);
  const places = [];
  for (let d = 0; d < districts; d += 1) {
    const district = { id: randomUUID(), kind: 'district', parent: null, schools: [] };
    places.push(district);
    for (let s = 0; s < schoolsOfEach; s += 1) {
      const school = { id: randomUUID(), kind: 'school', parent: district.id };
      district.schools.push(school);
      places.push(school);
    }
  }
  await client.query(
    `INSERT INTO place (partnership_id, id, name, kind, parent_id)
     SELECT $1::uuid, r.id, r.id::text, r.kind, r.parent FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, kind text, parent uuid)`,
    [partnership, JSON.stringify(places)],
  );
  const populations = groups.map(([name, dimension, share], at) => ({
    id: randomUUID(),
    name,
    dimension,
    group: dimension && name,
    share,
    position: 100 + at,
  }));
  await client.query(
    `INSERT INTO population (partnership_id, id, name, dimension, "group", position)
     SELECT $1::uuid, r.id, r.name, r.dimension, r."group", r.position
     FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, name text, dimension text, "group" text, position int)`,
    [partnership, JSON.stringify(populations)],
  );
  await client.query(
    `INSERT INTO population_label (partnership_id, id, label, population_id)
     SELECT partnership_id, gen_random_uuid(), id::text, id FROM population WHERE partnership_id = $1`,
    [partnership],
  );
  const indicator = randomUUID();
  await client.query(
    `INSERT INTO indicator (partnership_id, id, outcome_id, name, level, measure_type, direction, cadence, unit)
     VALUES ($1, $2, $3, 'Reads at grade level', 'core', 'proportion', 'higher', 'school_year', '%')`,
    [partnership, indicator, rowId('outcome', 1, 1)],
  );
  return { partnership, places: places.filter(({ schools }) => schools), populations, indicator };
}

/** Children and those who read, of one school, year and group; the groups of a dimension add up to everybody. */
function* schoolRows(school, year, populations) {
  const children = 20 + ((school * 37) % 180);
  const left = new Map();
  for (const [at, { dimension, share }] of populations.entries()) {
    const isLast = populations[at + 1]?.dimension !== dimension;
    const all = left.get(dimension) ?? { people: children, read: Math.round(children * (0.4 + (year % 5) / 20)) };
    const people = dimension === null || isLast ? all.people : Math.min(all.people, Math.round(children * share));
    const reads =
      dimension === null || isLast
        ? all.read
        : Math.min(people, all.read, Math.round((all.read * people) / (all.people || 1)));
    left.set(dimension, { people: all.people - people, read: all.read - reads });
    yield { people, read: Math.min(reads, people) };
  }
}

async function writeFile(path, { places, populations }) {
  const file = createWriteStream(path);
  file.write('place id,population id,year,reads,children\n');
  let rows = 0;
  const put = (place, year, sums) => {
    for (const [at, { id }] of populations.entries()) {
      file.write(`${place},${id},${2010 + year}-${String(11 + year)},${sums[at].read},${sums[at].people}\n`);
      rows += 1;
    }
  };
  for (const [d, district] of places.entries()) {
    for (let year = 0; year < years; year += 1) {
      const total = populations.map(() => ({ people: 0, read: 0 }));
      for (const [s, school] of district.schools.entries()) {
        const sums = [...schoolRows(d * schoolsOfEach + s, year, populations)];
        put(school.id, year, sums);
        for (const [at, { people, read }] of sums.entries()) {
          total[at].people += people;
          total[at].read += read;
        }
      }
      put(district.id, year, total);
    }
  }
  file.end();
  await once(file, 'finish');
  return rows;
}

const mapping = (indicator) => ({
  version: 1,
  file: {},
  period: { from: 'column', column: 'year' },
  place: { labelColumn: 'place id' },
  population: { columns: ['population id'], constant: [], all: [], aliases: {} },
  indicators: [
    {
      indicatorKey: indicator,
      measure: 'proportion',
      cadence: 'school_year',
      unit: 'percent',
      when: [],
      numerator: { column: 'reads' },
      denominator: { column: 'children' },
    },
  ],
  marks: [],
  blank: 'not_reported',
  skip: [],
  otherRows: 'ignore',
});

/** Imports by the product, in a process of its own that ends when all is decided; the seconds that it took. */
async function importAll(url, dataDir, job) {
  const worker = fileURLToPath(new URL('import-worker.mjs', import.meta.url));
  const start = performance.now();
  const child = spawn(process.execPath, [worker, JSON.stringify(job)], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, DATA_DIR: dataDir, AUTH_SECRET: authSecret },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the import ended with code ${code}`);
  return (performance.now() - start) / 1000;
}

/** The operations that the two screens send, taken from the screens. */
function operations() {
  const textOf = (file, what) => {
    const found = new RegExp(`\`\\s*((?:query|fragment) ${what}\\b[^\`]*)\``).exec(
      readFileSync(join(root, 'apps/web/src', file), 'utf8'),
    );
    if (!found) throw new Error(`${file} has no ${what}`);
    return found[1].replace(/\s+/g, ' ');
  };
  const shown = textOf('shared/series/series-query.ts', 'SeriesShown');
  return {
    page: textOf('features/indicators/operations.ts', 'IndicatorPage'),
    series: `${textOf('features/indicators/operations.ts', 'SeriesOf')} ${shown}`,
    list: `${textOf('features/indicators/indicators-screen.tsx', 'IndicatorsPage')} ${shown}`,
  };
}

/** Milliseconds of each of `times` requests, after the first one, which is told apart. */
async function timed(send, times) {
  const took = [];
  for (let time = 0; time <= times; time += 1) {
    const start = performance.now();
    await send();
    took.push(performance.now() - start);
  }
  const [first, ...rest] = took;
  rest.sort((a, b) => a - b);
  return { first, p50: rest[Math.floor(rest.length / 2)], most: rest.at(-1) };
}

/**
 * Imports the county into a database and opens its screens, one request at a time.
 * @returns seconds of the import with its decisions, and of each operation the first and the usual milliseconds
 */
async function measureOn(database) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tl-bench-county-'));
  try {
    const hash = await hashedPassword();
    const prepared = await withClient(database.url, async (client) => {
      await fill(client, 1, 1, hash);
      return prepare(client);
    });
    const path = join(dataDir, 'county.csv');
    const observations = await writeFile(path, prepared);
    const job = {
      path,
      partnershipId: prepared.partnership,
      accountId: rowId('account', 1),
      mapping: mapping(prepared.indicator),
      observations,
    };
    const importSeconds = await importAll(database.url, dataDir, job);
    const [cookie] = await openSessions(database.url, 1);
    const product = await startProduct(database.url, dataDir, database.kind === 'postgres' ? 10 : 4);
    try {
      const ask = (operationName, query, variables) =>
        graphql(
          `${product.origin}/graphql`,
          { cookie, 'x-partnership': prepared.partnership },
          JSON.stringify({ operationName, query, variables }),
        );
      const { page, series, list } = operations();
      const opened = JSON.parse(await ask('IndicatorPage', page, { id: prepared.indicator })).data.indicator;
      const placeIds = [opened.openingPlaceId];
      return {
        label: database.label,
        observations,
        importSeconds,
        page: await timed(() => ask('IndicatorPage', page, { id: prepared.indicator }), 20),
        series: await timed(() => ask('SeriesOf', series, { indicatorId: prepared.indicator, placeIds }), 20),
        list: await timed(() => ask('IndicatorsPage', list, { first: 50, after: null }), 20),
      };
    } finally {
      await product.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The county on every engine that this machine has. */
export async function measureCounty(startDatabase) {
  const results = [];
  const starts = [startDatabase, startEmbeddedDatabase];
  for (const start of starts) {
    const database = await start();
    try {
      if (!results.some(({ label }) => label === database.label)) results.push(await measureOn(database));
    } finally {
      await database.stop();
    }
  }
  return results;
}
