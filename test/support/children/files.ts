import * as fc from 'fast-check';
import {
  type Child,
  communityOf,
  type Community,
  countIn,
  type Group,
  groupsOf,
  type Layout,
  layouts,
  races,
  sexes,
} from './world.ts';

/** How a publisher lays out a file about a community. */
export interface FileLayout {
  /** Every group in one column, a column that names the dimension beside it, a column for each dimension, or a pair of columns for each group. */
  readonly groups: 'one_column' | 'named_dimension' | 'crossed' | 'wide';
  /** Whether districts have rows of their own, and the county. */
  readonly levels: readonly ('county' | 'district' | 'school')[];
  /** How a row's place is told: by one column, by one and what it lies in, by one and what kind of place it is. */
  readonly places: 'name' | 'name_and_district' | 'name_and_kind';
  readonly everybody: string;
  /** Heads of the columns of people, of those who count, and of the rate. */
  readonly heads: readonly [people: string, counted: string, rate: string];
  /** A second measure beside it: those who did not count. */
  readonly hasComplement: boolean;
  readonly layout: Layout;
}

/** How a community is made: few numbers, so that a failing one can be read. */
interface CommunitySeed {
  readonly seed: number;
  readonly districts: readonly number[];
  readonly size: number;
}

/** A community, how its file is laid out, and fewer of how many people are few. */
export interface FiledSeed {
  readonly community: CommunitySeed;
  readonly file: FileLayout;
  readonly minimum: number;
}

/** The same with its children. */
export interface FiledCommunity {
  readonly community: Community;
  readonly file: FileLayout;
  readonly minimum: number;
}

const heads = fc.constantFrom<FileLayout['heads']>(
  ['Students Tested', 'Number Proficient', 'Percent Proficient'],
  ['Enrolled', 'Chronically Absent', 'Rate'],
  ['Cohort Count', 'Graduates', 'Graduation Rate'],
  ['Denominator', 'Numerator', 'Percentage'],
  ['Children assessed', 'Ready', '% ready'],
);

/** Communities and files of every layout; few schools, so that an attack ends. */
export const filedSeeds: fc.Arbitrary<FiledSeed> = fc.record({
  community: fc.record({
    seed: fc.nat(),
    districts: fc.array(fc.nat(1), { minLength: 1, maxLength: 3 }),
    size: fc.constantFrom(25, 60, 150, 400),
  }),
  minimum: fc.constantFrom(5, 10),
  file: fc.record({
    groups: fc.constantFrom<FileLayout['groups']>('one_column', 'one_column', 'named_dimension', 'crossed', 'wide'),
    levels: fc.constantFrom<FileLayout['levels']>(
      ['school'],
      ['district', 'school'],
      ['county', 'school'],
      ['county', 'district', 'school'],
    ),
    places: fc.constantFrom<FileLayout['places']>('name', 'name_and_district', 'name_and_kind'),
    everybody: fc.constantFrom('All Students', 'Total', 'All', 'Everyone'),
    heads,
    hasComplement: fc.boolean(),
    layout: layouts,
  }),
});

/** The children of a seed. */
export const filedCommunity = ({ community: { seed, districts, size }, ...rest }: FiledSeed): FiledCommunity => ({
  community: communityOf(seed, districts, size),
  ...rest,
});

interface FiledPlace {
  readonly name: string;
  readonly kind: 'County' | 'District' | 'School';
  readonly district: string;
  has(child: Child): boolean;
}

/** The places that have rows, the widest first. */
export function placesIn({ community: { districts }, file: { levels } }: FiledCommunity): FiledPlace[] {
  const nameOfDistrict = (at: number): string => ['Birch', 'Cedar'][at] + ' District';
  const all: FiledPlace[] = [
    { name: 'Ash County', kind: 'County', district: '', has: () => true },
    ...[...new Set(districts)].map((at): FiledPlace => ({
      name: nameOfDistrict(at),
      kind: 'District',
      district: nameOfDistrict(at),
      has: ({ school }) => districts[school] === at,
    })),
    ...districts.map((at, school): FiledPlace => ({
      name: `${['Dogwood', 'Elm', 'Fir', 'Gum'][school] ?? ''} School`,
      kind: 'School',
      district: nameOfDistrict(at),
      has: (child) => child.school === school,
    })),
  ];
  return all.filter(({ kind }) => levels.some((level) => level === kind.toLowerCase()));
}

/** The groups that a file tells of; where dimensions are crossed, race and sex with their margins. */
export function groupsIn({ file: { groups, layout } }: FiledCommunity): Group[] {
  if (groups !== 'crossed') return groupsOf({ ...layout, everybody: 'plain', dimensions: 'several' });
  const any: Group = { label: '', sides: [], has: () => true };
  const byRace = races.map((label, race): Group => ({
    label,
    sides: [['Race', label]],
    has: (one) => one.race === race,
  }));
  const bySex = sexes.map((label, sex): Group => ({ label, sides: [['Sex', label]], has: (one) => one.sex === sex }));
  return [any, ...byRace].flatMap((race) =>
    [any, ...bySex].map((sex): Group => ({
      label: [race.label, sex.label].filter(Boolean).join(' × '),
      sides: [...race.sides, ...sex.sides],
      has: (child) => race.has(child) && sex.has(child),
    })),
  );
}

const quote = (cell: string | number): string => (/[",]/.test(String(cell)) ? `"${cell}"` : String(cell));
const rate = (x: number, n: number): string => ((100 * x) / n).toFixed(1);

/** The file, as its publisher puts it out for one year. */
export function fileOf(filed: FiledCommunity): string {
  const { community, file } = filed;
  const [people, counted, share] = file.heads;
  const groups = groupsIn(filed);
  const numbers = (place: FiledPlace, group: Group): { n: number; x: number } => {
    const mine = community.kinds.filter((kind) => place.has(kind) && group.has(kind));
    return { n: mine.reduce((sum, kind) => sum + kind.n, 0), x: countIn(mine, [0]) };
  };
  const placeHeads = {
    name: ['Name'],
    name_and_district: ['District', 'School'],
    name_and_kind: ['Location', 'Location Type'],
  }[file.places];
  const placeCells = ({ name, kind, district }: FiledPlace): string[] =>
    file.places === 'name'
      ? [name]
      : file.places === 'name_and_kind'
        ? [name, kind]
        : [district || name, kind === 'School' ? name : ''];
  const complement = file.hasComplement ? [`Not ${counted}`, `Not ${share}`] : [];
  const cellsOf = ({ n, x }: { n: number; x: number }): (string | number)[] => [
    n,
    x,
    rate(x, n),
    ...(file.hasComplement ? [n - x, rate(n - x, n)] : []),
  ];
  const lines: (string | number)[][] = [];
  if (file.groups === 'wide') {
    const labels = groups.map(({ label }, at) => (at === 0 ? file.everybody : label));
    lines.push([...placeHeads, 'Year', ...labels.flatMap((label) => [`${label} ${people}`, `${label} ${share}`])]);
    for (const place of placesIn(filed)) {
      const cells = groups.flatMap((group) => {
        const { n, x } = numbers(place, group);
        return n === 0 ? ['', ''] : [n, rate(x, n)];
      });
      lines.push([...placeCells(place), '2021-22', ...cells]);
    }
  } else {
    const groupHeads = { one_column: ['Subgroup'], named_dimension: ['Group Type', 'Group'], crossed: ['Race', 'Sex'] }[
      file.groups
    ];
    lines.push([...placeHeads, ...groupHeads, 'Year', people, counted, share, ...complement]);
    const groupCells = ({ label, sides }: Group): string[] => {
      const side = (name: string): string => sides.find(([dimension]) => dimension === name)?.[1] ?? file.everybody;
      if (file.groups === 'crossed') return [side('Race'), side('Sex')];
      const own = sides.length === 0 ? file.everybody : label;
      const dimension = sides.map(([name]) => name).join(' by ') || file.everybody;
      return file.groups === 'one_column' ? [own] : [dimension, own];
    };
    for (const place of placesIn(filed))
      for (const group of groups) {
        const found = numbers(place, group);
        if (found.n > 0) lines.push([...placeCells(place), ...groupCells(group), '2021-22', ...cellsOf(found)]);
      }
  }
  return lines.map((line) => `${line.map(quote).join(',')}\n`).join('');
}

/** Every combination of what a community tells apart. */
export function kindsIn({ community: { districts }, file: { groups, layout } }: FiledCommunity): Child[] {
  const has = groups === 'crossed' ? (['race_sex'] as const) : layout.has;
  const upTo = (count: number, ...parts: Layout['has'][number][]): number[] =>
    Array.from({ length: parts.some((each) => (has as readonly string[]).includes(each)) ? count : 1 }, (_, at) => at);
  return districts.flatMap((_district, school) =>
    upTo(races.length, 'race', 'race_sex').flatMap((race) =>
      upTo(2, 'sex', 'race_sex').flatMap((sex) =>
        upTo(2, 'learner', 'both_learner').flatMap((learner) =>
          upTo(2, 'disability').flatMap((disability) =>
            upTo(6, 'age', 'nested_age').map((age) => ({ school, race, sex, learner, disability, age })),
          ),
        ),
      ),
    ),
  );
}
