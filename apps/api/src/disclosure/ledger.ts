import { both, type Centre, type Fact, type LedgerEntry, type Sum } from '@throughline/measurement/disclosure';

/** The numbers of a cell when it was last decided; counted up whenever they differ. */
export interface CellState {
  readonly version: number;
  readonly n: number | null;
  readonly x: number | null;
  /** In the indicator's unit. */
  readonly value: number | null;
}

type StoredFact = readonly [
  id: string,
  leastPeople: number,
  mostPeople: number | null,
  leastCounting: number,
  mostCounting: number | null,
  leastShare: number,
  greatestShare: number,
];

/** Kept as lists: the database puts the names of an object into an order of its own. */
type StoredSum = readonly [total: string, parts: readonly string[], numerators: boolean];
type StoredCentre = readonly [points: readonly string[], least: number, greatest: number];

export interface EntryBody {
  readonly cells: readonly (readonly [
    key: string,
    version: number,
    n: number | null,
    x: number | null,
    value: number | null,
  ])[];
  readonly facts: readonly StoredFact[];
  readonly sums: readonly StoredSum[];
  readonly centres: readonly StoredCentre[];
  readonly guarded: readonly string[];
}

/** One entry as it is kept: each id is written once, and its place in the list stands for it. */
export interface StoredEntry {
  readonly ids: readonly string[];
  readonly body: EntryBody;
}

/** All that was released of some cells, put together. */
export interface Remembered {
  readonly entry: LedgerEntry;
  readonly facts: ReadonlyMap<string, Fact>;
  /** Each cell's numbers when it was last decided. */
  readonly states: ReadonlyMap<string, CellState>;
  /** Each cell's numbers before those. */
  readonly earlier: ReadonlyMap<string, readonly CellState[]>;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** An entry as it is kept. */
export function store(body: EntryBody): StoredEntry {
  const places = new Map<string, number>();
  const text = JSON.stringify(body).replaceAll(uuid, (id) => {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return `#${place}`;
  });
  return { ids: [...places.keys()], body: JSON.parse(text) as EntryBody };
}

/** What an entry says, its ids written out. @param prefix what the keys of its cells begin with. */
export function restore({ ids, body }: StoredEntry, prefix = ''): EntryBody {
  const stored = JSON.stringify(body);
  const named = prefix === '' ? stored : stored.replaceAll(/#\d+:(?=#\d|unpublished)/g, (place) => `${prefix}${place}`);
  const text = named.replaceAll(/#(\d+)/g, (_all, place: string) => ids[Number(place)] ?? '');
  return JSON.parse(text) as EntryBody;
}

const factOf = ([, n0, n1, x0, x1, s0, s1]: StoredFact): Fact => ({ n: [n0, n1], x: [x0, x1], share: [s0, s1] });

const storedSum = ({ total, parts, numerators }: Sum): StoredSum => [total, parts, numerators];
const storedCentre = ({ points, share }: Centre): StoredCentre => [points, ...share];

const same = (a: Fact, b: Fact): boolean =>
  a.n[0] === b.n[0] &&
  a.n[1] === b.n[1] &&
  a.x[0] === b.x[0] &&
  a.x[1] === b.x[1] &&
  a.share[0] === b.share[0] &&
  a.share[1] === b.share[1];

/** Puts the entries of a ledger together, oldest first. @param prefix what the keys of its cells begin with. */
export function remember(ledger: readonly StoredEntry[], prefix = ''): Remembered {
  const facts = new Map<string, Fact>();
  const sums = new Map<string, Sum>();
  const centres = new Map<string, Centre>();
  const guarded = new Set<string>();
  const states = new Map<string, CellState>();
  const earlier = new Map<string, CellState[]>();
  for (const body of ledger.map((entry) => restore(entry, prefix))) {
    for (const fact of body.facts) {
      const known = facts.get(fact[0]);
      facts.set(fact[0], known ? both(known, factOf(fact)) : factOf(fact));
    }
    for (const sum of body.sums) sums.set(JSON.stringify(sum), { total: sum[0], parts: sum[1], numerators: sum[2] });
    for (const centre of body.centres)
      centres.set(JSON.stringify(centre), { points: centre[0], share: [centre[1], centre[2]] });
    for (const id of body.guarded) guarded.add(id);
    for (const [key, version, n, x, value] of body.cells) {
      const before = states.get(key);
      if (before) earlier.set(key, [...(earlier.get(key) ?? []), before]);
      states.set(key, { version, n, x, value });
    }
  }
  const entry = {
    facts: [...facts],
    sums: [...sums.values()],
    centres: [...centres.values()],
    guarded: [...guarded],
  };
  return { entry, facts, states, earlier };
}

/**
 * What a release adds to what is remembered, as it is kept; null when it adds nothing. A sum of numbers that are all
 * known exactly tells nothing more and is left out.
 *
 * @param prefix what the keys of the cells begin with, which is not kept.
 */
export function additionOf(
  released: LedgerEntry,
  states: ReadonlyMap<string, CellState>,
  before: Remembered,
  prefix = '',
): StoredEntry | null {
  const all = new Map(before.facts);
  const facts: StoredFact[] = [];
  for (const [id, fact] of released.facts) {
    const known = all.get(id);
    const now = known ? both(known, fact) : fact;
    all.set(id, now);
    if (!known || !same(known, now)) facts.push([id, ...fact.n, ...fact.x, ...fact.share]);
  }
  const isExact = (id: string): boolean => {
    const fact = all.get(id);
    return fact !== undefined && fact.n[0] === fact.n[1] && fact.x[0] === fact.x[1];
  };
  const isNew = <T>(known: readonly T[]): ((item: T) => boolean) => {
    const texts = new Set(known.map((item) => JSON.stringify(item)));
    return (item) => !texts.has(JSON.stringify(item));
  };
  const cells = [...states].flatMap(([key, { version, n, x, value }]) =>
    before.states.get(key)?.version === version ? [] : [[key, version, n, x, value] as const],
  );
  const body: EntryBody = {
    cells,
    facts,
    sums: released.sums
      .filter(({ total, parts }) => ![total, ...parts].every(isExact))
      .map(storedSum)
      .filter(isNew(before.entry.sums.map(storedSum))),
    centres: released.centres.map(storedCentre).filter(isNew(before.entry.centres.map(storedCentre))),
    guarded: released.guarded.filter(isNew(before.entry.guarded)),
  };
  const isEmpty = Object.values(body).every((part: readonly unknown[]) => part.length === 0);
  if (isEmpty) return null;
  return store(prefix === '' ? body : (JSON.parse(JSON.stringify(body).replaceAll(prefix, '')) as EntryBody));
}
