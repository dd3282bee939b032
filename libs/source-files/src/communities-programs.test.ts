import { describe } from 'vitest';
import type { ImportMapping } from './mapping/mapping.ts';
import { checkLayouts, type Layout, table } from './test/check-layouts.ts';

const programs: Layout[] = [
  {
    name: 'monthly reports of sites from a form tool, with ids of its own',
    for: { measure: 'proportion', cadence: 'month', words: 'Children who attended' },
    text: `\uFEFF${table(
      'start;end;site;month;children_registered;children_attended;_id;_uuid;_index',
      '2024-02-01T09:12:44;2024-02-01T09:20:01;Eastside Hub;2024-01;30;24;90011;a1b2-01;1',
      '2024-02-01T10:02:10;2024-02-01T10:09:31;Westside Hub;2024-01;18;15;90012;a1b2-02;2',
      '2024-03-04T08:44:12;2024-03-04T08:50:45;Eastside Hub;2024-02;31;26;90044;a1b2-03;3',
      '2024-03-04T11:30:00;2024-03-04T11:36:18;Westside Hub;2024-02;20;16;90045;a1b2-04;4',
    )}`,
    some: [
      ['Eastside Hub', '2024-01', '', 80, 24, 30],
      ['Westside Hub', '2024-02', '', 80, 16, 20],
    ],
    observations: 4,
  },
  {
    name: 'a report of a case-management system with its footer and grand total',
    for: { measure: 'count', cadence: 'month', words: 'Youth served' },
    text: table(
      'Program: Program Name,Reporting Month,Youth Served,Hours Delivered',
      'Homework Club,1/1/2024,42,310',
      'Homework Club,2/1/2024,45,322',
      'Mentoring,1/1/2024,17,88',
      'Mentoring,2/1/2024,19,95',
      'Grand Totals (4 records),,123,815',
      '',
      'Confidential Information - Do Not Distribute',
      'Copyright (c) 2000-2024 salesforce.com inc. All rights reserved.',
    ),
    some: [
      ['Homework Club', '2024-01', '', 42],
      ['Mentoring', '2024-02', '', 19],
    ],
    observations: 4,
  },
  {
    name: 'a report in blocks of sites with subtotals in the middle',
    for: { measure: 'count', cadence: 'month', words: 'Families enrolled' },
    text: table(
      'Report: Enrollment by Site,,',
      'Run on: 03/15/2024 4:12 PM,,',
      ',,',
      'Month,Families enrolled,Home visits',
      'Site: Eastside,,',
      '2024-01,31,60',
      '2024-02,33,64',
      'Subtotal,64,124',
      'Site: Westside,,',
      '2024-01,12,25',
      '2024-02,14,29',
      'Subtotal,26,54',
      'Total,90,178',
    ),
    some: [
      ['Site: Eastside', '2024-01', '', 31],
      ['Site: Westside', '2024-02', '', 14],
    ],
    observations: 4,
  },
  {
    name: 'exits of homeless households by project, counts alone',
    for: { measure: 'proportion', cadence: 'quarter', words: 'Exits to permanent housing' },
    text: table(
      'Project Name|Project Type|Quarter|Households Served|Total Exits|Exits to Permanent Housing',
      'Harbor House|ES|Q1 2023|60|25|10',
      'Harbor House|ES|Q2 2023|58|20|9',
      'New Leaf RRH|RRH|Q1 2023|33|10|8',
      'New Leaf RRH|RRH|Q2 2023|35|12|9',
    ),
    some: [
      ['Harbor House', '2023 Q1', '', 40, 10, 25],
      ['New Leaf RRH', '2023 Q2', '', 75, 9, 12],
    ],
    observations: 4,
  },
  {
    name: 'attendance by grade from a student system, kindergarten and preschool as 0 and -1, the year in the file’s name',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Average daily attendance' },
    fileName: 'attendance_2023-24.txt',
    text: table(
      'School_Number\tSchool_Name\tGrade_Level\tMembership\tADA_Days\tADA_Pct',
      '12\tLincoln Elementary\t-1\t14\t12.9\t92.1',
      '12\tLincoln Elementary\t0\t41\t38.4\t93.7',
      '12\tLincoln Elementary\t1\t44\t41.6\t94.6',
      '27\tHoover Middle\t6\t101\t95.2\t94.3',
      '27\tHoover Middle\t7\t99\t92.0\t92.9',
    ),
    some: [
      ['Lincoln Elementary', '2023-24', 'Grade PK', 92.1],
      ['Lincoln Elementary', '2023-24', 'Grade K', 93.7],
      ['Hoover Middle', '2023-24', 'Grade 7', 92.9],
    ],
    observations: 5,
  },
  {
    name: 'absence from a student system with a range of dates in the title',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Attendance rate' },
    text: table(
      'Average Daily Attendance Report,,,',
      'Date Range: 08/15/2023 - 05/24/2024,,,',
      'Entity,Entity Name,Tot Enroll,ADA %',
      '010,Cedar Elementary,310,94.8',
      '020,Pine High,522,90.1',
      'Report Totals,,832,91.9',
    ),
    some: [
      ['Cedar Elementary', '2023-24', '', 94.8],
      ['Pine High', '2023-24', '', 90.1],
    ],
    observations: 2,
  },
  {
    name: 'names run together, numbered races and the year that ends',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Chronic absence' },
    text: table(
      'endYear,schoolName,raceEthnicity,studentCount,chronicAbsentCount',
      '2024,Lincoln Elementary,All Students,120,30',
      '2024,Lincoln Elementary,1: Hispanic/Latino,60,18',
      '2024,Lincoln Elementary,6: White,60,12',
      '2024,Hoover Middle,All Students,200,40',
      '2024,Hoover Middle,1: Hispanic/Latino,90,20',
      '2024,Hoover Middle,6: White,110,20',
    ),
    some: [
      ['Lincoln Elementary', '2023-24', '', 25, 30, 120],
      ['Hoover Middle', '2023-24', '6: White', 18.18, 20, 110],
    ],
    observations: 6,
  },
  {
    name: 'calls by need and ZIP code for a range of dates in the title',
    for: { measure: 'count', cadence: 'quarter', words: 'Calls for housing help' },
    text: table(
      'Date range: 10/1/2023 - 12/31/2023,,,',
      'ZIP Code,Need Category,Calls,Unmet Needs',
      '98926,Housing,31,6',
      '98926,Food,20,1',
      '98926,Utilities,9,2',
      '98922,Housing,12,3',
      '98922,Food,14,0',
      '98922,Utilities,4,1',
    ),
    some: [
      ['98926', '2023 Q4', '', 31],
      ['98922', '2023 Q4', '', 12],
    ],
    observations: 2,
  },
  {
    name: 'answers across, of which one is meant, and questions down',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Parents who strongly agree that they feel welcome' },
    text: table(
      'School Year,School,Question,Responses,Strongly agree %,Agree %,Disagree %',
      '2022-23,Abel,I feel welcome at this school,80,45.0,40.0,15.0',
      '2022-23,Abel,My child is safe at this school,79,50.6,39.2,10.1',
      '2022-23,Bond,I feel welcome at this school,50,30.0,50.0,20.0',
      '2022-23,Bond,My child is safe at this school,50,44.0,46.0,10.0',
    ),
    some: [
      ['Abel', '2022-23', '', 45],
      ['Bond', '2022-23', '', 30],
    ],
    observations: 2,
  },
  {
    name: 'visits by week that begin on a day',
    for: { measure: 'count', cadence: 'week', words: 'Households served' },
    text: table(
      'Pantry,Week,Households served,Pounds',
      'St. Mark,Week of 1/8/2024,41,1200',
      'St. Mark,Week of 1/15/2024,44,1310',
      'Grace,Week of 1/8/2024,18,520',
      'Grace,Week of 1/15/2024,21,600',
    ),
    some: [['Grace', '2024-W03', '', 21]],
    observations: 4,
  },
  {
    name: 'vouchers at the end of each quarter',
    for: { measure: 'count', cadence: 'quarter', words: 'Vouchers leased' },
    text: table(
      'Authority,Report period,Vouchers authorized,Vouchers leased',
      'Northside HA,As of 12/31/2023,120,111',
      'Northside HA,As of 3/31/2024,120,113',
      'Southside HA,As of 12/31/2023,60,58',
      'Southside HA,As of 3/31/2024,60,60',
    ),
    some: [['Southside HA', '2024 Q1', '', 60]],
    observations: 4,
  },
  {
    name: 'two programs at each site, of which a person must say one',
    for: { measure: 'count', cadence: 'quarter', words: 'Unduplicated participants' },
    text: table(
      'Site_Name,Program_Name,Quarter,Unduplicated Participants',
      'Eastside,Literacy,2024 Q1,41',
      'Eastside,Parenting,2024 Q1,22',
      'Westside,Literacy,2024 Q1,18',
      'Westside,Parenting,2024 Q1,9',
    ),
    proposed: ['rows_to_choose'],
    corrections: [
      (mapping: ImportMapping) =>
        mapping.indicators[0]?.when.push({ column: 'Program Name', is: 'one_of', values: ['Parenting'] }),
    ],
    some: [['Westside', '2024 Q1', '', 9]],
    observations: 2,
  },
];

describe('what programs and student systems export', () => {
  checkLayouts(programs);
});
