import { isShareOfPeople } from '@throughline/domain/shares';
import {
  type Finding,
  type UnexplainedGroups,
  auditRelease,
  type Protected,
  protectRelease,
  cellId,
  type Decision,
  type IntervalSubject,
  intervalMayBeShown,
  type LedgerEntry,
  type Solver,
  UnionFind,
} from '@throughline/measurement/disclosure';
import type {
  Decided,
  DecidedMember,
  DecidedRow,
  DecisionJob,
  ObservedRow,
  ReleaseRules,
  StoredFinding,
} from './decision-job.ts';
import { additionOf } from './ledger.ts';
import { isKeptBack, keyOf } from './release-of.ts';
import { memberOf, prepare, type PreparedMember, type PreparedRelease } from './prepare.ts';

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
