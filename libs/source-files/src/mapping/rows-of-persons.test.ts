import { describe, expect, it } from 'vitest';
import { profileFile } from '../rows/read-file.ts';
import { sniff } from '../text/sniff.ts';
import { columnOfPersons } from './rows-of-persons.ts';

async function columnIn(...rows: string[]): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(`${rows.join('\n')}\n`);
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  return columnOfPersons(await profileFile([bytes], seen.shape));
}

describe('rows of single persons', () => {
  it.each<[string, string, ...string[]]>([
    [
      'Student ID',
      'an extract of a student system',
      'Student ID,School,Grade,Days Enrolled,Days Absent',
      '100201,Adams,3,180,4',
      '100202,Adams,3,180,19',
      '100203,Baker,4,176,0',
    ],
    [
      'Response ID',
      'the answers of a survey',
      'ResponseID,School,Grade,I feel safe at school (1-5)',
      'R_1,Adams,6,4',
      'R_2,Adams,7,5',
      'R_3,Baker,8,2',
    ],
    [
      'Timestamp',
      'a form without any name',
      'Timestamp,What school do you attend?,I feel safe at school',
      '5/2/2023 10:01:12,Adams,Agree',
      '5/2/2023 10:03:40,Adams,Strongly agree',
      '5/3/2023 8:12:01,Baker,Disagree',
    ],
    [
      'I feel safe at school',
      'answers alone',
      'School,Gender,I feel safe at school,An adult here cares about me',
      'Adams,Girl,4,5',
      'Adams,Boy,3,3',
      'Baker,Girl,4,2',
      'Baker,Boy,3,5',
      'Baker,Nonbinary,1,3',
      'Adams,Girl,5,3',
    ],
    [
      'Date of Birth',
      'a list of a clinic',
      'Clinic,Date of Birth,Sex,Lead level',
      'North,2020-01-05,F,3.1',
      'North,2019-11-17,M,5.4',
      'South,2021-03-02,F,1.2',
    ],
    [
      'Nombre del estudiante',
      'una lista de estudiantes',
      'Escuela,Nombre del estudiante,Asistencia',
      'Lares,Ana Ríos,95',
      'Lares,Luis Vega,88',
      'Aguada,Eva Cruz,91',
    ],
    [
      'Last Name',
      'a roster of a program',
      'Site,Last Name,First Name,Age,Sessions',
      'East,Doe,Jo,9,12',
      'East,Roe,Al,10,3',
      'West,Poe,Ed,8,7',
    ],
    [
      'SSID',
      'several rows of each child',
      'SSID,Benchmark,Score',
      '9000000001,Fall,12',
      '9000000001,Spring,31',
      '9000000002,Fall,22',
    ],
  ])('are known by “%s” in %s', async (column, _what, ...rows) => {
    expect(await columnIn(...rows)).toBe(column);
  });

  it.each<[string, ...string[]]>([
    [
      'counts of students',
      'District,Year,Student Number,Ready',
      'Elm,2022,212,100',
      'Oak,2022,1060,400',
      'Ash,2022,88,30',
    ],
    [
      'codes of schools',
      'School ID,School,Students,Absent',
      '0101,Adams,210,20',
      '0102,Baker,180,31',
      '0103,Clark,90,4',
    ],
    [
      'rows that a portal numbers',
      'Record ID,County,Year,Births',
      '1,Ash,2021,300',
      '2,Birch,2021,280',
      '3,Cedar,2021,90',
    ],
    [
      'a survey that was counted',
      'School,Respondents,I feel safe at school,An adult here cares about me',
      'Adams,120,4,5',
      'Baker,98,4,4',
      'Clark,77,3,4',
      'Davis,51,3,5',
    ],
    [
      'one time of printing',
      'District,Submitted,Enrolled,Absent',
      'Elm,2023-06-30 10:00,300,30',
      'Oak,2023-06-30 10:00,200,31',
      'Ash,2023-06-30 10:00,90,4',
    ],
    [
      'schools with who leads them',
      'School,Principal First Name,Principal Last Name,Grade,Enrollment',
      'Adams,Jo,Doe,K-5,210',
      'Baker,Al,Roe,K-5,180',
      'Clark,Ed,Poe,6-8,90',
    ],
    ['groups of students', 'District,Student Group Name,Enrollment', 'Elm,All,300', 'Elm,Hispanic,120', 'Oak,All,90'],
  ])('are not %s', async (_what, ...rows) => {
    expect(await columnIn(...rows)).toBeUndefined();
  });
});
