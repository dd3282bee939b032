import { familyOfGroup } from '@throughline/domain/group-families';
import {
  additionsWithLeftOut,
  impliedCounts,
  type Additions,
  type Counted,
  type CountedWorld,
  type UnexplainedGroups,
  leftOutOf,
  type NamedElsewhere,
  namedElsewhere,
  type SharedMeasure,
  type SharedNumber,
  sharedPeople,
  type DisclosureOptions,
  type LedgerEntry,
  type Release,
  type ReleaseCell,
} from '@throughline/measurement/disclosure';
import type { DecisionJob, JobMember, ObservedRow } from './decision-job.ts';
import { type CellState, type Remembered, remember } from './ledger.ts';
import { type CellNumbers, keyOf, leftOut, numbersOf } from './release-of.ts';

/** One indicator's part of a job as the engine takes it. */
export interface PreparedMember extends JobMember {
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
export const memberOf = (id: string): number => Number(/~(\d+)~/.exec(id)?.[1] ?? 0);

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

/** What a source said of an earlier number; nothing where it kept it back. */
const saidOf = ({ version, n, x, value }: CellState): SharedNumber =>
  value === null ? { version, n: null, x: null } : { version, n, x };

/** Those who count, where only their share is known. */
const countingIn = ({ n, x, percentage }: CellNumbers): number | null =>
  x !== null || n === null || percentage === null ? x : Math.round((percentage.value / 100) * n);

interface MemberRelease {
  readonly member: PreparedMember;
  readonly cells: readonly ReleaseCell[];
  readonly additions: Additions;
  readonly shared: SharedMeasure;
}

/** One indicator's cells, with what is known of their places and populations. */
interface CountedMember {
  readonly member: JobMember;
  /** What it has numbers of, and what its source leaves out; asked for where it is linked. */
  readonly named: readonly NamedElsewhere[];
  readonly known: readonly CountedRow[];
  readonly world: CountedWorld;
}

function countMember(member: JobMember, job: DecisionJob): CountedMember {
  const known = countedRows(member, job);
  const places = job.places.map(([id, parentId, kind]) => ({ id, parentId, kind }));
  const { minimum } = member.rules;
  const world = { cells: known, populations: job.populations, places, minimum, familyOf: familyOfGroup };
  const named = job.links.length === 0 ? [] : [...known, ...leftOutOf(world).map((each) => ({ ...each, n: null }))];
  return { member, named, known, world };
}

/** What the indicators that are linked to one have numbers of, and it has not. */
function namedByLinked(counted: readonly CountedMember[], at: number, { links }: DecisionJob): NamedElsewhere[] {
  const others = links.flatMap(({ a, b }) => {
    const other = a === at ? counted[b] : b === at ? counted[a] : undefined;
    return other ? [other.named] : [];
  });
  return namedElsewhere(counted[at]?.known ?? [], others);
}

/** The cells with the version of each, and what adds up to what among them. */
function prepareMember(
  { member, known, world }: CountedMember,
  job: DecisionJob,
  prefix: string,
  elsewhere: readonly NamedElsewhere[],
): MemberRelease {
  const before = remember(member.ledger, prefix);
  const found = additionsWithLeftOut(world, ({ place, population }) => `${place}:${population}`, elsewhere);
  const { additions } = found;
  const counted = [
    ...known,
    ...found.leftOut.flatMap((cell) => {
      const blank = leftOut(cell.place, cell.population, member.rules);
      return blank ? [{ ...cell, ...blank }] : [];
    }),
  ];
  const implied = impliedCounts(counted, additions.sets, additions.nested);
  const states = new Map<string, CellState>();
  const numbersByKey = new Map<string, SharedNumber[]>();
  const cells = counted.map(({ key: plain, row, numbers: seen, n: here }): ReleaseCell => {
    const key = `${prefix}${plain}`;
    const { n, x } = impliedFor(row, implied.get(plain));
    // Of what the source keeps back nothing else says how many count; a percentage says it of the others.
    const numbers = { ...seen, n: seen.n ?? here ?? n, x: seen.x ?? (seen.omitted && seen.hasNumerator ? x : null) };
    const state = stateOf(numbers, row.value, before.states.get(key));
    states.set(key, state);
    const earlier = earlierOf(key, state, before);
    // Of what is kept back the indicators beside it are told what its source says, and not what its sets seem to say.
    numbersByKey.set(plain, [...earlier.map(saidOf), { version: state.version, n: seen.n, x: countingIn(seen) }]);
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
    if (!states.has(key))
      numbersByKey.set(key.slice(prefix.length), [...(before.earlier.get(key) ?? []), last].map(saidOf));
  return {
    member: { ...member, prefix, before, states },
    cells,
    additions: within(prefix, additions),
    shared: {
      numbers: numbersByKey,
      sums: [...additions.sets, ...additions.nested.map(({ outer, inner }) => ({ total: outer, parts: [inner] }))],
      idIn: (key) => `${prefix}${key}`,
    },
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
  const counted = [job, ...job.linked].map((member) => countMember(member, job));
  const parts = counted.map((each, at) => prepareMember(each, job, prefixOf(at), namedByLinked(counted, at, job)));
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
