import * as fc from 'fast-check';

/** Everything that tells one kind of child from another in a made-up community. */
export interface Child {
  readonly school: number;
  readonly race: number;
  readonly sex: number;
  readonly learner: number;
  readonly disability: number;
  readonly age: number;
}

/** Levels that a child can reach; each child reaches one. */
export const levelCount = 4;

/** How many children of one kind there are, and how many of them reached each level. */
export interface Kind extends Child {
  readonly n: number;
  readonly levels: readonly number[];
}

/** How many children of some kinds reached one of these levels. */
export function countIn(kinds: readonly Kind[], levels: readonly number[]): number {
  return kinds.reduce((sum, kind) => sum + levels.reduce((all, level) => all + (kind.levels[level] ?? 0), 0), 0);
}

/** A made-up community: schools in districts in a county, and its children. */
export interface Community {
  /** District of each school. */
  readonly districts: readonly number[];
  readonly kinds: readonly Kind[];
}

export const races = ['White', 'Black or African American', 'Hispanic', 'Asian', 'Two or more races'] as const;
export const sexes = ['Female', 'Male'] as const;

/** Numbers as they come out of one seed: small groups are what matters. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param size children of a school, about. */
export function communityOf(seed: number, districts: readonly number[], size: number): Community {
  const next = random(seed);
  const shares = races.map(() => next() ** 3 + 0.002);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const [learners, disabled, rate] = [0.02 + 0.3 * next(), 0.02 + 0.15 * next(), 0.05 + 0.8 * next()];
  const counts = new Map<string, Kind>();
  for (const [school] of districts.entries())
    for (let child = 0; child < size * (0.3 + next()); child += 1) {
      let at = next() * all;
      const race = Math.max(
        0,
        shares.findIndex((share) => (at -= share) < 0),
      );
      const kind: Child = {
        school,
        race,
        sex: next() < 0.5 ? 0 : 1,
        learner: next() < learners ? 1 : 0,
        disability: next() < disabled ? 1 : 0,
        age: Math.floor(next() * 6),
      };
      const name = JSON.stringify(kind);
      const level = next() < rate ? 0 : 1 + Math.floor(next() * (levelCount - 1));
      counts.set(
        name,
        withChild(counts.get(name) ?? { ...kind, n: 0, levels: Array.from({ length: levelCount }, () => 0) }, level),
      );
    }
  return { districts, kinds: [...counts.values()] };
}

function withChild(kind: Kind, level: number): Kind {
  return { ...kind, n: kind.n + 1, levels: kind.levels.map((count, at) => count + (at === level ? 1 : 0)) };
}

/** The community once a few more of its children are counted. */
export function withLateChildren({ districts, kinds }: Community, seed: number, most: number): Community {
  const next = random(seed);
  const late = kinds.slice();
  for (let child = 0; child < Math.ceil(next() * most); child += 1) {
    const at = Math.floor(next() * late.length);
    const kind = late[at];
    if (kind) late[at] = withChild(kind, Math.floor(next() * levelCount));
  }
  return { districts, kinds: late };
}

/** A published group: its label, the dimension that the file gives it, and which children are in it. */
export interface Group {
  readonly label: string;
  readonly sides: readonly (readonly [dimension: string, group: string])[];
  has(child: Child): boolean;
}

/** How a file names its groups and which it has. */
export interface Layout {
  /** Every group in one column, or each dimension in its own. */
  readonly dimensions: 'one' | 'several';
  /** Whether everybody is a population without a dimension, a group called so, or not in the file. */
  readonly everybody: 'plain' | 'group' | 'missing';
  readonly has: readonly (
    | 'race'
    | 'sex'
    | 'learner'
    | 'both_learner'
    | 'disability'
    | 'age'
    | 'nested_age'
    | 'race_sex'
  )[];
  /** Groups that the file leaves out, by position. */
  readonly without: readonly number[];
}

const dimensionName = (layout: Layout, dimension: string): string =>
  layout.dimensions === 'one' ? 'Subgroup' : dimension;

/** What a file calls the total of a place's groups. */
export const everybodyLabel = 'All students';

/** The groups that a file of some layout tells of. */
export function groupsOf(layout: Layout): Group[] {
  const single = (dimension: string, label: string, has: Group['has']): Group => ({
    label,
    sides: [[dimensionName(layout, dimension), label]],
    has,
  });
  const parts: Record<Layout['has'][number], () => Group[]> = {
    race: () => races.map((label, race) => single('Race', label, (child) => child.race === race)),
    sex: () => sexes.map((label, sex) => single('Gender', label, (child) => child.sex === sex)),
    learner: () => [single('Language', 'English learners', ({ learner }) => learner === 1)],
    both_learner: () => [
      single('Language', 'English learners', ({ learner }) => learner === 1),
      single('Language', 'Not English learners', ({ learner }) => learner === 0),
    ],
    disability: () => [single('Disability', 'Students with disabilities', ({ disability }) => disability === 1)],
    age: () => [single('Age', '0-2', ({ age }) => age < 3), single('Age', '3-5', ({ age }) => age >= 3)],
    nested_age: () => [
      single('Age', '0-4', ({ age }) => age < 5),
      single('Age', '0-5', () => true),
      single('Age', '0-2', ({ age }) => age < 3),
    ],
    race_sex: () =>
      races.flatMap((one, race) =>
        sexes.map((other, sex): Group => ({
          label: `${one} × ${other}`,
          sides: [
            ['Race', one],
            ['Gender', other],
          ],
          has: (child) => child.race === race && child.sex === sex,
        })),
      ),
  };
  const groups = [
    ...new Map(layout.has.flatMap((part) => parts[part]()).map((group) => [group.label, group])).values(),
  ];
  const listed = groups.filter((_group, at) => !layout.without.includes(at));
  const everybody: Group = {
    label: everybodyLabel,
    sides: layout.everybody === 'group' ? [[dimensionName(layout, 'Total'), everybodyLabel]] : [],
    has: () => true,
  };
  return layout.everybody === 'missing' ? listed : [everybody, ...listed];
}

const part = fc.constantFrom<Layout['has'][number]>(
  'race',
  'sex',
  'learner',
  'both_learner',
  'disability',
  'age',
  'nested_age',
  'race_sex',
);

/** Layouts of files as publishers make them. */
export const layouts: fc.Arbitrary<Layout> = fc.record({
  dimensions: fc.constantFrom('one', 'several'),
  everybody: fc.constantFrom('plain', 'plain', 'group', 'missing'),
  has: fc.uniqueArray(part, { minLength: 1, maxLength: 4 }),
  without: fc.oneof(fc.constant([]), fc.array(fc.nat(14), { maxLength: 3 })),
});

/** Communities of few schools, with parts of which they are. */
export const communities: fc.Arbitrary<Community> = fc
  .record({
    seed: fc.nat(),
    districts: fc.array(fc.nat(1), { minLength: 1, maxLength: 4 }),
    size: fc.constantFrom(25, 60, 150, 400),
  })
  .map(({ seed, districts, size }) => communityOf(seed, districts, size));
