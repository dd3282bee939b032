// (a) The network page: the product against one statement by hand and against PostGraphile.
import { deepStrictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/shell.mjs';
import { rowId, shape } from './fill.mjs';
import { graphql } from './http-client.mjs';
import { ofServer } from './modules.mjs';
import { pageStatement } from './page-statement.mjs';
import { columnsQuery, naturalQuery } from './postgraphile-page.mjs';

/** The operation that the web sends for a network's first screen, taken from the screen itself. */
function webOperation() {
  const textIn = (file, what) => {
    const found = /graphql\(\s*`([^`]*)`/.exec(readFileSync(join(root, 'apps/web/src', file), 'utf8'));
    if (!found?.[1].includes(what)) throw new Error(`${file} has no ${what}`);
    return found[1];
  };
  const query = textIn('features/networks/network-query.ts', 'query NetworkPage');
  const fragment = textIn('shared/series/series-query.ts', 'fragment SeriesShown');
  return `${query} ${fragment}`.replace(/\s+/g, ' ').trim();
}

const columnsOfSeries = [
  'starts',
  'ends',
  'values',
  'numerators',
  'denominators',
  'lowers',
  'uppers',
  'statuses',
  'hidden',
];

const any = (count) => 1 + Math.floor(Math.random() * count);

/** A network that nobody chose. */
const anyNetwork = (partnerships) => ({ p: any(partnerships), n: any(shape.networks) });

/** Transaction, settings, statement and commit in one message: the fastest way there is. */
async function oneStatement({ pool, gather }, begin, statement) {
  const client = await pool.connect();
  try {
    gather(client);
    const sent = [client.query(begin), client.query(statement), client.query('COMMIT')];
    const [, found] = await Promise.all(sent);
    return found.rows[0];
  } finally {
    client.release();
  }
}

/** Everything that asks for the page, each given `{p, n}`; the bodies of the HTTP ones stay unread. */
export async function pageReaders({ pool, product, postgraphile, cookies }) {
  const { opening } = await ofServer('tenancy/tenancy');
  const { inOneMessage } = await ofServer('database/one-message');
  const operation = webOperation();
  const productBody = ({ n, p }) =>
    JSON.stringify({ operationName: 'NetworkPage', query: operation, variables: { id: rowId('network', p, n) } });
  const partnership = (p) => rowId('partnership', p);
  const other =
    (query) =>
    ({ p, n }) =>
      graphql(
        `${postgraphile.origin}/graphql`,
        { 'x-partnership': partnership(p) },
        JSON.stringify({
          operationName: 'Page',
          query,
          variables: { partnership: partnership(p), network: rowId('network', p, n), place: rowId('place', p) },
        }),
      );
  return {
    sql: ({ p, n }) =>
      oneStatement(
        { pool, gather: inOneMessage },
        opening({ partnershipId: partnership(p), accountId: rowId('account', p), seesHidden: false }, 'READ ONLY'),
        {
          name: 'page',
          text: pageStatement,
          values: [partnership(p), rowId('network', p, n)],
        },
      ),
    product: (at) =>
      graphql(
        `${product.origin}/graphql`,
        { cookie: cookies[at.p - 1], 'x-partnership': partnership(at.p) },
        productBody(at),
      ),
    natural: other(naturalQuery),
    columns: other(columnsQuery),
  };
}

const asJson = (value) => JSON.parse(JSON.stringify(value));

/** Fails unless all of them say the same about a network. */
export async function sameData(readers, at) {
  const byHand = asJson(await readers.sql(at));
  for (const series of byHand.series) for (const column of columnsOfSeries) series.series[column].reverse();
  const {
    id: _id,
    network: { abilities: _abilities, ...network },
    ...ours
  } = JSON.parse(await readers.product(at)).data.networkPage;
  for (const { series } of ours.series) delete series.id;
  deepStrictEqual({ network, ...ours }, byHand);
  const columns = JSON.parse(await readers.columns(at)).data.networkByPartnershipIdAndRowId;
  const counts = ({ actionCounts, cycleCounts, escalationCounts }) => ({ actionCounts, cycleCounts, escalationCounts });
  deepStrictEqual(counts(columns), counts(byHand));
  const values = (list) =>
    list
      .map(({ indicatorName, series: { populationName, values } }) =>
        JSON.stringify([indicatorName, populationName, values]),
      )
      .sort();
  const theirs = columns.series.indicators.nodes.flatMap(({ name, columns: each }) =>
    each.nodes.map((one) => ({ indicatorName: name, series: one })),
  );
  deepStrictEqual(values(theirs), values(byHand.series));
  const natural = JSON.parse(await readers.natural(at)).data.networkByPartnershipIdAndRowId;
  const points = natural.series.indicators.nodes.reduce((sum, { released }) => sum + released.nodes.length, 0);
  deepStrictEqual(
    [points, natural.actions.nodes.length, natural.cycles.nodes.length],
    [byHand.series.length * shape.periods, shape.actions, shape.cycles],
  );
}

/** Each reader as a contender that asks for any network of any partnership. `meterOf` gives its meter by name. */
export const pageContenders = (readers, partnerships, meterOf) =>
  Object.entries(readers).map(([name, read]) => ({
    name,
    send: () => read(anyNetwork(partnerships)),
    cpu: meterOf(name),
  }));
