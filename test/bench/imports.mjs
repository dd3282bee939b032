// (c) Imports of 200,000 and 1,000,000 observations against COPY of the same file into an equal table.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { serverMeter, usedHere } from './cpu.mjs';
import { withClient } from './database.mjs';
import { rowId, shape } from './fill.mjs';
import { ofServerDependency } from './modules.mjs';
import { authSecret } from './people.mjs';

/** How many observations are imported; the growth of memory between them is told. */
export const importSizes = [200_000, 1_000_000];
const periods = 100;
const placesOf = (observations) => observations / periods / shape.populations;

/** Places and labels of one partnership for the file; its people may import. */
async function prepare(client, p, places) {
  const partnership = rowId('partnership', p);
  await client.query(`UPDATE member SET role = 'data_manager' WHERE partnership_id = $1 AND account_id IS NOT NULL`, [
    partnership,
  ]);
  const added = await client.query(
    `INSERT INTO place (partnership_id, id, name, kind) SELECT $1::uuid, id, id::text, 'school' FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $2)) AS new RETURNING id`,
    [partnership, places],
  );
  await client.query(
    `INSERT INTO population_label (partnership_id, id, label, population_id) SELECT partnership_id, gen_random_uuid(), id::text, id FROM population WHERE partnership_id = $1 ON CONFLICT DO NOTHING`,
    [partnership],
  );
  const indicator = randomUUID();
  await client.query(
    `INSERT INTO indicator (partnership_id, id, outcome_id, name, level, measure_type, direction, cadence, unit) VALUES ($1, $2, $3, 'Imported', 'contributing', 'proportion', 'higher', 'month', '%')`,
    [partnership, indicator, rowId('outcome', p, 1)],
  );
  return { partnership, indicator, places: added.rows.map((row) => row.id) };
}

const day = (month, last) => new Date(Date.UTC(2016, month + (last ? 1 : 0), last ? 0 : 1)).toISOString().slice(0, 10);

/** The file: the very columns of the table, places and populations by a label that is their id, so that COPY can read it too. */
async function writeFile(path, { partnership, indicator, places: all }, p) {
  const file = createWriteStream(path);
  file.write(
    'partnership_id,indicator_id,place_id,population_id,period_start,period_end,status,value,numerator,denominator\n',
  );
  for (const [index, place] of all.entries()) {
    let lines = '';
    for (let population = 1; population <= shape.populations; population += 1) {
      for (let month = 0; month < periods; month += 1) {
        const numerator = 90 + ((index * 7 + population * 3 + month * 5) % 40);
        lines += `${partnership},${indicator},${place},${rowId('population', p, population)},${day(month, false)},${day(month, true)},reported,${numerator / 2},${numerator},200\n`;
      }
    }
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

const mapping = (indicator) => ({
  version: 1,
  file: {},
  period: { from: 'column', column: 'period start' },
  place: { labelColumn: 'place id' },
  population: { columns: ['population id'], constant: [], all: [], aliases: {} },
  indicators: [
    {
      indicatorKey: indicator,
      measure: 'proportion',
      cadence: 'month',
      unit: 'percent',
      when: [],
      value: { column: 'value' },
      numerator: { column: 'numerator' },
      denominator: { column: 'denominator' },
    },
  ],
  marks: [],
  blank: 'not_reported',
  skip: [],
  otherRows: 'ignore',
});

/** Seconds, and seconds of the processors (this process and the database), of one COPY into an equal, empty table. */
async function copy(url, path) {
  const { from } = await ofServerDependency('pg-copy-streams');
  return withClient(url, async (client) => {
    await client.query('CREATE TABLE copied_observation (LIKE observation INCLUDING ALL)');
    const server = await serverMeter(client);
    const before = server() + usedHere();
    const start = performance.now();
    const columns =
      'partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator';
    await pipeline(
      createReadStream(path),
      client.query(from(`COPY copied_observation (${columns}) FROM STDIN (FORMAT csv, HEADER)`)),
    );
    const seconds = (performance.now() - start) / 1000;
    const cpu = (server() + usedHere() - before) / 1000;
    await client.query('DROP TABLE copied_observation');
    return { seconds, cpu };
  });
}

/**
 * The product's import in a process of its own, so that its memory can be told. It ends when all that it brought is
 * decided: `decided` is the seconds from the end of the commit until then.
 */
async function imported(url, dataDir, job) {
  const worker = fileURLToPath(new URL('import-worker.mjs', import.meta.url));
  return withClient(url, async (client) => {
    const server = await serverMeter(client);
    const before = server();
    const child = spawn(process.execPath, [worker, JSON.stringify(job)], {
      env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, DATA_DIR: dataDir, AUTH_SECRET: authSecret },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const used = [];
    const sampling = setInterval(() => used.push({ at: Date.now(), cpu: server() - before }), 100).unref();
    const ended = once(child, 'exit');
    const report = await new Promise((resolve, reject) => {
      child.on('message', (message) => typeof message === 'object' && resolve(message));
      ended.then(([code]) => reject(new Error(`the import ended with code ${code}`)));
    });
    clearInterval(sampling);
    // Decisions begin when the rows are there: what they use is not the import's.
    const byServer = used.findLast(({ at }) => at <= report.committedAt)?.cpu ?? NaN;
    const start = performance.now();
    await ended;
    return {
      ...report,
      cpu: report.cpu + byServer / 1000,
      decided: report.waited + (performance.now() - start) / 1000,
    };
  });
}

/**
 * One import of a new file of partnership `p`, between two COPYs of the same file: seconds of each, and the import's
 * memory in bytes.
 */
export async function compareImport({ url, dataDir }, p, observations) {
  const prepared = await withClient(url, (client) => prepare(client, p, placesOf(observations)));
  const path = `${dataDir}/observations-${p}-${observations}.csv`;
  await writeFile(path, prepared, p);
  const first = await copy(url, path);
  const job = {
    path,
    partnershipId: prepared.partnership,
    accountId: rowId('account', p),
    mapping: mapping(prepared.indicator),
    observations,
  };
  const report = await imported(url, dataDir, job);
  const second = await copy(url, path);
  return {
    observations,
    copies: [first.seconds, second.seconds],
    copy: (first.seconds + second.seconds) / 2,
    copyCpu: (first.cpu + second.cpu) / 2,
    ...report,
  };
}
