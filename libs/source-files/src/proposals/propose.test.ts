import { describe, expect, it } from 'vitest';
import { footnotesIn } from './footnotes.ts';
import { guessMapping } from './guess-mapping.ts';
import type { GuessedFor } from './guess-mapping.ts';
import { checkMapping } from '../mapping/check-mapping.ts';
import type { RowProblem } from '../rows/problems.ts';
import { profileFile, readFile } from '../rows/read-file.ts';
import type { DraftObservation } from '../rows/read-rows.ts';
import { sniff } from '../text/sniff.ts';
import { readHeader } from './read-header.ts';
import { guessWide } from './wide-headers.ts';

/** Guesses a mapping, and reads the file with it as it stands: the proposals must work without a person's help. */
async function proposalsFor(text: string, target: Partial<GuessedFor> = {}, fileName = 'x.csv') {
  const bytes = new TextEncoder().encode(text);
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { shape, sample } = seen;
  const profiles = await profileFile([bytes], shape);
  const full: GuessedFor = { indicatorKey: 'it', measure: 'proportion', cadence: 'school_year', ...target };
  const { mapping, proposals, columns } = guessMapping(shape, profiles, sample, fileName, full);
  const names = shape.columns.map(({ name }) => name);
  const check = checkMapping(structuredClone(mapping), names);
  const drafts: DraftObservation[] = [];
  const problems: RowProblem[] = [];
  const sink = { observation: (d: DraftObservation) => drafts.push(d), problem: (p: RowProblem) => problems.push(p) };
  if (check.ok) await readFile([bytes], { shape, mapping, fileName, sink });
  const observations = drafts.map((d) => [d.placeLabel, d.period.label, d.populationLabels.join('+'), d.value]);
  const codes = proposals.map(({ code }) => code);
  return { mapping, proposals, codes, check, observations, drafts, problems, columns, names };
}

describe('wide files are recognised', () => {
  it('by periods in the columns’ names', async () => {
    const { observations, codes, problems, mapping } = await proposalsFor(
      'District,2016-17,2017-18,2018-19\nAvon,50.5,*,55.5\nBethel,38,40.5,41\n',
    );
    expect([codes, problems]).toEqual([['wide_columns'], []]);
    expect(mapping.wide?.[1]).toEqual({ column: '2017-18', part: 'value', period: '2017-18' });
    expect(observations.slice(0, 3)).toEqual([
      ['Avon', '2016-17', '', 50.5],
      ['Avon', '2017-18', '', null],
      ['Avon', '2018-19', '', 55.5],
    ]);
  });

  it('by groups and periods, under two lines of header', async () => {
    const text =
      'Graduation by race\nDistrict,Black 2018,,White 2018,\n,N,%,N,%\nAvon,20,50,40,75\nBethel,30,60,*,*\nCanton,10,70,20,80\n';
    const { observations, drafts, problems, names } = await proposalsFor(text);
    expect(names).toEqual(['District', 'Black 2018 N', 'Black 2018 %', 'White 2018 N', 'White 2018 %']);
    expect(problems).toEqual([]);
    expect(observations.slice(0, 2)).toEqual([
      ['Avon', '2017-18', 'Black', 50],
      ['Avon', '2017-18', 'White', 75],
    ]);
    expect(drafts[0]).toMatchObject({ denominator: 20, numerator: null });
    expect(drafts).toHaveLength(6);
  });

  it('under headers that are repeated in the middle, with their title and their span', async () => {
    const top = 'Graduation by race,,\n,2017-18,2018-19\n';
    const header = 'District,Rate,Rate\n';
    const page = (district: string) => `${top}${header}${district},50.5,55.5\n${district} East,40.5,*\n`;
    const { observations, problems, names } = await proposalsFor(page('Avon') + page('Bethel') + page('Canton'));
    expect(names).toEqual(['District', '2017-18 Rate', '2018-19 Rate']);
    expect(problems).toEqual([]);
    expect(observations).toHaveLength(12);
    expect(observations[4]).toEqual(['Bethel', '2017-18', '', 50.5]);
  });

  it('with a group that is suppressed throughout', async () => {
    const { drafts } = await proposalsFor('School,Black 2019,Asian 2019,White 2019\nA,50.5,*,60.5\nB,40.5,*,61.5\n');
    expect(drafts.filter(({ populationLabels: [group] }) => group === 'Asian')).toHaveLength(2);
  });

  it('with the year of groups in a title', async () => {
    const { observations, mapping } = await proposalsFor(
      '"Attendance, 2018-19",,,\nSchool,All students,Hispanic*,White*\nA,90.5,91.5,92.5\nB,80.5,81.5,82.5\n',
    );
    expect(mapping.wide?.map(({ population }) => population)).toEqual([['All students'], ['Hispanic'], ['White']]);
    expect(observations[1]).toEqual(['A', '2018-19', 'Hispanic', 91.5]);
  });

  it('and a topic is chosen among several by the indicator’s words', () => {
    const columns = ['Reading 2017', 'Reading 2018', 'Math 2017', 'Math 2018'].map((column) => ({ column }));
    const math = guessWide(columns, { cadence: 'school_year', measure: 'proportion', words: 'math grade 8' });
    expect(math?.columns.map(({ column }) => column)).toEqual(['Math 2017', 'Math 2018']);
  });

  it.each([
    ['N 2018', 'school_year', '2018', 'count', [], ''],
    ['% Black 2017-18', 'school_year', '2017-18', 'share', ['Black'], ''],
    ['SY 2017-18 Rate', 'school_year', 'SY 2017-18', 'share', [], ''],
    ['Hispanic_2019 Q2', 'quarter', '2019 Q2', null, ['Hispanic'], ''],
    ['Mar 2019', 'month', 'Mar 2019', null, [], ''],
    ['Total Grads - % of cohort', 'year', null, 'share', [], 'total grads cohort'],
    [
      'Ready, Percent: students with disabilities (1819)',
      'school_year',
      '1819',
      'share',
      ['students with disabilities'],
      'ready',
    ],
    ['pct_proficient_FY12', 'school_year', 'FY12', 'share', [], 'proficient'],
    ['Homicide Rate (Black), 95% CI - Low', 'year', null, 'bound', ['Black'], 'homicide 95 ci low'],
    ['% aged 10-11', 'school_year', null, 'share', [], 'aged 10 11'],
  ] as const)('and a name such as %s is taken apart', (column, cadence, period, kind, groups, topic) => {
    expect(readHeader(column, cadence)).toEqual({ column, period, periodPart: null, kind, groups, topic });
  });

  it('and files of levels or of other measures are not taken for wide ones', () => {
    const wanted = { cadence: 'school_year', measure: 'proportion', words: '' } as const;
    for (const names of [
      ['Level 1 %', 'Level 2 %', 'Level 3 %'],
      ['Enrolled 2018', 'Rate'],
    ])
      expect(
        guessWide(
          names.map((column) => ({ column })),
          wanted,
        ),
      ).toBeNull();
  });
});

describe('rows that head others are recognised', () => {
  it('alone on their lines', async () => {
    const text =
      'Group,Tested,Rate\nBridgeport,,\nBlack students,100,20.5\nWhite students,100,30.5\nHartford,,\nBlack students,50,40.5\nWhite students,50,41.5\n';
    const { observations, codes, problems } = await proposalsFor(`Results 2018-19,,\n${text}`);
    expect([codes, problems]).toEqual([['sections'], []]);
    expect(observations).toEqual([
      ['Bridgeport', '2018-19', 'Black students', 20.5],
      ['Bridgeport', '2018-19', 'White students', 30.5],
      ['Hartford', '2018-19', 'Black students', 40.5],
      ['Hartford', '2018-19', 'White students', 41.5],
    ]);
  });

  it('by years', async () => {
    const { observations, mapping } = await proposalsFor(
      'District,Tested,Rate\n2017-18,,\nAvon,100,20.5\nBethel,100,30.5\n2018-19,,\nAvon,50,40.5\nBethel,50,41.5\n',
    );
    expect(mapping.period).toEqual({ from: 'column', column: 'Section' });
    expect(observations.map(([place, period]) => [place, period])).toEqual([
      ['Avon', '2017-18'],
      ['Bethel', '2017-18'],
      ['Avon', '2018-19'],
      ['Bethel', '2018-19'],
    ]);
  });

  it('by indentation, with numbers of their own', async () => {
    const { observations, codes } = await proposalsFor(
      'Name,Tested,Rate\nBridgeport,200,25.5\n   Black,100,20.5\n   White,100,30.5\nHartford,100,41.5\n   Black,50,40.5\n   White,50,42.5\n',
      {},
      'results-2018-19.csv',
    );
    expect(codes).toEqual(['sections']);
    expect(observations.slice(0, 3)).toEqual([
      ['Bridgeport', '2018-19', '', 25.5],
      ['Bridgeport', '2018-19', 'Black', 20.5],
      ['Bridgeport', '2018-19', 'White', 30.5],
    ]);
    expect(observations[3]).toEqual(['Hartford', '2018-19', '', 41.5]);
  });

  it('but not rows whose numbers are missing', async () => {
    const rows = ['A,10,50.5', 'B,,', 'C,20,40.5', 'D,,', 'E,30,30.5', 'F,10,20.5'];
    const { mapping } = await proposalsFor(`District,Tested,Rate\n${rows.join('\n')}\n`, {}, '2018-19.csv');
    expect(mapping.sections).toBeUndefined();
    const coded = rows.map((row, at) => `${at + 100},${row}`);
    const other = await proposalsFor(`District Code,District,Tested,Rate\n${coded.join('\n')}\n`, {}, '2018-19.csv');
    expect(other.mapping.sections).toBeUndefined();
    expect(other.drafts).toHaveLength(6);
  });

  it('and merged labels are filled down', async () => {
    const { observations, codes, mapping } = await proposalsFor(
      'District,Race,Year,Rate\nAvon,Black,2018-19,10.5\n,White,2018-19,20.5\n,Asian,2018-19,30.5\nBethel,Black,2018-19,11.5\n,White,2018-19,21.5\n',
    );
    expect([codes, mapping.fillDown]).toEqual([['fill_down'], ['District']]);
    expect(observations.map(([place]) => place)).toEqual(['Avon', 'Avon', 'Avon', 'Bethel', 'Bethel']);
  });
});

describe('footnotes', () => {
  it.each([
    [
      ['Hispanic¹', 'White*', 'Asian (3)', 'Black [a]', 'Nativeᵃ'],
      ['Hispanic', 'White', 'Asian', 'Black', 'Native'],
    ],
    [
      ['Family incomea', 'Race or ethnicityb', 'Levelc', 'Sex'],
      ['Family income', 'Race or ethnicity', 'Level'],
    ],
    [
      ['Hispanic1', 'White2', 'All'],
      ['Hispanic', 'White'],
    ],
    [['White', 'Whitea'], ['White']],
  ])('are taken off labels: %j', (labels, stems) => {
    expect([...footnotesIn(labels).values()]).toEqual(stems);
  });

  it.each([
    [['Africa', 'Asia', 'Club', 'Public', 'Mixed']],
    [['Level1', 'Level2', 'Level3']],
    [['Grade3', 'Grade4']],
    [['P.S. 015 ROBERTO CLEMENTE', 'School (Upper)', 'PS 12 (K)']],
    [['Native Hawaiian or Other Pacific Islander', 'American Indian or Alaska Native', 'Two or More Races']],
  ])('are not seen in %j', (labels) => {
    expect([...footnotesIn(labels)]).toEqual([]);
  });

  it('are proposed as aliases, each to be seen', async () => {
    const { mapping, proposals } = await proposalsFor(
      'District,Race,Year,Rate\nAvon,Hispanic<sup>a</sup>,2018-19,10.5\nAvon,White*,2018-19,20.5\nAvon,Two or more races,2018-19,20.5\nAvon,Two-or-more races,2017-18,20.5\n',
    );
    expect(mapping.population.aliases).toEqual({
      Hispanicᵃ: 'Hispanic',
      'White*': 'White',
      'Two-or-more races': 'Two or more races',
    });
    expect(proposals.map(({ code, params }) => [code, params['from']])).toEqual([
      ['footnotes', 'Hispanicᵃ'],
      ['footnotes', 'White*'],
      ['one_name', 'Two-or-more races'],
    ]);
  });
});

describe('values are recognised', () => {
  it('as percents beside fractions', async () => {
    const { mapping, codes, observations, problems } = await proposalsFor(
      'District,Year,Rate\nAvon,2018-19,45.2%\nBethel,2018-19,0.452\nCanton,2018-19,50%\nDerby,2018-19,0.31\n',
    );
    expect([codes, problems, mapping.indicators[0]?.unit]).toEqual([['mixed_units'], [], 'percent_or_fraction']);
    expect(observations.map(([, , , value]) => value)).toEqual([45.2, 45.2, 50, 31]);
  });

  it('as bounds, and words that are no known marks are asked about', async () => {
    const { proposals } = await proposalsFor(
      `District,Year,Rate %\n${['GE95', '<5', '60-79', '≤5', '>95%', '95 or more', '12', '13', '14', 'closed'].map((value, at) => `D${at},2018-19,${value}`).join('\n')}\n`,
    );
    expect(proposals.map(({ code, params }) => [code, params['count'] ?? params['marks']])).toEqual([
      ['bounds', 6],
      ['unknown_marks', 'closed'],
    ]);
  });

  it('as zeros that mean something else, on the rows that share it', async () => {
    const rows = Array.from({ length: 40 }, (_row, day) => {
      const date = `201501${String((day % 28) + 1).padStart(2, '0')}`;
      return `TOTAL,${date},${day % 10 === 0 ? '0.00' : '90.5'}\nA,${date},${day % 9 === 0 ? '0.00' : '1.5'}`;
    });
    const all = await proposalsFor(`School,Date,Rate\n${rows.join('\n')}\n`, { cadence: 'day' });
    expect(all.codes).toEqual(['total_unnamed']);
    const total = rows.map((row) => row.replace('A,', 'B,').replace(/^(B,.*),0\.00$/m, '$1,2.5'));
    const alone = await proposalsFor(`School,Date,Rate\n${total.join('\n')}\n`, { cadence: 'day' });
    expect(alone.mapping.marks).toEqual([
      { text: '0.00', status: 'not_applicable', when: [{ column: 'School', is: 'one_of', values: ['TOTAL'] }] },
    ]);
  });

  it('as provisional, by a title, the file’s name or a column', async () => {
    const text = 'District,Year,Status of data,Rate\nAvon,2018-19,Final,45.5\nBethel,2018-19,Preliminary,44.5\n';
    const column = await proposalsFor(text);
    expect(column.drafts.map(({ provisional }) => provisional)).toEqual([false, true]);
    const named = await proposalsFor(text.replace('Preliminary', 'Final'), {}, 'rates_provisional_2019.csv');
    expect([named.mapping.provisional, named.codes]).toEqual(['all', ['provisional']]);
    const titled = await proposalsFor(
      '"Preliminary results, 2018-19"\nDistrict,Tested,Rate\nAvon,10,45.5\nBethel,20,44.5\n',
    );
    expect(titled.mapping.provisional).toBe('all');
  });

  it('and labels that are no period are shown, not left out', async () => {
    const { proposals, mapping } = await proposalsFor(
      'District,Cohort,Rate\nAvon,2005,45.5\nAvon,2006,44.5\nAvon,2006 Aug,46.5\n',
      { cadence: 'year' },
    );
    expect(proposals).toMatchObject([{ code: 'unread_periods', params: { labels: '2006 Aug' } }]);
    expect(mapping.skip).toEqual([]);
  });
});
