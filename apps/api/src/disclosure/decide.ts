import { familyOfGroup } from '@throughline/domain/group-families';
import { additionsOf, impliedPeople } from '@throughline/measurement/disclosure/additivity/additions';
import type { Counted, UnexplainedGroups } from '@throughline/measurement/disclosure/additivity/counted';
import { type Protected, protectRelease } from '@throughline/measurement/disclosure/protect';
import {
  cellId,
  type Decision,
  type DisclosureOptions,
  type LedgerEntry,
  type Release,
  type ReleaseCell,
} from '@throughline/measurement/disclosure/release';
import type { Solver } from '@throughline/measurement/disclosure/solver';
import { UnionFind } from '@throughline/measurement/disclosure/union-find';
import type { Decided, DecidedRow, DecisionJob, ObservedRow, ReleaseRules, StoredFinding } from './decision-job.ts';
import { additionOf, type CellState, type Remembered, remember } from './ledger.ts';
import { type CellNumbers, keyOf, numbersOf } from './release-of.ts';

/** A job as the engine takes it. */
export interface PreparedRelease {
  readonly release: Release;
  readonly options: DisclosureOptions;
  readonly before: Remembered;
  readonly states: ReadonlyMap<string, CellState>;
  /** Groups of which it is not known what they add up to. */
  readonly unexplained: readonly UnexplainedGroups[];
}

function stateOf({ n, x }: CellNumbers, value: number | null, before: CellState | undefined): CellState {
  const isSame = before && before.n === n && before.x === x && before.value === value;
  return isSame ? before : { version: (before?.version ?? 0) + 1, n, x, value };
}

type CountedRow = Counted & { readonly row: ObservedRow; readonly numbers: CellNumbers };

/** The observations that tell of people, with how many. */
function countedRows({ rows, rules, populations }: DecisionJob): CountedRow[] {
  const known = new Set(populations.map(({ id }) => id));
  return rows.flatMap((row) => {
    const numbers = known.has(row.populationId) ? numbersOf(row, rules) : null;
    if (numbers === null) return [];
    const cell = { key: keyOf(row), place: row.placeId, population: row.populationId, row, numbers };
    return [{ ...cell, n: numbers.n, x: numbers.x ?? countingIn(numbers) }];
  });
}

/** Those who count, where only their share is known. */
const countingIn = ({ n, x, percentage }: CellNumbers): number | null =>
  x !== null || n === null || percentage === null ? x : Math.round((percentage.value / 100) * n);

/** The release that a job is about, with the version of each of its cells. */
export function prepare(job: DecisionJob): PreparedRelease {
  const { rules } = job;
  const before = remember(job.ledger);
  const counted = countedRows(job);
  const places = job.places.map(([id, parentId, kind]) => ({ id, parentId, kind }));
  const world = { populations: job.populations, places, minimum: rules.minimum, familyOf: familyOfGroup };
  const { sets, nested, unexplained } = additionsOf({ ...world, cells: counted });
  const implied = impliedPeople(counted, sets);
  const states = new Map<string, CellState>();
  const cells = counted.map(({ key, row, numbers: seen }): ReleaseCell => {
    const numbers = { ...seen, n: seen.n ?? implied.get(key) ?? null };
    const state = stateOf(numbers, row.value, before.states.get(key));
    states.set(key, state);
    return {
      key,
      version: state.version,
      indicator: '',
      period: job.period,
      place: row.placeId,
      population: { dimension: null, group: row.populationId },
      earlier: earlierOf(key, state, before),
      ...numbers,
    };
  });
  const options = { minimum: rules.minimum, countsPublished: rules.countsPublished, coding: rules.coding };
  return { release: { cells, sets, nested }, options, before, states, unexplained };
}

/** Every version of a cell before the one that is decided now. */
function earlierOf(key: string, { version }: CellState, before: Remembered) {
  const last = before.states.get(key);
  const known = before.earlier.get(key) ?? [];
  return last && last.version < version ? [...known, last] : known;
}

const keys = /[0-9a-f-]{36}:[0-9a-f-]{36}/g;
const keysIn = (id: string): string[] => [...new Set(id.match(keys))];

/**
 * Where something can be computed back whatever is hidden, nothing more of what it stands among is released: every cell
 * that sets tie to it and that no reader has had yet.
 */
function withheld({ release, before }: PreparedRelease, { unprotected }: Protected): Set<string> {
  const stopped = new Set<string>();
  if (unprotected.length === 0) return stopped;
  const blocks = new UnionFind();
  for (const { total, parts } of release.sets) blocks.join([total, ...parts]);
  for (const { outer, inner } of release.nested ?? []) blocks.join([outer, inner]);
  for (const { total, parts } of before.entry.sums) blocks.join([total, ...parts].flatMap(keysIn));
  const touched = new Set(unprotected.flatMap(({ id }) => keysIn(id)).map((key) => blocks.find(key)));
  for (const { key, version } of release.cells)
    if (touched.has(blocks.find(key)) && !before.facts.has(cellId(key, version))) stopped.add(key);
  return stopped;
}

/** The entry without what is stopped after all; that stays protected. */
function withoutStopped(entry: LedgerEntry, stopped: ReadonlySet<string>, states: PreparedRelease['states']) {
  if (stopped.size === 0) return entry;
  const ids = new Set([...stopped].map((key) => cellId(key, states.get(key)?.version)));
  return {
    ...entry,
    facts: entry.facts.filter(([id]) => !ids.has(id)),
    guarded: [...new Set([...entry.guarded, ...ids])],
  };
}

const open = ({ placeId, populationId }: ObservedRow, { countsPublished }: ReleaseRules): DecidedRow => ({
  placeId,
  populationId,
  hidden: false,
  reason: null,
  codedLower: null,
  codedUpper: null,
  countsShown: countsPublished,
});

function decidedRow(row: ObservedRow, rules: ReleaseRules, decision: Decision | undefined, isStopped: boolean) {
  const shown = open(row, rules);
  if (decision === undefined) return shown;
  if (isStopped || decision.verdict !== 'published') {
    const reason = decision.reasons[0] ?? (isStopped ? 'undecided' : 'computable_otherwise');
    return { ...shown, hidden: true, reason, countsShown: false };
  }
  const isRounded = rules.coding === 'whole_percents' && rules.measureType === 'proportion' && row.value !== null;
  const rounded = isRounded ? Math.round(row.value ?? 0) : null;
  return {
    ...shown,
    codedLower: decision.coded?.lower ?? rounded,
    codedUpper: decision.coded?.upper ?? rounded,
    countsShown: rules.countsPublished && decision.countsShown,
  };
}

function findingOf({ id, quantity, problem }: Protected['unprotected'][number]): StoredFinding {
  const cells = keysIn(id).map((key) => key.split(':') as [string, string]);
  return { cells: cells.slice(0, 12), quantity, problem };
}

/** What could not be looked at. */
const notLookedAt = ({ keys: among }: UnexplainedGroups): StoredFinding => ({
  cells: among.slice(0, 12).map((key) => key.split(':') as [string, string]),
  quantity: 'people',
  problem: 'not_looked_at',
});

/**
 * Decides the observations of one indicator in one period: what is hidden and why, what is coded, and what the ledger
 * has to remember of it. Asks the solver only where something is hidden or coded.
 */
export function decide(job: DecisionJob, solver: Solver): Decided {
  const prepared = prepare(job);
  const { release, options, before, states } = prepared;
  if (release.cells.length === 0)
    return { rows: job.rows.map((row) => open(row, job.rules)), findings: [], entry: null };
  const answer = protectRelease(release, options, [before.entry], solver);
  const stopped = withheld(prepared, answer);
  const decisions = new Map(answer.decisions.map((decision) => [decision.key, decision]));
  const entry = withoutStopped(answer.entry, stopped, states);
  return {
    rows: job.rows.map((row) => decidedRow(row, job.rules, decisions.get(keyOf(row)), stopped.has(keyOf(row)))),
    findings: [...answer.unprotected.map(findingOf), ...prepared.unexplained.map(notLookedAt)],
    entry: additionOf(entry, states, before),
  };
}
