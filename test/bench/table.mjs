// What the run prints: a table that a document can take as it is.
import { cpus, totalmem } from 'node:os';

const number = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const names = {
  sql: 'SQL by hand',
  product: '**Throughline**',
  columns: 'PostGraphile, series as columns',
  natural: 'PostGraphile, natural',
};

/** The rows of a comparison: speed, cost, and how often the hand-written statement's time. */
function compared(title, size, results, counts) {
  return [1, 16].flatMap((atOnce) => {
    const at = results.filter((result) => result.atOnce === atOnce);
    const sql = at.find(({ name }) => name === 'sql');
    return at.map((result) => [
      title,
      size,
      atOnce,
      names[result.name],
      number(result.p50, 1),
      number(result.p95, 1),
      `${number(result.rate, 0)} (${number(result.least, 0)}–${number(result.most, 0)})`,
      number(result.cpu, 2),
      number(sql.rate / result.rate, 2),
      counts[result.name] ?? '',
    ]);
  });
}

/** What charts cost by kind. */
export const chartTable = (charts) =>
  table(
    ['chart', 'points/CPU s at 60 a series', '× CPU a point at 6,000 a series'],
    charts.map(({ chart, rate, growth }) => [chart, number(rate, 0), number(growth, 2)]),
  );

/** What a first visit receives and when it is painted. */
export const visitTable = (visits) =>
  table(
    ['first visit', 'on', 'kB', 'requests', 'largest paint s (range)'],
    visits.map(({ screen, slow, bytes, requests, paint, least, most }) => [
      screen,
      slow ? 'a slow phone' : 'this machine',
      number(bytes / 1000, 0),
      requests,
      `${number(paint / 1000, 2)} (${number(least / 1000, 2)}–${number(most / 1000, 2)})`,
    ]),
  );

/** What the screens of a county's indicator take after its import, one request at a time. */
export const countyTable = (engines) =>
  table(
    ['a county', 'observations', 'import and decisions s', 'answer', 'first ms', 'p50 ms', 'most ms'],
    engines.flatMap(({ label, observations, importSeconds, ...answers }) =>
      Object.entries(answers).map(([name, { first, p50, most }]) => [
        label,
        observations,
        number(importSeconds, 1),
        { page: "indicator's page", series: 'its charts at one place', list: 'list of indicators' }[name],
        number(first, 0),
        number(p50, 0),
        number(most, 0),
      ]),
    ),
  );

/** What the disclosure engine costs by what is published. */
export const disclosureTable = (ways) =>
  table(
    ['disclosure', 'cells', 'small', 'hidden beside them', 'protect s', 'CPU s', 'audit s', 'CPU s'],
    ways.map(({ name, cells, small, others, protect, audit }) => [
      name,
      cells,
      small,
      others,
      ...[protect.seconds, protect.cpu, audit.seconds, audit.cpu].map((each) => number(each, 1)),
    ]),
  );

/** The whole answer of a run with a database. */
export function report(where, settings, sizes) {
  const head = [
    '',
    'partnerships',
    'at once',
    'by',
    'p50 ms',
    'p95 ms',
    'requests/s (slices)',
    'CPU ms',
    '× SQL',
    'statements',
  ];
  const rows = sizes.flatMap(({ size, page, log, counts }) => [
    ...compared('page', size, page, counts.page),
    ...compared('log a test', size, log, counts.log),
  ]);
  const imports = sizes.flatMap(({ size, imports: all }) =>
    all.map((one) => {
      const ours = one.upload + one.map + one.check + one.commit;
      return [
        size,
        one.observations,
        `${number(one.copy, 1)} (${one.copies.map((copy) => number(copy, 1)).join(', ')})`,
        number(ours, 1),
        `**${number(ours / one.copy, 2)}**`,
        number(one.cpu / one.copyCpu, 2),
        number(one.upload + one.map, 1),
        number(one.check, 1),
        number(one.commit, 1),
        number(one.decided, 1),
        `${number(one.peak / 1048576, 0)} (${number(one.idle / 1048576, 0)} before)`,
      ];
    }),
  );
  const growth = growthOf(sizes);
  return [
    `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; ${where}: ${Object.entries(
      settings,
    )
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    table(head, rows),
    table(
      [
        'partnerships',
        'observations',
        'COPY s (before, after)',
        'import s',
        '× COPY',
        '× COPY, processor',
        'upload and map s',
        'check s',
        'commit s',
        'all decided s later',
        'peak RSS MiB',
      ],
      imports,
    ),
    growth,
  ].join('\n\n');
}

function growthOf(sizes) {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (first === last || first.page.length === 0) return '';
  const p95 = ({ page }, name, atOnce) => page.find((result) => result.name === name && result.atOnce === atOnce).p95;
  return [1, 16]
    .map((atOnce) => {
      const times = (name) => number(p95(last, name, atOnce) / p95(first, name, atOnce), 2);
      return `p95 of the page at ${last.size} partnerships against ${first.size}, ${atOnce} at once: Throughline × ${times('product')}, SQL by hand × ${times('sql')}`;
    })
    .join('\n');
}
