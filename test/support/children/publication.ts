import { type Solver, type LinkEvidence, linkIn, type MeasureLink } from '@throughline/measurement/disclosure';
import { decide } from '../../../apps/api/src/disclosure/decide.ts';
import type { DecidedMember, DecisionJob, ObservedRow } from '../../../apps/api/src/disclosure/decision-job.ts';
import type { StoredEntry } from '../../../apps/api/src/disclosure/ledger.ts';
import { type Leak, leaksIn, type ReadNumber } from './attacker.ts';
import { type Needless, needlessIn, noneTried } from './needless.ts';
import { idOf, kindsOf, type Place, placesOf, type Published, type Row, rowsOf } from './published.ts';
import { type Child, type Community, everybodyLabel, type Group, groupsOf, withLateChildren } from './world.ts';

/** What two files of one period have in common; the statement that finds links counts the same. */
export function evidenceOf(one: readonly ObservedRow[], other: readonly ObservedRow[]): LinkEvidence {
  const keyOf = ({ placeId, populationId }: ObservedRow): string => `${placeId} ${populationId}`;
  const others = new Map(other.map((row) => [keyOf(row), row]));
  const pairs = one.flatMap((row) => {
    const same = others.get(keyOf(row));
    return same && row.denominator && same.denominator ? [{ a: row, b: same }] : [];
  });
  const same = pairs.filter(({ a, b }) => a.denominator === b.denominator);
  const counted = same.filter(({ a, b }) => a.numerator !== null && b.numerator !== null);
  return {
    common: pairs.length,
    samePeople: same.length,
    differentPeople: new Set(same.map(({ a }) => a.denominator)).size,
    mostPeople: Math.max(0, ...same.map(({ a }) => a.denominator ?? 0)),
    counted: counted.length,
    sameCounting: counted.filter(({ a, b }) => a.numerator === b.numerator).length,
    everybody: counted.filter(({ a, b }) => Number(a.numerator) + Number(b.numerator) === a.denominator).length,
    ofOneFile: 0,
  };
}

/** The rows that a file has. */
const observedIn = (rows: readonly Row[]): ObservedRow[] => rows.flatMap(({ observed }) => observed ?? []);

function linksBetween(files: readonly (readonly Row[])[]): MeasureLink[] {
  const observed = files.map(observedIn);
  return observed.flatMap((one, a) =>
    observed.slice(a + 1).flatMap((other, step): MeasureLink[] => {
      const kind = linkIn(evidenceOf(one, other));
      return kind === null ? [] : [{ a, b: a + 1 + step, kind }];
    }),
  );
}

/** What became of an attack on one publication. */
export interface Attacked {
  readonly numbers: number;
  readonly hidden: number;
  readonly small: number;
  readonly leaks: readonly Leak[];
  /** Hidden numbers by the reason that the data manager is told. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Numbers about everybody at the widest place, and how many of them are hidden. */
  readonly headlines: number;
  readonly hiddenHeadlines: number;
  readonly needless: Needless;
}

/**
 * Whether a reader knows by a file's pattern that a number ought to be there: another place of the kind has the group, or
 * the place has others of its dimension and the file knows the group.
 */
function listedIn(rows: readonly Row[]): (row: Row) => boolean {
  const breakdownOf = ({ sides }: Group): string => sides.map(([dimension]) => dimension).join();
  const namesOf = ({ place, group }: Row): string[] => [
    group.label,
    `${place.kind} ${group.label}`,
    `${place.id} ${breakdownOf(group)}`,
  ];
  const known = new Set(rows.filter(({ observed }) => observed !== null).flatMap(namesOf));
  return (row) => {
    const [anywhere, atOthers, among] = namesOf(row).map((name) => known.has(name));
    return atOthers === true || (anywhere === true && among === true);
  };
}

/** Where a publisher's tables differ, a number without a row that may be nobody tells of nobody: its total looks complete. */
function withoutPerhapsNobody(leaks: readonly Leak[], hidden: readonly ReadNumber[]): Leak[] {
  const leftOut = new Set(hidden.filter(({ isLeftOut }) => isLeftOut).map(({ name }) => name));
  const nobody = new Set(
    leaks.filter(({ quantity, least }) => quantity === 'people' && least <= 0).map(({ name }) => name),
  );
  return leaks.filter(({ name }) => !leftOut.has(name) || !nobody.has(name));
}

/** Of a group of which a file has no row anywhere only people who can be counted are a secret. */
function withoutNameless(leaks: readonly Leak[], hidden: readonly ReadNumber[]): Leak[] {
  const nameless = new Set(hidden.filter(({ isNameless }) => isNameless).map(({ name }) => name));
  const counted = new Set(leaks.filter(({ quantity }) => quantity === 'people').map(({ name }) => name));
  return leaks.filter(({ name }) => !nameless.has(name) || counted.has(name));
}

class Publication {
  readonly #world: Published;
  readonly #groups: readonly Group[];
  readonly #places: readonly Place[];
  readonly #solver: Solver;
  readonly #ledgers: StoredEntry[][];
  /** The community at each revision. */
  readonly #communities: readonly Community[];
  /** Everything that a reader ever had. */
  readonly #read: ReadNumber[] = [];
  readonly #small = new Set<string>();
  /** Those of them of which even the people are few. */
  readonly #fewPeople = new Set<string>();
  readonly #reasons = new Map<string, number>();
  /** What is hidden now and may be shown by itself, as it would stand then, and of how many it is. */
  readonly #large = new Map<ReadNumber, { readonly shown: ReadNumber; readonly n: number }>();
  /** Few people of whom nobody publishes a number: groups that the file leaves out, and late children. */
  readonly #nameless: ReadNumber[] = [];
  readonly #headlines = { all: 0, hidden: 0 };
  /** A number for each measure, the same for those that tell of the same people somewhere. */
  readonly #together: number[];

  constructor(world: Published, solver: Solver) {
    this.#world = world;
    this.#solver = solver;
    this.#groups = groupsOf(world.layout);
    this.#places = placesOf(world);
    this.#ledgers = world.measures.map(() => []);
    this.#together = world.measures.map((_measure, at) => at);
    this.#communities = world.revisions.reduce<Community[]>(
      (all, seed) => [...all, withLateChildren(all.at(-1) ?? world.community, seed, 4)],
      [world.community],
    );
  }

  /**
   * Publishes every revision, one after the other, and attacks after each.
   * @param patience how long to count for what is hidden without need, in milliseconds.
   */
  attack(patience: number): Attacked {
    const { community, revisions, isUndone } = this.#world;
    const order = this.#communities.map((_each, revision) => revision);
    if (isUndone && revisions.length > 0) order.push(revisions.length - 1);
    const attacked = { numbers: 0, hidden: 0, small: 0, leaks: [] as Leak[] };
    let needless = noneTried;
    for (const [step, revision] of order.entries()) {
      const known = new Set(this.#read.filter(({ isHidden }) => !isHidden).map(({ name }) => name));
      const read = this.#publish(this.#communities[revision] ?? community, revision);
      const shown = new Set(read.filter(({ isHidden }) => !isHidden).map((each) => this.#childrenIn(each)));
      const hidden = read.filter(
        (each) =>
          each.isHidden &&
          !known.has(each.name) &&
          // What has no row, or no people, is no secret where another row is about just the same children.
          !((each.isLeftOut || each.isShareAlone) && shown.has(this.#childrenIn(each))),
      );
      const wanted = new Set(hidden);
      attacked.numbers += read.length;
      attacked.hidden += hidden.length;
      const found =
        hidden.length === 0 ? [] : withoutNameless(this.#leaksAmong([...this.#read, ...read], wanted), hidden);
      // What earlier files told by themselves no later one can take back.
      const before = found.length === 0 || this.#read.length === 0 ? [] : this.#toldBefore(hidden);
      const leaks = this.#world.error > 0 ? withoutPerhapsNobody(found, hidden) : found;
      attacked.leaks.push(...leaks.filter(({ name }) => !before.includes(name)));
      const isLast = step === order.length - 1;
      if (isLast && patience > 0) needless = this.#countNeedless([...this.#read, ...read], wanted, patience);
      this.#read.push(...read);
    }
    attacked.small = this.#small.size;
    // Where a publisher's tables differ, what they differ by looks like a few people, and a large number is hidden for
    // their sake; a reader who knows of the error comes close to it, and learns of nobody.
    // Of what the source keeps back only small numbers are children that could be told.
    if (this.#world.error > 0 || this.#world.keptBack !== 'nothing')
      attacked.leaks = attacked.leaks.filter(({ name, quantity }) =>
        // How many a large group is of which the source keeps back that few count is told by another measure's numbers.
        (quantity === 'people' && this.#world.keptBack !== 'nothing' ? this.#fewPeople : this.#small).has(name),
      );
    const { all, hidden } = this.#headlines;
    return {
      ...attacked,
      needless,
      reasons: Object.fromEntries(this.#reasons),
      headlines: all,
      hiddenHeadlines: hidden,
    };
  }

  /** Measures that never tell of the same people cannot be known to be about the same: each is attacked by itself then. */
  #leaksAmong(read: readonly ReadNumber[], wanted: ReadonlySet<ReadNumber>): Leak[] {
    return [...new Set(this.#together)].flatMap((group) =>
      leaksIn(
        read.filter(({ measure = 0 }) => this.#together[measure] === group),
        kindsOf(this.#world),
        this.#world.rules.minimum,
        this.#solver,
        (each) => wanted.has(each),
      ),
    );
  }

  #noteTogether(files: readonly (readonly Row[])[]): void {
    const observed = files.map(observedIn);
    for (const [a, one] of observed.entries())
      for (const [b, other] of observed.entries()) {
        const [joined, left] = [this.#together[a], this.#together[b]];
        if (a < b && evidenceOf(one, other).common > 0)
          for (const [at, group] of this.#together.entries()) if (group === left) this.#together[at] = joined ?? a;
      }
  }

  /** Which children a number is about, and which of them count. */
  #childrenIn({ has, levels }: ReadNumber): string {
    return `${kindsOf(this.#world)
      .map((kind) => (has(kind) ? 1 : 0))
      .join('')} ${levels?.join()}`;
  }

  #namelessIn(community: Community, revision: number): ReadNumber[] {
    const { layout, levels, rules, measures } = this.#world;
    const listed = new Set(this.#groups.map(({ label }) => label));
    const concerned = this.#places.filter(({ kind }) => levels.some((level) => level === kind));
    const peopleIn = (kinds: Community['kinds'], has: (child: Child) => boolean): number =>
      kinds.reduce((sum, kind) => sum + (has(kind) ? kind.n : 0), 0);
    return concerned.flatMap((place) =>
      groupsOf({ ...layout, without: [] }).flatMap((group) => {
        const has = (child: Child): boolean => place.has(child) && group.has(child);
        const now = peopleIn(community.kinds, has);
        const few = (since?: number): ReadNumber[] => {
          const n = now - (since === undefined ? 0 : peopleIn(this.#communities[since]?.kinds ?? [], has));
          if (n <= 0 || n >= rules.minimum) return [];
          return measures.map(({ levels: counting }, at) => ({
            name: `${place.name} ${group.label} of ${n}, measure ${at}, since ${since ?? 'ever'}`,
            levels: counting,
            measure: at,
            revision,
            ...(since === undefined ? {} : { since }),
            has,
            isHidden: true,
            n: null,
            x: null,
            share: null,
            error: 0,
          }));
        };
        if (!listed.has(group.label)) return few();
        return Array.from({ length: revision }, (_, since) => few(since)).flat();
      }),
    );
  }

  #countNeedless(read: readonly ReadNumber[], hidden: ReadonlySet<ReadNumber>, patience: number): Needless {
    const large = [...this.#large].filter(([number]) => hidden.has(number)).toSorted(([, a], [, b]) => b.n - a.n);
    const nameless = new Set(this.#nameless);
    return needlessIn(
      [...read, ...nameless],
      kindsOf(this.#world),
      this.#world.rules.minimum,
      this.#solver,
      new Map(large.map(([number, { shown }]) => [number, shown])),
      (number) => nameless.has(number) || (hidden.has(number) && this.#small.has(number.name)),
      performance.now() + patience,
    );
  }

  #toldBefore(hidden: readonly ReadNumber[]): string[] {
    const wanted = new Set(hidden);
    const { minimum } = this.#world.rules;
    const read = [...this.#read, ...hidden];
    return leaksIn(read, kindsOf(this.#world), minimum, this.#solver, (each) => wanted.has(each)).map(
      ({ name }) => name,
    );
  }

  #publish(community: Community, revision: number): ReadNumber[] {
    const { measures } = this.#world;
    const files = measures.map((measure) => rowsOf(this.#world, community, measure, this.#groups, this.#places));
    this.#noteTogether(files);
    const { linked, ...own } = decide(this.#job(files), this.#solver);
    this.#large.clear();
    this.#reasons.clear();
    this.#nameless.splice(0, Infinity, ...this.#namelessIn(community, revision));
    Object.assign(this.#headlines, { all: 0, hidden: 0 });
    return files.flatMap((rows, at) => {
      const decided = [own, ...linked][at];
      if (decided?.entry) this.#ledgers[at]?.push(decided.entry);
      const decisions = decided?.rows.values();
      const isListed = listedIn(rows);
      return rows.map((row) =>
        this.#readNumber(row, row.observed ? decisions?.next().value : undefined, at, revision, isListed(row)),
      );
    });
  }

  #job(files: readonly (readonly Row[])[]): DecisionJob {
    const members = files.map((rows, at) => ({
      rules: {
        ...this.#world.rules,
        countsPublished: this.#world.measures[at]?.countsPublished ?? true,
        measureType: 'proportion' as const,
        countsPeople: true,
        groupsAreLarge: false,
      },
      rows: observedIn(rows),
      ledger: this.#ledgers[at] ?? [],
    }));
    const [own, ...linked] = members;
    return {
      period: '2025-07-01',
      places: this.#places.map(({ id, parentId, kind }) => [id, parentId, kind]),
      populations: this.#groups.map(({ sides: [one, other] }, at) => ({
        id: idOf(3, at),
        dimension: one?.[0] ?? null,
        group: one?.[1] ?? null,
        crossedDimension: other?.[0] ?? null,
        crossedGroup: other?.[1] ?? null,
      })),
      links: linksBetween(files),
      linked,
      ...(own as NonNullable<typeof own>),
    };
  }

  #readNumber(
    { observed, place, group, n, x, isKeptBack }: Row,
    decision: DecidedMember['rows'][number] | undefined,
    at: number,
    revision: number,
    isListed: boolean,
  ): ReadNumber {
    const { rules, measures, error } = this.#world;
    const measure = measures[at];
    const hasPeople = typeof observed?.denominator === 'number';
    const half = rules.coding === 'whole_percents' ? 0.5 : 0.05;
    const hasCounts = hasPeople && decision?.countsShown === true;
    // Where percentages stand alone, the reader knows from elsewhere how many people each is about.
    const isAlone = measure?.countsPublished === false || rules.coding === 'whole_percents';
    const standsAlone = isAlone && hasPeople && decision?.hidden === false;
    const value = decision?.codedLower === null ? (observed?.value ?? 0) : null;
    const [lower, upper] = [decision?.codedLower ?? 0, decision?.codedUpper ?? 100];
    const room = lower === upper ? 0.5 : 0;
    const people = `${place.name} ${group.label} of ${n}`;
    const name = `${people}, ${x} at ${measure?.levels.join('+')} (measure ${at})`;
    const few = (count: number): boolean => count > 0 && count < rules.minimum;
    if (few(n) || (!isAlone && (few(x) || few(n - x)))) this.#small.add(name);
    if (few(n)) this.#fewPeople.add(name);
    const plain = {
      name,
      people,
      levels: measure?.levels ?? [],
      measure: at,
      revision,
      has: (child: Child) => place.has(child) && group.has(child),
      error,
    };
    if (isKeptBack) {
      const isLeftOut = observed === null;
      return {
        ...plain,
        isHidden: true,
        isLeftOut,
        isNameless: isLeftOut && !isListed,
        n: hasCounts ? n : null,
        x: null,
        share: null,
      };
    }
    const read: ReadNumber = {
      ...plain,
      isHidden: decision?.hidden ?? false,
      isShareAlone: !hasPeople,
      n: hasCounts || standsAlone ? n : null,
      x: hasCounts ? x : null,
      share: value !== null ? [value - half, value + half] : [lower - room, upper + room],
    };
    const isHeadline = group.label === everybodyLabel && place.kind === this.#places[0]?.kind;
    if (isHeadline) this.#headlines.all += 1;
    if (read.isHidden) {
      if (isHeadline) this.#headlines.hidden += 1;
      const reason = decision?.reason ?? '';
      this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
      const exact = observed?.value ?? 0;
      const counts = isAlone ? { n, x: null } : { n, x };
      // A number whose people nobody knows is hidden by another rule.
      if (!this.#small.has(name) && hasPeople)
        this.#large.set(read, {
          n,
          shown: { ...plain, isHidden: false, ...counts, share: [exact - half, exact + half] },
        });
    }
    return read;
  }
}

/**
 * Publishes a community, and sees what a reader who knows the arithmetic of the world can compute.
 * @param patience how long to count for what is hidden without need, in milliseconds; absent is not at all.
 */
export function attack(world: Published, solver: Solver, patience = 0): Attacked {
  return new Publication(world, solver).attack(patience);
}
