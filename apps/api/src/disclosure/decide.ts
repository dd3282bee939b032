import { familyOfGroup } from '@throughline/domain/group-families';
import { isShareOfPeople } from '@throughline/domain/shares';
import {
  type Finding,
  additionsWithLeftOut,
  impliedCounts,
  type Additions,
  type Counted,
  type UnexplainedGroups,
  type SharedMeasure,
  type SharedNumber,
  sharedPeople,
  auditRelease,
  type Protected,
  protectRelease,
  cellId,
  type Decision,
  type DisclosureOptions,
  type IntervalSubject,
  intervalMayBeShown,
  type LedgerEntry,
  type Release,
  type ReleaseCell,
  type Solver,
  UnionFind,
} from '@throughline/measurement/disclosure';
import type {
  Decided,
  DecidedMember,
  DecidedRow,
  DecisionJob,
  JobMember,
  ObservedRow,
  ReleaseRules,
  StoredFinding,
} from './decision-job.ts';
import { additionOf, type CellState, type Remembered, remember } from './ledger.ts';
import { type CellNumbers, isKeptBack, keyOf, leftOut, numbersOf } from './release-of.ts';

/** One indicator's part of a job as the engine takes it. */
interface PreparedMember extends JobMember {
  /** What the keys of its cells begin with. */
  readonly prefix: string;
  readonly before: Remembered;
  readonly states: ReadonlyMap<string, CellState>;
}

/** A job as the engine takes it. */
export interface PreparedRelease {
  readonly release: Release;
  readonly options: DisclosureOptions;
  /** All that was released of any of its indicators. */
  readonly ledger: readonly LedgerEntry[];
  /** Its own part, then those of the linked indicators. */
  readonly members: readonly PreparedMember[];
  /** Groups of which it is not known what they add up to. */
  readonly unexplained: readonly UnexplainedGroups[];
}

/** What the keys of a linked indicator's cells begin with; those of the first are as they are. */
export const prefixOf = (member: number): string => (member === 0 ? '' : `~${member}~`);

/** Which indicator a cell, or what is left of several, belongs to. */
const memberOf = (id: string): number => Number(/~(\d+)~/.exec(id)?.[1] ?? 0);

function stateOf({ n, x }: CellNumbers, value: number | null, before: CellState | undefined): CellState {
  const isSame = before && before.n === n && before.x === x && before.value === value;
  return isSame ? before : { version: (before?.version ?? 0) + 1, n, x, value };
}

type CountedRow = Counted & { readonly row: ObservedRow; readonly numbers: CellNumbers };

/** The observations that tell of people, with how many. */
function countedRows({ rows, rules }: JobMember, { populations }: DecisionJob): CountedRow[] {
  const known = new Set(populations.map(({ id }) => id));
  return rows.flatMap((row) => {
    const numbers = known.has(row.populationId) ? numbersOf(row, rules) : null;
    if (numbers === null) return [];
    const cell = { key: keyOf(row), place: row.placeId, population: row.populationId, row, numbers };
    return [{ ...cell, n: numbers.n, x: numbers.x ?? countingIn(numbers) }];
  });
}

/**
 * What its sets say of a number that a row does not say. A mark is set for somebody: where the others leave nobody for it, the
 * publisher has made an error, and nothing is known.
 */
function impliedFor(row: ObservedRow, implied: Pick<SharedNumber, 'n' | 'x'> = { n: null, x: null }) {
  return row.status === 'suppressed_by_source' && implied.n === 0 ? { n: null, x: null } : implied;
}

/** Those who count, where only their share is known. */
const countingIn = ({ n, x, percentage }: CellNumbers): number | null =>
  x !== null || n === null || percentage === null ? x : Math.round((percentage.value / 100) * n);

interface MemberRelease {
  readonly member: PreparedMember;
  readonly cells: readonly ReleaseCell[];
  readonly additions: Additions;
  readonly shared: SharedMeasure;
}

/** One indicator's cells with the version of each, and what adds up to what among them. */
function prepareMember(member: JobMember, job: DecisionJob, prefix: string): MemberRelease {
  const before = remember(member.ledger, prefix);
  const known = countedRows(member, job);
  const places = job.places.map(([id, parentId, kind]) => ({ id, parentId, kind }));
  const { minimum } = member.rules;
  const world = { populations: job.populations, places, minimum, familyOf: familyOfGroup };
  const found = additionsWithLeftOut({ ...world, cells: known }, ({ place, population }) => `${place}:${population}`);
  const { additions } = found;
  const counted = [
    ...known,
    ...found.leftOut.flatMap((cell) => {
      const blank = leftOut(cell.place, cell.population, member.rules);
      return blank ? [{ ...cell, ...blank }] : [];
    }),
  ];
  const implied = impliedCounts(counted, additions.sets);
  const states = new Map<string, CellState>();
  const numbersByKey = new Map<string, SharedNumber[]>();
  const cells = counted.map(({ key: plain, row, numbers: seen }): ReleaseCell => {
    const key = `${prefix}${plain}`;
    const { n, x } = impliedFor(row, implied.get(plain));
    // Of what the source keeps back nothing else says how many count; a percentage says it of the others.
    const numbers = { ...seen, n: seen.n ?? n, x: seen.x ?? (seen.omitted && seen.hasNumerator ? x : null) };
    const state = stateOf(numbers, row.value, before.states.get(key));
    states.set(key, state);
    const earlier = earlierOf(key, state, before);
    numbersByKey.set(plain, [...earlier, { ...state, x: countingIn(numbers) }]);
    return {
      key,
      version: state.version,
      indicator: '',
      period: job.period,
      place: row.placeId,
      population: { dimension: null, group: row.populationId },
      earlier,
      ...numbers,
    };
  });
  // What is no longer there was told all the same.
  for (const [key, last] of before.states)
    if (!states.has(key)) numbersByKey.set(key.slice(prefix.length), [...(before.earlier.get(key) ?? []), last]);
  return {
    member: { ...member, prefix, before, states },
    cells,
    additions: within(prefix, additions),
    shared: { numbers: numbersByKey, idIn: (key) => `${prefix}${key}` },
  };
}

/** What adds up, by keys with a prefix. */
function within(prefix: string, additions: Additions): Additions {
  if (prefix === '') return additions;
  const keyIn = (key: string): string => `${prefix}${key}`;
  return {
    sets: additions.sets.map((set) => ({ ...set, total: keyIn(set.total), parts: set.parts.map(keyIn) })),
    nested: additions.nested.map((pair) => ({ ...pair, outer: keyIn(pair.outer), inner: keyIn(pair.inner) })),
    unexplained: additions.unexplained.map(({ keys: among }) => ({ keys: among.map(keyIn) })),
  };
}

/** The release that a job is about, all linked indicators in one. */
export function prepare(job: DecisionJob): PreparedRelease {
  const parts = [job, ...job.linked].map((member, at) => prepareMember(member, job, prefixOf(at)));
  const { rules } = job;
  return {
    release: {
      cells: parts.flatMap(({ cells }) => cells),
      sets: parts.flatMap(({ additions }) => additions.sets),
      nested: parts.flatMap(({ additions }) => additions.nested),
      ...sharedPeople(
        parts.map(({ shared }) => shared),
        job.links,
      ),
    },
    options: { minimum: rules.minimum, countsPublished: rules.countsPublished, coding: rules.coding },
    ledger: parts.map(({ member }) => member.before.entry),
    members: parts.map(({ member }) => member),
    unexplained: parts.flatMap(({ additions }) => additions.unexplained),
  };
}

/** Every version of a cell before the one that is decided now. */
function earlierOf(key: string, { version }: CellState, before: Remembered) {
  const last = before.states.get(key);
  const known = before.earlier.get(key) ?? [];
  return last && last.version < version ? [...known, last] : known;
}

const keys = /(?:~\d+~)?[0-9a-f-]{36}:[0-9a-f-]{36}/g;
const keysIn = (id: string): string[] => [...new Set(id.match(keys))];

/**
 * Where something can be computed back whatever is hidden, nothing more of what it stands among is released: every cell
 * that sets tie to it and that no reader has had yet.
 */
function withheld({ release, ledger, members }: PreparedRelease, { unprotected }: Protected): Set<string> {
  const stopped = new Set<string>();
  if (unprotected.length === 0) return stopped;
  const blocks = new UnionFind();
  for (const { total, parts } of release.sets) blocks.join([total, ...parts]);
  for (const { outer, inner } of release.nested ?? []) blocks.join([outer, inner]);
  for (const ids of release.samePeople ?? []) blocks.join(ids.flatMap(keysIn));
  for (const { total, parts } of ledger.flatMap(({ sums }) => sums)) blocks.join([total, ...parts].flatMap(keysIn));
  const touched = new Set(unprotected.flatMap(({ id }) => keysIn(id)).map((key) => blocks.find(key)));
  for (const { key, version } of release.cells) {
    const isOut = members[memberOf(key)]?.before.facts.has(cellId(key, version));
    if (touched.has(blocks.find(key)) && !isOut) stopped.add(key);
  }
  return stopped;
}

/** One indicator's part of what is released, without what is stopped after all; that stays protected. */
function entryOf(
  entry: LedgerEntry,
  at: number,
  stopped: ReadonlySet<string>,
  { states }: PreparedMember,
): LedgerEntry {
  const isMine = (id: string): boolean => memberOf(id) === at;
  const ids = new Set([...stopped].filter(isMine).map((key) => cellId(key, states.get(key)?.version)));
  return {
    facts: entry.facts.filter(([id]) => isMine(id) && !ids.has(id)),
    sums: entry.sums.filter(({ total }) => isMine(total)),
    centres: entry.centres,
    guarded: [...new Set([...entry.guarded.filter(isMine), ...ids])],
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
  intervalShown: false,
});

/** What readers have of the people behind an observation that is shown; `n` as the engine knows it. */
function peopleOf(row: ObservedRow, n: number | null, { countsShown }: DecidedRow, rules: ReleaseRules) {
  if (row.denominator === null) {
    if (rules.measureType === 'count') return rules.countsPeople ? 'shown' : 'none';
    if (n === null) return isShareOfPeople(rules.measureType) ? 'unknown' : 'none';
  }
  return countsShown ? 'shown' : 'hidden';
}

/** The decisions with whether the source's interval stands beside each. */
function withIntervals(
  decided: readonly DecidedRow[],
  rows: readonly ObservedRow[],
  rules: ReleaseRules,
  peopleIn: (row: ObservedRow) => number | null,
  allShown: boolean,
): DecidedRow[] {
  return decided.map((each, at): DecidedRow => {
    const row = rows[at];
    if (row === undefined) return each;
    const subject: IntervalSubject = {
      isExact: !each.hidden && each.codedLower === null && each.codedUpper === null && row.status === 'reported',
      people: peopleOf(row, peopleIn(row), each, rules),
    };
    return { ...each, intervalShown: intervalMayBeShown(subject, allShown) };
  });
}

function decidedRow(row: ObservedRow, rules: ReleaseRules, decision: Decision | undefined, isStopped: boolean) {
  const shown = open(row, rules);
  if (decision === undefined) return isKeptBack(row) ? { ...shown, countsShown: false } : shown;
  if (isStopped || decision.verdict !== 'published') {
    const reason = decision.reasons[0] ?? (isStopped ? 'undecided' : 'computable_otherwise');
    return { ...shown, hidden: true, reason, countsShown: false };
  }
  return {
    ...shown,
    codedLower: decision.coded?.lower ?? decision.rounded,
    codedUpper: decision.coded?.upper ?? decision.rounded,
    countsShown: rules.countsPublished && decision.countsShown,
  };
}

function findingOf({ id, quantity, problem }: Pick<Finding, 'id' | 'quantity' | 'problem'>): StoredFinding {
  return { cells: namesOf(keysIn(id)), quantity, problem };
}

/**
 * What somebody can compute who reads today and has seen nothing before. Numbers that were shown once and are hidden now
 * are no secret to those who saw them, so that nothing is hidden for their sake.
 */
export function openToNewReaders(
  { release, options, members }: Pick<PreparedRelease, 'release' | 'options' | 'members'>,
  hidden: ReadonlySet<string>,
  solver: Solver,
): Finding[] {
  const once = release.cells.flatMap(({ key, version }) => {
    const id = cellId(key, version);
    return hidden.has(key) && members[memberOf(key)]?.before.facts.has(id) ? [id] : [];
  });
  if (once.length === 0) return [];
  const among = new Set(once);
  const { findings } = auditRelease(release, hidden, options, [], solver, new Set(), among);
  return findings.filter(({ id, problem }) => among.has(id) && problem !== 'undecided');
}

/** What could not be looked at. */
const notLookedAt = ({ keys: among }: UnexplainedGroups): StoredFinding => ({
  cells: namesOf(among),
  quantity: 'people',
  problem: 'not_looked_at',
});

/** Place and population of some cells, a dozen at most. */
const namesOf = (among: readonly string[]): [string, string][] =>
  among.slice(0, 12).map((key) => key.replace(/^~\d+~/, '').split(':') as [string, string]);

/**
 * Decides the observations of an indicator and of those that are linked to it in one period: what is hidden and why,
 * what is coded, and what the ledger of each has to remember of it. Asks the solver only where something is hidden or
 * coded.
 */
export function decide(job: DecisionJob, solver: Solver): Decided {
  const prepared = prepare(job);
  const { release, options, ledger, members, unexplained } = prepared;
  if (release.cells.length === 0) {
    const [own, ...linked] = members.map((member) => ({
      rows: withIntervals(
        member.rows.map((row) => open(row, member.rules)),
        member.rows,
        member.rules,
        () => null,
        true,
      ),
      findings: [],
      entry: null,
    }));
    return { rows: [], findings: [], entry: null, ...own, linked };
  }
  const answer = protectRelease(release, options, ledger, solver);
  const stopped = withheld(prepared, answer);
  const hidden = answer.decisions.filter(({ key, verdict }) => verdict !== 'published' || stopped.has(key));
  const openNow = openToNewReaders(prepared, new Set(hidden.map(({ key }) => key)), solver);
  const decisions = new Map(answer.decisions.map((decision) => [decision.key, decision]));
  const allShown = hidden.length === 0 && members.every(({ rows }) => !rows.some(isKeptBack));
  const [own, ...linked] = members.map((member, at): DecidedMember => {
    const { rows, rules, prefix, states, before } = member;
    const decided = rows.map((row) => {
      const key = `${prefix}${keyOf(row)}`;
      return decidedRow(row, rules, decisions.get(key), stopped.has(key));
    });
    const peopleIn = (row: ObservedRow): number | null => states.get(`${prefix}${keyOf(row)}`)?.n ?? null;
    return {
      rows: withIntervals(decided, rows, rules, peopleIn, allShown),
      findings: [
        ...answer.unprotected.filter(({ id }) => memberOf(id) === at).map(findingOf),
        ...openNow
          .filter(({ id }) => memberOf(id) === at)
          .map((each) => ({ ...findingOf(each), isOpenToNewReaders: true })),
        ...unexplained.filter(({ keys: [first = ''] }) => memberOf(first) === at).map(notLookedAt),
      ],
      entry: additionOf(entryOf(answer.entry, at, stopped, member), states, before, prefix),
    };
  });
  return { rows: [], findings: [], entry: null, ...own, linked };
}
