// (e) The disclosure engine on a district of 60 schools × 7 groups × 9 years.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/shell.mjs';

const engine = (file) => import(pathToFileURL(join(root, 'libs/measurement/dist/disclosure', `${file}.js`)).href);

const schools = 60;
const years = 9;
const groups = [0.42, 0.22, 0.15, 0.1, 0.05, 0.04, 0.02];

const percentage = (n, x) => (n === 0 ? null : { value: Math.round((1000 * x) / n) / 10, half: 0.05 });

/** One year: every school and group, their crossings, and the district, each the sum of its parts. */
function year(period, next) {
  const numbers = new Map();
  const add = (key, n, x) => {
    const sum = numbers.get(key) ?? { n: 0, x: 0 };
    numbers.set(key, { n: sum.n + n, x: sum.x + x });
  };
  for (let school = 0; school < schools; school += 1) {
    const size = 120 + Math.floor(500 * next());
    for (const [group, share] of groups.entries()) {
      const n = Math.floor(size * share * (0.3 + 1.4 * next()));
      const x = Math.round(n * (0.2 + 0.5 * next()));
      for (const key of ['all', `s${school}`, `g${group}`, `s${school} g${group}`]) add(key, n, x);
    }
  }
  const each = (count, key) => Array.from({ length: count }, (_, at) => key(at));
  const bySchool = each(schools, (school) => ({
    total: `s${school}`,
    parts: each(groups.length, (group) => `s${school} g${group}`),
  }));
  const byGroup = each(groups.length, (group) => ({
    total: `g${group}`,
    parts: each(schools, (school) => `s${school} g${group}`),
  }));
  const whole = [bySchool, byGroup].map((sets) => ({ total: 'all', parts: sets.map(({ total }) => total) }));
  const dated = (key) => `${key} ${period}`;
  return {
    cells: [...numbers].map(([key, { n, x }]) => ({
      key: dated(key),
      indicator: 'absence',
      period,
      place: 'district',
      population: { dimension: 'group', group: key },
      n,
      x,
      percentage: percentage(n, x),
    })),
    sets: [...bySchool, ...byGroup, ...whole].map(({ total, parts }) => ({
      total: dated(total),
      parts: parts.map(dated),
    })),
  };
}

function district() {
  let state = 7;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const all = Array.from({ length: years }, (_, at) => year(String(2016 + at), next));
  return { cells: all.flatMap(({ cells }) => cells), sets: all.flatMap(({ sets }) => sets) };
}

const ways = [
  { name: 'with counts', countsPublished: true, coding: 'none' },
  { name: 'percentages in bands', countsPublished: false, coding: 'bands' },
  { name: 'whole percents', countsPublished: false, coding: 'whole_percents' },
];

/** Seconds of the clock and of the processor for a piece of work. */
function timed(work) {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const answer = work();
  const { user, system } = process.cpuUsage(before);
  return { answer, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

/**
 * Protects the district, then audits what came out.
 * @returns by way to publish: cells, small and other hidden ones, seconds of `protect` and `audit` by clock and processor.
 */
export async function measureDisclosure() {
  const [{ auditRelease, protectRelease }, { loadHighsSolver }] = await Promise.all([
    engine('protect'),
    engine('highs-solver'),
  ]);
  const solver = await loadHighsSolver();
  const release = district();
  return ways.map(({ name, ...way }) => {
    const options = { minimum: 10, ...way };
    const protect = timed(() => protectRelease(release, options, [], solver));
    const { decisions, withheldCharts } = protect.answer;
    const hidden = decisions.filter(({ verdict }) => verdict !== 'published');
    const keys = new Set(hidden.map(({ key }) => key));
    const audit = timed(() => auditRelease(release, keys, options, [], solver, new Set(withheldCharts)));
    const { length } = audit.answer.findings;
    if (length > 0) throw new Error(`${name}: ${length} hidden numbers can be computed back`);
    const small = hidden.filter(({ verdict }) => verdict === 'primary').length;
    return { name, cells: decisions.length, small, others: hidden.length - small, protect, audit };
  });
}
