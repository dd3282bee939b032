import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cadence, Direction, IndicatorLevel } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { AccountsService } from '../accounts/accounts.service.ts';
import { ImportService } from '../features/imports/import.service.ts';
import { IndicatorWritesService } from '../features/indicators/indicator-writes.service.ts';
import { OutcomeService } from '../features/indicators/outcome.service.ts';
import { TargetService } from '../features/indicators/target.service.ts';
import { OrganizationService } from '../features/partnerships/organization.service.ts';
import { MemberService } from '../features/partnerships/member.service.ts';
import { PlaceService } from '../features/places/place.service.ts';
import { PopulationService } from '../features/populations/population.service.ts';
import { SiteService } from '../features/practices/site.service.ts';
import { demoPeople } from './people.ts';
import { programAttendance, programAttendanceMapping } from './program-attendance.ts';
import { organizations, people, sites } from './story/partnership.ts';
import type { Cast, Story } from './storyteller.ts';

const key = (): { idempotencyKey: string } => ({ idempotencyKey: uuidv7() });
const dataRoot = fileURLToPath(new URL('../../data', import.meta.url));

interface StageIndicator {
  key: string;
  outcome: string;
  name: string;
  level: IndicatorLevel;
  direction: Direction;
  cadence: Cadence;
  definition: string;
  rationale: string;
  source: string;
  sourceUrl: string;
  license: string;
  /** First day of the last period before the networks set their aims. */
  baseline: string;
  countsPublished?: boolean;
  /** Why its percentages are shown though nobody knows of how many they are. */
  largeGroupsReason?: string;
  target?: { population: string; value: number; dueOn: string; baseline: number };
}

const edsight = 'Connecticut State Department of Education (EdSight), by CTData Collaborative';
const publicDomain = 'ODC PDDL 1.0';
const repository = (name: string): string => `https://github.com/CT-Data-Collaborative/${name}`;

const outcomes = [
  ['Kindergarten readiness', 'kindergarten_readiness', 'Children enter kindergarten ready to learn.'],
  ['Early grade reading', 'early_grade_reading', 'Children read with understanding by the end of third grade.'],
  ['Eighth grade math', 'middle_grade_math', 'Students leave eighth grade ready for algebra.'],
  ['High school graduation', 'high_school_graduation', 'Students graduate within four years.'],
] as const;

const indicators: StageIndicator[] = [
  {
    key: 'kei_literacy',
    outcome: 'Kindergarten readiness',
    name: 'Ready in literacy at kindergarten entry',
    level: 'core',
    direction: 'higher',
    cadence: 'school_year',
    definition: 'Share of entering kindergarten children at level 3 in the literacy domain of the state inventory.',
    rationale: 'The first number that the whole community can see of its youngest.',
    source: edsight,
    sourceUrl: repository('kindergarten-entrance-inventory-results'),
    license: publicDomain,
    baseline: '2012-07-01',
    target: { population: 'All students', value: 45, dueOn: '2028-10-31', baseline: 32.4 },
  },
  {
    key: 'kei_numeracy',
    outcome: 'Kindergarten readiness',
    name: 'Ready in numeracy at kindergarten entry',
    level: 'core',
    direction: 'higher',
    cadence: 'school_year',
    definition: 'Share of entering kindergarten children at level 3 in the numeracy domain of the state inventory.',
    rationale: 'Numeracy at entry goes with later math.',
    source: edsight,
    sourceUrl: repository('kindergarten-entrance-inventory-results'),
    license: publicDomain,
    baseline: '2012-07-01',
  },
  {
    key: 'program_attendance',
    outcome: 'Kindergarten readiness',
    name: 'Attendance in partner preschools',
    level: 'contributing',
    direction: 'higher',
    cadence: 'month',
    definition: 'Child-days attended of child-days enrolled, all partner preschools, by calendar month.',
    rationale: 'A child who is not there cannot read along.',
    source: 'Partner preschools (invented for this demonstration)',
    sourceUrl: '',
    license: '',
    // Days of few children in few rooms: readers get the shares alone.
    countsPublished: false,
    baseline: '',
  },
  {
    key: 'grade3_reading',
    outcome: 'Early grade reading',
    name: 'Met or exceeded the standard in grade 3 reading',
    level: 'core',
    direction: 'higher',
    cadence: 'school_year',
    definition: 'Share of tested third graders at level 3 or 4 of Smarter Balanced in English language arts.',
    rationale: 'Reading to learn begins in fourth grade.',
    source: edsight,
    sourceUrl: repository('smarter-balanced-by-all-students'),
    license: publicDomain,
    baseline: '2018-07-01',
  },
  {
    key: 'chronic_absence',
    outcome: 'Early grade reading',
    name: 'Chronically absent students',
    level: 'contributing',
    direction: 'lower',
    cadence: 'school_year',
    definition:
      'Share of students who missed at least a tenth of the days they were enrolled. 2019-20 counts days up to mid-March.',
    rationale: 'Absence in the early grades shows in third-grade reading.',
    source: edsight,
    sourceUrl: repository('chronic-absenteeism-by-race-ethnicity'),
    license: publicDomain,
    largeGroupsReason:
      'The state leaves out small groups of students itself before it publishes these percentages; no counts come with them.',
    baseline: '2019-07-01',
    target: { population: 'Hispanic/Latino', value: 14, dueOn: '2029-06-30', baseline: 20.7 },
  },
  {
    key: 'grade8_math',
    outcome: 'Eighth grade math',
    name: 'Met or exceeded the standard in grade 8 math',
    level: 'core',
    direction: 'higher',
    cadence: 'school_year',
    definition: 'Share of tested eighth graders at level 3 or 4 of Smarter Balanced in mathematics.',
    rationale: 'Algebra opens the way to college.',
    source: edsight,
    sourceUrl: repository('smarter-balanced-by-all-students'),
    license: publicDomain,
    baseline: '2018-07-01',
  },
  {
    key: 'graduation',
    outcome: 'High school graduation',
    name: 'Graduated within four years',
    level: 'core',
    direction: 'higher',
    cadence: 'school_year',
    definition: 'Share of the cohort that graduated within four years.',
    rationale: 'The diploma is the door to work and college.',
    source: edsight,
    sourceUrl: repository('four-year-grad-rates-by-special-education-status'),
    license: publicDomain,
    baseline: '2018-07-01',
  },
];

const populations: [name: string, dimension: string | null, isKey: boolean, labels: string[]][] = [
  ['All students', null, false, []],
  ['American Indian or Alaska Native', 'race', false, []],
  ['Asian', 'race', false, []],
  ['Black or African American', 'race', true, []],
  ['Hispanic/Latino', 'race', true, ['Hispanic/Latino of any race']],
  ['Native Hawaiian or Other Pacific Islander', 'race', false, []],
  ['Two or More Races', 'race', false, []],
  ['White', 'race', false, []],
  ['Students with disabilities', 'special education', true, ['Special Education']],
  ['Students without disabilities', 'special education', false, ['Non-Special Education']],
];

const districts = ['Bridgeport', 'Hartford', 'New Haven', 'Stamford', 'Waterbury'];

const files: [folder: string, pattern: RegExp, mapping: string][] = [
  ['kindergarten-inventory', /Literacy\.csv$/, 'connecticut-kindergarten-literacy'],
  ['kindergarten-inventory', /Numeracy\.csv$/, 'connecticut-kindergarten-numeracy'],
  ['smarter-balanced', /\.csv$/, 'connecticut-smarter-balanced'],
  ['chronic-absence', /\.csv$/, 'connecticut-chronic-absence'],
  ['graduation', /\.csv$/, 'connecticut-four-year-graduation'],
];

/** How many days ago the partnership was set up. */
export const beginning = 380;

/** People, places, populations, indicators, and the data: all through the services that people use. */
export function setStage(story: Story, cast: Cast): void {
  story.on(beginning, async () => {
    await invite(story, cast);
    await nameThings(story, cast);
  });
  story.on(beginning - 5, () => importFiles(cast));
  // The months up to the last one: they are sent together, as the newest of them is over.
  story.on(1, () => importAttendance(cast, story.today));
}

async function invite(story: Story, cast: Cast): Promise<void> {
  const director = await cast.as('dana');
  for (const { key: name, ...organization } of organizations) {
    await cast
      .service(OrganizationService)
      .add(director, { ...key(), id: story.make(`organization:${name}`), ...organization });
  }
  for (const { key: name, name: fullName, role, organization } of people) {
    const known = demoPeople.find((person) => person.name === fullName);
    const email = known?.email ?? `${name}@harbor.throughline.test`;
    const account = await cast
      .service(AccountsService)
      .ensure({ name: fullName, email, password: known?.password ?? `${uuidv7()}` });
    await cast.service(MemberService).add(director, {
      ...key(),
      id: story.make(`member:${name}`),
      name: fullName,
      email,
      role,
      organizationId: organization === 'backbone' ? director.organizationId : story.id(`organization:${organization}`),
    });
    cast.join(name, account.id);
  }
  await cast.service(OrganizationService).addTable(director, {
    ...key(),
    id: story.make('table:leadership'),
    name: 'Leadership table',
    purpose: 'Chief executives of the partners; meets every quarter.',
  });
  for (const site of sites) {
    await cast.service(SiteService).add(director, {
      ...key(),
      id: story.make(`site:${site.name}`),
      name: site.name,
      organizationId: story.id(`organization:${site.organization}`),
    });
  }
}

async function nameThings(story: Story, cast: Cast): Promise<void> {
  const marcus = await cast.as('marcus');
  const state = story.make('place:Connecticut');
  await cast.service(PlaceService).add(marcus, { ...key(), id: state, name: 'Connecticut', kind: 'state' });
  for (const district of districts) {
    const name = `${district} School District`;
    await cast.service(PlaceService).add(marcus, {
      ...key(),
      id: story.make(`place:${name}`),
      name,
      kind: 'district',
      parentId: state,
      isHome: district === 'Bridgeport',
    });
  }
  for (const [name, dimension, isKey, labels] of populations) {
    await cast.service(PopulationService).add(marcus, {
      ...key(),
      id: story.make(`population:${name}`),
      name,
      dimension,
      group: dimension ? name : null,
      isKey,
      labels,
    });
  }
  for (const [position, [name, stage, description]] of outcomes.entries()) {
    await cast
      .service(OutcomeService)
      .add(marcus, { ...key(), id: story.make(`outcome:${name}`), name, stage, description, position });
  }
  for (const { key: name, outcome, baseline, target, largeGroupsReason, ...indicator } of indicators) {
    const id = story.make(`indicator:${name}`);
    story.ids.set(`baseline:${name}`, baseline);
    await cast.service(IndicatorWritesService).add(marcus, {
      ...key(),
      id,
      outcomeId: story.id(`outcome:${outcome}`),
      measureType: 'proportion',
      unit: '%',
      ownerMemberId: story.id('member:marcus'),
      ...indicator,
    });
    if (largeGroupsReason !== undefined)
      await cast.service(IndicatorWritesService).edit(marcus, { ...key(), id, version: 1, largeGroupsReason });
    if (!target) continue;
    await cast.service(TargetService).set(marcus, {
      ...key(),
      id: uuidv7(),
      indicatorId: id,
      placeId: story.id('place:Bridgeport School District'),
      populationId: story.id(`population:${target.population}`),
      baselinePeriodStart: baseline,
      baselineValue: target.baseline,
      value: target.value,
      dueOn: target.dueOn,
    });
  }
}

async function importFile(cast: Cast, path: string, mapping: unknown): Promise<void> {
  const file = { path, fileName: basename(path), mapping };
  const done = await cast.service(ImportService).importFile(await cast.as('marcus'), file);
  if (done.state !== 'committed') throw new Error(`${file.fileName} was not imported: ${done.errors} errors`);
}

async function importFiles(cast: Cast): Promise<void> {
  for (const [folder, pattern, mappingName] of files) {
    const mapping: unknown = JSON.parse(await readFile(join(dataRoot, 'mappings', `${mappingName}.json`), 'utf8'));
    const names = (await readdir(join(dataRoot, 'connecticut', folder)))
      .filter((name) => pattern.test(name))
      .toSorted();
    for (const name of names) await importFile(cast, join(dataRoot, 'connecticut', folder, name), mapping);
  }
}

async function importAttendance(cast: Cast, today: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-demo-'));
  try {
    const path = join(folder, 'partner-preschool-attendance.csv');
    await writeFile(path, programAttendance(today));
    await importFile(cast, path, programAttendanceMapping);
  } finally {
    await rm(folder, { recursive: true });
  }
}
