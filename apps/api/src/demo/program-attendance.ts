/**
 * Invented monthly attendance of the partner preschools for the 26 months up to last month: steady, a dip each winter,
 * and higher since shared reading spread. Small rooms are in it so that the disclosure gate has something to hide.
 */
export function programAttendance(today: string): string {
  const [year = 0, thisMonth = 1] = today.split('-').map(Number);
  const rows = ['Month,Group,Days attended,Days enrolled,Rate'];
  for (let back = 26; back >= 1; back -= 1) {
    const months = year * 12 + thisMonth - 1 - back;
    const month = (months % 12) + 1;
    const label = `${Math.floor(months / 12)}-${String(month).padStart(2, '0')}`;
    const winter = [1, 2, 12].includes(month) ? -2.2 : 0;
    const wobble = ((back * 37) % 11) / 5 - 1;
    const lift = back <= 8 ? 3.4 : 0;
    for (const [group, enrolled, offset] of groups) {
      const days = enrolled + ((back * 13) % 7) * (enrolled > 100 ? 8 : 0) - (enrolled < 20 ? back % 4 : 0);
      const attended = Math.round((days * (86.5 + winter + wobble + lift + offset)) / 100);
      rows.push([label, group, attended, days, ((100 * attended) / days).toFixed(1)].join(','));
    }
  }
  return `${rows.join('\n')}\n`;
}

const groups: [name: string, enrolled: number, offset: number][] = [
  ['All students', 2_140, 0],
  ['Black or African American', 640, -0.8],
  ['Hispanic/Latino', 980, -1.1],
  ['Native Hawaiian or Other Pacific Islander', 10, 1],
  ['White', 420, 1.6],
];

/** The mapping of that file, as a data manager would save it. */
export const programAttendanceMapping = {
  version: 1,
  file: {},
  period: { from: 'column', column: 'Month' },
  place: { constantLabel: 'Bridgeport School District' },
  population: { columns: ['Group'], constant: [], all: [], aliases: {} },
  indicators: [
    {
      indicatorKey: 'Attendance in partner preschools',
      measure: 'proportion',
      cadence: 'month',
      unit: 'percent',
      when: [],
      value: { column: 'Rate' },
      numerator: { column: 'Days attended' },
      denominator: { column: 'Days enrolled' },
    },
  ],
  marks: [],
  blank: 'not_reported',
  skip: [],
  otherRows: 'report',
};
