import { describe, expect, it } from 'vitest';
import { readAsProposed } from './test/read-as-proposed.ts';

const read = async (words: string, text: string, measure: 'proportion' | 'count' = 'proportion') => {
  const found = await readAsProposed(text, { words, measure });
  return {
    ...found,
    cells: found.drafts.map(({ placeLabel, populationLabels, value, numerator, denominator, status }) => [
      placeLabel,
      populationLabels.join(' × '),
      value ?? (numerator === null ? status : null),
      numerator,
      denominator,
    ]),
  };
};

describe('files that nobody here has seen, as proposed', () => {
  it('take a column of levels for what is measured, by the name of the indicator', async () => {
    const text = `District,Year,Performance Level,Students Tested,Number at Level,Percent at Level
Tift,2022-23,Below Proficient,200,130,65.0
Tift,2022-23,Proficient,200,67,33.5
Tift,2022-23,Advanced,200,3,1.5
Union,2022-23,Below Proficient,160,100,62.5
Union,2022-23,Proficient,160,40,25.0
Union,2022-23,Advanced,160,20,12.5
`;
    expect((await read('Advanced in science', text)).cells).toEqual([
      ['Tift', '', 1.5, 3, 200],
      ['Union', '', 12.5, 20, 160],
    ]);
    expect((await read('Below proficient', text)).cells.map(([, , value]) => value)).toEqual([65, 62.5]);
    expect((await read('Proficient', text)).cells.map(([, , value]) => value)).toEqual([33.5, 25]);
    const unsaid = await read('Science test', text);
    expect(unsaid.mapping.population.columns).toEqual([]);
    expect(unsaid.problems.every(({ code }) => code === 'duplicate_different')).toBe(true);
  });

  it('take the subject that the indicator names, by any of its words', async () => {
    const text = `School,Year,Subject,Grade,Tested,Met,Percent Met
Elm,2022-23,ELA,3,50,25,50.0
Elm,2022-23,Mathematics,3,50,20,40.0
Elm,2022-23,ELA,4,40,22,55.0
Elm,2022-23,Mathematics,4,40,10,25.0
`;
    expect((await read('Reading on grade level', text)).cells).toEqual([
      ['Elm', 'Grade 3', 50, 25, 50],
      ['Elm', 'Grade 4', 55, 22, 40],
    ]);
    expect((await read('Math on grade level', text)).cells.map(([, , value]) => value)).toEqual([40, 25]);
  });

  it('take the plainest of several totals for everybody, and the others for groups', async () => {
    const text = `School,Year,Students,Enrolled,Fit,Percent fit
Abel,2022-23,All tested students,296,180,60.8
Abel,2022-23,All students,300,180,60.0
Abel,2022-23,Special Ed,50,25,50.0
Bond,2022-23,All tested students,180,110,61.1
Bond,2022-23,All students,200,110,55.0
Bond,2022-23,Special Ed,40,18,45.0
`;
    const { mapping, cells, problems } = await read('Physically fit', text);
    expect([mapping.population.all, problems]).toEqual([['All students'], []]);
    expect(cells.slice(0, 2)).toEqual([
      ['Abel', 'All tested students', 60.8, 180, 296],
      ['Abel', '', 60, 180, 300],
    ]);
  });

  it('keep two ways to write everybody where they say the same', async () => {
    const text = `School,Year,Group,Enrolled,Fit,Percent fit
Abel,2022-23,All,300,180,60.0
Bond,2022-23,Total,200,110,55.0
Bond,2022-23,Girls,90,50,55.6
`;
    expect((await read('Physically fit', text)).mapping.population.all).toEqual(['All', 'Total']);
  });

  it('know the signs that publishers have for too few people', async () => {
    const text = `Division,Year,Subgroup,Denominator,Passed,Pass Rate
Wise,2021-22,All Students,143,101,70.6%
Wise,2021-22,Asian,n<10,n<10,n<10
Wise,2021-22,Black,38,24,63.2%
Wise,2021-22,White,<,<,<
Wise,2021-22,Hispanic,Too few students,Too few students,Too few students
`;
    const { cells, problems } = await read('Algebra pass rate', text);
    expect(problems).toEqual([]);
    expect(cells.map(([, group, value]) => [group, value])).toEqual([
      ['', 70.6],
      ['Asian', 'suppressed_by_source'],
      ['Black', 63.2],
      ['White', 'suppressed_by_source'],
      ['Hispanic', 'suppressed_by_source'],
    ]);
  });

  it.each([
    ['Enrolled in college', 'Students (n),Enrolled (n)', 'Enrolled (n)', 'Students (n)'],
    ['Kindergartners who are ready', 'Ready,Assessed', 'Ready', 'Assessed'],
    ['Young people diverted', 'Referrals,Diverted', 'Diverted', 'Referrals'],
  ])('make the share of %s of the two counts that a file has', async (words, heads, numerator, denominator) => {
    const order = heads.startsWith(numerator)
      ? (x: number, n: number) => `${x},${n}`
      : (x: number, n: number) => `${n},${x}`;
    const text = `County,Year,${heads}\nAsh,2021-22,${order(180, 310)}\nElm,2021-22,${order(60, 120)}\nFir,2021-22,${order(30, 90)}\n`;
    const { mapping, errors } = await read(words, text);
    expect(errors).toEqual([]);
    expect(mapping.indicators[0]).toMatchObject({
      numerator: { column: numerator },
      denominator: { column: denominator },
    });
  });

  it('give one column of people to all the levels that follow it', async () => {
    const text = `District,Year,# Tested,Level 1 #,Level 1 %,Level 2 #,Level 2 %,Level 3 #,Level 3 %
Nash,2022-23,200,60,30.0,50,25.0,90,45.0
Orem,2022-23,120,40,33.3,41,34.2,39,32.5
Pike,2022-23,90,30,33.3,30,33.3,30,33.3
`;
    for (const level of ['Level 1', 'Level 2', 'Level 3'])
      expect((await read(level, text)).mapping.indicators[0]).toMatchObject({
        value: { column: `${level} %` },
        numerator: { column: `${level} #` },
        denominator: { column: '# Tested' },
      });
  });

  it.each([
    ['ZIP', 'County,ZIP,Year,Tested,High,Percent high', 'Kent,Kent', 'Kent,07101', 'Kent,07102'],
    ['ZIP Code', 'Parish,ZIP Code,Year,Tested,High,Percent high', 'Kent,Kent', 'Kent,00601', 'Kent,00602'],
  ])('read ZIP codes as places, and the row of what they lie in: %s', async (_what, heads, ...places) => {
    const numbers = ['2021-22,300,150,50.0', '2021-22,200,80,40.0', '2021-22,100,70,70.0'];
    const text = [heads, ...places.map((place, at) => `${place},${numbers[at] ?? ''}`)].join('\n');
    const { drafts, problems } = await read('High lead levels', `${text}\n`);
    expect(problems).toEqual([]);
    expect(drafts.map(({ placeLabel, parentLabel }) => [placeLabel, parentLabel])).toEqual([
      ['Kent', null],
      [places[1]?.split(',')[1], 'Kent'],
      [places[2]?.split(',')[1], 'Kent'],
    ]);
  });

  it('take phrases in place of numbers for marks, and lay a school in the district that tells its name apart', async () => {
    const text = `SchoolYear,OrganizationLevel,County,DistrictName,SchoolName,StudentGroup,Count Expected,Count Met,Percent Met
2021-22,State,Multiple,State Total,State Total,All Students,2275,1128,49.6%
2021-22,District,Ash,Elm District,District Total,All Students,165,80,48.5%
2021-22,School,Ash,Elm District,Lincoln Elementary,All Students,53,26,49.1%
2021-22,School,Ash,Elm District,Mt. Stuart,All Students,60,30,50.0%
2021-22,School,Ash,Elm District,Valley View,All Students,52,24,46.2%
2021-22,District,Ash,Oak District,District Total,All Students,90,40,44.4%
2021-22,School,Ash,Oak District,Lincoln Elementary,All Students,90,40,44.4%
2021-22,School,Ash,Elm District,Lincoln Elementary,Hispanic,Suppressed: N<10,Suppressed: N<10,Suppressed: N<10
2021-22,School,Ash,Elm District,Mt. Stuart,Hispanic,Suppressed: N<10,Suppressed: N<10,Suppressed: N<10
2021-22,School,Ash,Elm District,Valley View,Hispanic,NULL,NULL,No Students
`;
    const { mapping, cells, problems } = await read('Children who met the standard', text);
    expect(mapping.place).toMatchObject({ labelColumn: 'School Name', parent: { labelColumn: 'District Name' } });
    expect(mapping.population.columns).toEqual(['Student Group']);
    expect(cells.slice(2, 4)).toEqual([
      ['Lincoln Elementary', '', 49.1, 26, 53],
      ['Mt. Stuart', '', 50, 30, 60],
    ]);
    expect(cells.slice(-3).map(([place, , value]) => [place, value])).toEqual([
      ['Lincoln Elementary', 'suppressed_by_source'],
      ['Mt. Stuart', 'suppressed_by_source'],
      ['Valley View', 'not_applicable'],
    ]);
    expect(problems).toEqual([]);
  });

  it('take the column that names the places of all levels, though one of them is called a district', async () => {
    const text = `School Year,Organization Level,Organization Code,Organization Name,District,Group,Expected,Met Count,Met Percent
2021-22,State,53,Washington,,All,2275,1128,49.6%
2021-22,District,19401,Elm District,,All,165,80,48.5%
2021-22,District,19404,Oak District,,All,90,40,44.4%
2021-22,School,2201,Lincoln Elementary,Elm District,All,53,26,49.1%
2021-22,School,2202,Mt. Stuart,Elm District,All,60,30,50.0%
2021-22,School,3310,Lincoln High,Oak District,All,90,40,44.4%
`;
    const { mapping, cells } = await read('Children who met the standard', text);
    expect(mapping.place).toMatchObject({ labelColumn: 'Organization Name', parent: { labelColumn: 'District' } });
    expect(cells.map(([place]) => place)).toEqual([
      'Washington',
      'Elm District',
      'Oak District',
      'Lincoln Elementary',
      'Mt. Stuart',
      'Lincoln High',
    ]);
  });

  it('take no column of one age for a column of ages, and no margin for a part of a percentage’s name', async () => {
    const one = await read(
      'Children in the program',
      'Center,Children enrolled,Age 3,Age 4\nAsh,39,19,20\nElm,21,9,12\n',
      'count',
    );
    expect(one.mapping.population.columns).toEqual([]);
    const text =
      'NAME,Year,Children,Below poverty level,MOE (+/-),Percent,Percent MOE\nAsh,2019,2500,460,184,18.4,7.4\nElm,2019,2405,437,175,18.2,7.3\nOak,2019,900,90,40,10.0,4.4\nFir,2019,300,93,41,31.0,13.2\n';
    const { names, mapping } = await read('Children below the poverty level', text);
    expect(names).toContain('Percent');
    expect(mapping.indicators[0]).toMatchObject({
      value: { column: 'Percent' },
      numerator: { column: 'Below poverty level' },
      denominator: { column: 'Children' },
    });
  });
});
