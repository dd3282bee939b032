// `npm run bench [-- --sizes 10,100,1000 --seconds 6 --only measurement,disclosure,visit,county,page,log,import]`: measures and prints; writes nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCounting } from './counting-proxy.mjs';
import { meter } from './cpu.mjs';
import { measureCounty } from './county.mjs';
import { settingsOf, startDatabase, withClient } from './database.mjs';
import { measureDisclosure } from './disclosure.mjs';
import { fill, shape } from './fill.mjs';
import { hasBrowser, measureFirstVisits } from './first-visit.mjs';
import { compareImport, importSizes } from './imports.mjs';
import { testLoggers } from './log-test.mjs';
import { compare } from './measure.mjs';
import { measureCharts } from './measurement.mjs';
import { ofServer, ofServerDependency } from './modules.mjs';
import { pageContenders, pageReaders, sameData } from './page.mjs';
import { hashedPassword, openSessions, signIn } from './people.mjs';
import { prepareForPostgraphile } from './postgraphile-page.mjs';
import { startPostgraphile, startProduct } from './processes.mjs';
import { chartTable, countyTable, disclosureTable, report, visitTable } from './table.mjs';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    seconds: { type: 'string', default: '6' },
    only: { type: 'string', default: 'measurement,disclosure,visit,county,page,log,import' },
  },
});
const seconds = Number(values.seconds);
const measured = new Set(values.only.split(','));
const progress = (what) => console.error(`${new Date().toISOString().slice(11, 19)} ${what}`);

/** Connections of each contender; the embedded database gains nothing from more than a few. */
const poolSize = (kind) => (kind === 'postgres' ? 10 : 4);

/** Starts every contender over a database, gives them to `use`, and stops them. */
async function withContenders({ url, kind, dataDir, cookies }, use) {
  const { default: pg } = await ofServerDependency('pg');
  const { poolConfig } = await ofServer('database/pool');
  const size = poolSize(kind);
  const pool = new pg.Pool({ ...poolConfig({ url, size }), pipeline: true });
  const [product, postgraphile] = await Promise.all([startProduct(url, dataDir, size), startPostgraphile(url, size)]);
  try {
    return await use({ pool, product, postgraphile, cookies });
  } finally {
    await Promise.all([product.stop(), postgraphile.stop(), pool.end()]);
  }
}

/** What each contender sends to the database for one request once it is warm: statements, and beside them transaction control. */
async function countStatements(database, size) {
  const door = await startCounting(database.url);
  const counted = {};
  const requests = 10;
  const count = async (part, contenders) => {
    counted[part] = {};
    for (const [name, send] of Object.entries(contenders)) {
      await send();
      Object.assign(door.counts, { statements: 0, control: 0 });
      for (let at = 0; at < requests; at += 1) await send();
      counted[part][name] = `${door.counts.statements / requests} + ${door.counts.control / requests}`;
    }
  };
  try {
    await withContenders({ ...database, url: door.url }, async (world) => {
      await signIn(world.product.origin, 1);
      const readers = await pageReaders(world);
      for (let n = 1; n <= shape.networks; n += 1) await sameData(readers, { p: size, n });
      await count(
        'page',
        Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, () => read({ p: 1, n: 2 })])),
      );
      await count('log', await testLoggers(world, 1));
    });
  } finally {
    await door.stop();
  }
  return counted;
}

/** Pages and tests of the product beside those of the others, and what each sends to the database for one. */
async function measureRequests(database, size) {
  const cookies = await openSessions(database.url, size);
  const inWorld = { ...database, cookies };
  progress(`${size} partnerships: comparing answers, counting statements`);
  const counts = await countStatements(inWorld, size);
  const page = [];
  const log = [];
  await withClient(database.url, (client) =>
    withContenders(inWorld, async (world) => {
      const meterOf = (name) =>
        meter(client, name === 'sql' ? null : name === 'product' ? world.product.pid : world.postgraphile.pid);
      for (const atOnce of [1, 16]) {
        if (measured.has('page'))
          page.push(...(await compare(pageContenders(await pageReaders(world), size, meterOf), atOnce, seconds)));
        progress(`${size} partnerships: page, ${atOnce} at once: done`);
      }
      const loggers = Object.entries(await testLoggers(world, size)).map(([name, send]) => ({
        name,
        send,
        cpu: meterOf(name),
      }));
      for (const atOnce of [1, 16]) if (measured.has('log')) log.push(...(await compare(loggers, atOnce, seconds)));
      progress(`${size} partnerships: log a test: done`);
    }),
  );
  return { page, log, counts };
}

async function measure(database, size) {
  const asksRequests = measured.has('page') || measured.has('log');
  const requests = asksRequests ? await measureRequests(database, size) : { page: [], log: [], counts: {} };
  const imports = [];
  // The last partnership: no earlier size has imported into it.
  for (const observations of measured.has('import') ? importSizes : []) {
    imports.push(await compareImport(database, size, observations));
    progress(`${size} partnerships: import of ${observations}: done`);
  }
  return { size, ...requests, imports };
}

/** What needs a database. */
async function measureInDatabase() {
  const database = await startDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'tl-bench-'));
  try {
    const sizes = (values.sizes ?? (database.kind === 'postgres' ? '10,100,1000' : '10')).split(',').map(Number);
    const hash = await hashedPassword();
    const results = [];
    let filled = 0;
    if (measured.has('page') || measured.has('log')) await prepareForPostgraphile(database.url);
    for (const size of sizes) {
      progress(`filling ${database.label} up to ${size} partnerships`);
      await withClient(database.url, (client) => fill(client, filled + 1, size, hash));
      filled = size;
      results.push(await measure({ ...database, dataDir }, size));
      if (sizes.length > 1) progress(`so far:\n${report(database.label, await settingsOf(database.url), results)}`);
    }
    console.log(report(database.label, await settingsOf(database.url), results));
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (measured.has('measurement')) {
  console.log(`${chartTable(measureCharts())}\n`);
  progress('charts: done');
}
if (measured.has('disclosure')) {
  console.log(`${disclosureTable(await measureDisclosure())}\n`);
  progress('disclosure: done');
}
if (measured.has('visit') && hasBrowser()) {
  console.log(`${visitTable(await measureFirstVisits())}\n`);
  progress('first visits: done');
}
if (measured.has('county')) {
  console.log(`${countyTable(await measureCounty(startDatabase))}\n`);
  progress('a county: done');
}
if (['page', 'log', 'import'].some((part) => measured.has(part))) await measureInDatabase();
