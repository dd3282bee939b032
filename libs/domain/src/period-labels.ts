import { dayNumber } from './dates.ts';
import { mayOverlap, periodOfDay, yearsTogether, type Period } from './periods.ts';
import { refusal, type Refusal } from './refusals/refusal.ts';
import { type Cadence, cadences } from './vocabulary.ts';

export interface PeriodLabelOptions {
  /** `1/2/2015` is February 1 instead of January 2, the default in the United States. */
  readonly dayFirst?: boolean;
  /** Which school year a lone year names: the one that ends in it (default: "2012" is 2011-12) or starts in it. */
  readonly loneYear?: 'ends' | 'starts';
}

export type ReadPeriod = { readonly ok: true; readonly period: Period } | Refusal;

/** The months as the files of English and Spanish publishers write them, whole; three or four letters of them do. */
const longMonthNames: readonly (readonly string[])[] = [
  ['january', 'enero'],
  ['february', 'febrero'],
  ['march', 'marzo'],
  ['april', 'abril'],
  ['may', 'mayo'],
  ['june', 'junio'],
  ['july', 'julio'],
  ['august', 'agosto'],
  ['september', 'septiembre', 'setiembre'],
  ['october', 'octubre'],
  ['november', 'noviembre'],
  ['december', 'diciembre'],
];

/** The number of a month by its name in English or Spanish, whole or cut to three or four letters; null for any other word. */
export function monthNumber(name: string): number | null {
  const lower = name.toLowerCase().replace(/\.$/, '');
  const isIt = (whole: string): boolean =>
    whole === lower || ((lower.length === 3 || (lower.length === 4 && whole.length > 4)) && whole.startsWith(lower));
  const index = longMonthNames.findIndex((names) => names.some(isIt));
  return index < 0 ? null : index + 1;
}

type Reader = (parts: readonly string[], cadence: Cadence, options: PeriodLabelOptions) => Period | Refusal | null;

interface Form {
  readonly pattern: RegExp;
  readonly cadences: readonly Cadence[];
  readonly read: Reader;
}

const anyCadence: readonly Cadence[] = ['day', 'week', 'month', 'quarter', 'term', 'school_year', 'year'];
const severalYears = cadences.filter((cadence) => cadence in yearsTogether);
const number = (text: string | undefined) => Number(text);

/** Two digits after the dash name the next year's end: 1999-00 is one school year, 2015-01 is none. */
const schoolYear: Reader = ([first, second]) => {
  const from = number(first);
  const follows = number(second) === (second?.length === 2 ? (from + 1) % 100 : from + 1);
  return follows
    ? periodOfDay(from, 7, 1, 'school_year')
    : refusal('PERIOD_NOT_ONE_SCHOOL_YEAR', { example: `${from}-${from + 1}` });
};

const loneYear: Reader = ([year], cadence, options) => {
  if (cadence === 'year') return periodOfDay(number(year), 1, 1, cadence);
  return periodOfDay(number(year) - (options.loneYear === 'starts' ? 0 : 1), 7, 1, 'school_year');
};

/** The year of two digits: those up to 49 are of this century. */
const fullYear = (digits: string): string => String(Number(digits) + (Number(digits) < 50 ? 2000 : 1900));

const shortYear: Reader = ([year = ''], ...rest) => loneYear([fullYear(year)], ...rest);

const shortSchoolYear: Reader = ([first = '', second = ''], ...rest) => schoolYear([fullYear(first), second], ...rest);

/** "1112" is 2011-12, and "1920" is 2019-20: no school year of a hundred years ago is asked for. */
const runTogether = Array.from({ length: 100 }, (_year, at) => at)
  .filter((year) => year !== 20)
  .map((year) => [year, (year + 1) % 100].map((half) => String(half).padStart(2, '0')).join(''))
  .join('|');

const runTogetherYear: Reader = ([both = ''], ...rest) => shortSchoolYear([both.slice(0, 2), both.slice(2)], ...rest);

/** Years from one to another, both of them in the period: "2015-2019", "2015-19". */
const yearSpan: Reader = ([first = '', second = ''], cadence) => {
  const from = number(first);
  const to = second.length === 2 ? number(first.slice(0, 2) + second) : number(second);
  const years = yearsTogether[cadence];
  if (to - from + 1 === years) return periodOfDay(from, 1, 1, cadence);
  return refusal('PERIOD_OTHER_CADENCE', { label: `${first}-${second}`, example: examples[cadence] });
};

/** A year alone names a period of several years only where the mapping says which of them it is. */
const oneOfSeveral: Reader = ([year = ''], cadence, { loneYear: which }) => {
  if (which === undefined) return refusal('PERIOD_OTHER_CADENCE', { label: year, example: examples[cadence] });
  return periodOfDay(number(year) - (which === 'ends' ? (yearsTogether[cadence] ?? 1) - 1 : 0), 1, 1, cadence);
};

/** The twelve months that end with a month of a year. */
const twelveMonthsTo: Reader = ([name = '', year]) => {
  const month = /^\d+$/.test(name) ? number(name) : monthNumber(name);
  if (month === null || month < 1 || month > 12) return null;
  return periodOfDay(number(year) - (month === 12 ? 0 : 1), (month % 12) + 1, 1, 'rolling_year');
};

/** "2019-10" and "Oct 2019" as year and number of the month. */
function yearAndMonth(text: string): string[] {
  const [, name, year] = /^([a-z]+)\.? ?(\d{4})$/i.exec(text) ?? [];
  return name === undefined || year === undefined ? text.split('-') : [year, String(monthNumber(name) ?? '')];
}

/** From a month to a month, which must be twelve. */
const monthSpan: Reader = ([from = '', to = ''], cadence, options) => {
  const [fromYear = '', fromMonth = ''] = yearAndMonth(from);
  const [toYear = '', toMonth = ''] = yearAndMonth(to);
  const period = twelveMonthsTo([toMonth, toYear], cadence, options);
  const start = `${fromYear}-${fromMonth.padStart(2, '0')}-01`;
  return period !== null && 'start' in period && period.start === start
    ? period
    : refusal('PERIOD_OTHER_CADENCE', { label: `${from}/${to}`, example: examples[cadence] });
};

const season: Reader = ([name, year], cadence) => {
  if (cadence === 'year') return periodOfDay(number(year), 1, 1, cadence);
  switch (name?.toLowerCase()) {
    case 'fall':
    case 'autumn':
    case 'otoño':
      return periodOfDay(number(year), 7, 1, cadence);
    case 'spring':
    case 'primavera':
      return cadence === 'term'
        ? periodOfDay(number(year), 1, 1, cadence)
        : periodOfDay(number(year) - 1, 7, 1, cadence);
    default:
      return refusal('PERIOD_SEASON_AMBIGUOUS');
  }
};

const quarter: Reader = ([year, index]) => periodOfDay(number(year), number(index) * 3 - 2, 1, 'quarter');

const week: Reader = ([year, index]) => {
  const found = periodOfDay(number(year), 1, 4, 'week');
  if (found === null) return null;
  const thursday = new Date(Date.parse(`${found.start}T00:00:00Z`) + ((number(index) - 1) * 7 + 3) * 86_400_000);
  // The 53rd week of a year that has only 52 belongs to the next year.
  if (thursday.getUTCFullYear() !== number(year) || number(index) < 1) return null;
  return periodOfDay(thursday.getUTCFullYear(), thursday.getUTCMonth() + 1, thursday.getUTCDate(), 'week');
};

const slashDate: Reader = ([first, second, year], cadence, options) => {
  const [month, day] = options.dayFirst ? [second, first] : [first, second];
  return periodOfDay(number(year), number(month), number(day), cadence);
};

/** The number of a day as spreadsheets store it: 45292 is January 1, 2024. */
const serialDay: Reader = ([days], cadence) => {
  const at = new Date((number(days) - 25_569) * 86_400_000);
  return periodOfDay(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), cadence);
};

/** A quarter of a school year, which begins in July: the second of 2023-24 is that from October to December 2023. */
const schoolQuarter: Reader = ([from, to, index], ...rest) => {
  const whole = schoolYear([from ?? '', to ?? ''], ...rest);
  if (whole === null || 'code' in whole) return whole;
  const at = number(index) + 2;
  return quarter([String(number(from) + (at > 4 ? 1 : 0)), String(at > 4 ? at - 4 : at)], ...rest);
};

/** A quarter of the fiscal year of a state, which begins in July, or of the federal one, which begins in October. */
const fiscalQuarter =
  (firstMonth: 7 | 10): Reader =>
  ([year = '', index]) => {
    const to = number(year.length === 2 ? fullYear(year) : year);
    const month = firstMonth + (number(index) - 1) * 3;
    return periodOfDay(month > 12 ? to : to - 1, month > 12 ? month - 12 : month, 1, 'quarter');
  };

/** A term of a school year: the spring of 2023-24 is that of 2024. */
const schoolTerm: Reader = ([from, to, name = ''], ...rest) => {
  const whole = schoolYear([from ?? '', to ?? ''], ...rest);
  if (whole === null || 'code' in whole) return whole;
  return season([name, String(number(from) + (/^(?:fall|autumn|otoño)/i.test(name) ? 0 : 1))], ...rest);
};

const dayReader =
  (order: readonly ['y' | 'm' | 'd', 'y' | 'm' | 'd', 'y' | 'm' | 'd']): Reader =>
  (parts, cadence) => {
    const part = (name: 'y' | 'm' | 'd') => parts[order.indexOf(name)] ?? '';
    const month = /^\d+$/.test(part('m')) ? number(part('m')) : monthNumber(part('m'));
    return month === null ? null : periodOfDay(number(part('y')), month, number(part('d')), cadence);
  };

const monthReader =
  (yearFirst: boolean): Reader =>
  (parts) => {
    const [year, name] = yearFirst ? [parts[0], parts[1]] : [parts[1], parts[0]];
    const month = /^\d+$/.test(name ?? '') ? number(name) : monthNumber(name ?? '');
    return month === null ? null : periodOfDay(number(year), month, 1, 'month');
  };

/** The forms that publishers use; a full date is read for every cadence, as the period that contains it. */
const forms: readonly Form[] = [
  { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, cadences: anyCadence, read: dayReader(['y', 'm', 'd']) },
  { pattern: /^(\d{4})(\d{2})(\d{2})$/, cadences: anyCadence, read: dayReader(['y', 'm', 'd']) },
  { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, cadences: anyCadence, read: slashDate },
  { pattern: /^(3[3-9]\d{3}|4\d{4}|5[0-7]\d{3})$/, cadences: ['day', 'week', 'month', 'quarter'], read: serialDay },
  { pattern: /^([a-z]+\.?) (\d{1,2}),? (\d{4})$/i, cadences: anyCadence, read: dayReader(['m', 'd', 'y']) },
  { pattern: /^(\d{1,2})[ -]([a-z]+\.?)[ -](\d{4})$/i, cadences: anyCadence, read: dayReader(['d', 'm', 'y']) },
  // "202223": no month of any year is its 23rd.
  { pattern: /^(20\d{2})(\d{2})$/, cadences: ['school_year'], read: schoolYear },
  {
    pattern:
      /^(?:(?:sy|fy|sfy|ay|py|school year|fiscal year|academic year|program year|año escolar) ?)?(\d{4}) ?[-/] ?(\d{4}|\d{2})(?: school year)?$/i,
    cadences: ['school_year'],
    read: schoolYear,
  },
  { pattern: /^(?:sy ?)?'?(\d{2}) ?[-/] ?'?(\d{2})$/i, cadences: ['school_year'], read: shortSchoolYear },
  {
    pattern: new RegExp(`^(?:(?:sy|fy|ay) ?)?(${runTogether})$`, 'i'),
    cadences: ['school_year'],
    read: runTogetherYear,
  },
  { pattern: /^(\d{4})$/, cadences: ['school_year', 'year'], read: loneYear },
  { pattern: /^(?:sy|school year|ay|academic year) ?(\d{4})$/i, cadences: ['school_year'], read: loneYear },
  // Who graduates in 2022 does so at the end of 2021-22.
  {
    pattern: /^(?:(?:graduating )?class|cohort|generación|promoción) (?:of|de) (\d{4})$/i,
    cadences: ['school_year', 'year'],
    read: (parts, cadence) => loneYear(parts, cadence, {}),
  },
  {
    pattern: /^(?:[fs]?fy|py|(?:(?:state|federal) )?fiscal year|program year) ?(\d{4})$/i,
    cadences: ['school_year', 'year'],
    read: loneYear,
  },
  { pattern: /^(?:cy|calendar year) ?(\d{4})$/i, cadences: ['year'], read: loneYear },
  { pattern: /^(?:sy|ay) ?'?(\d{2})$/i, cadences: ['school_year'], read: shortYear },
  { pattern: /^(?:[fs]?fy|py|program year) ?'?(\d{2})$/i, cadences: ['school_year', 'year'], read: shortYear },
  { pattern: /^(?:cy ?'?|')(\d{2})$/i, cadences: ['year'], read: shortYear },
  {
    pattern: /^(fall|autumn|winter|spring|summer|otoño|primavera)(?: (?:term|semester|quarter))? (\d{4})$/i,
    cadences: ['term', 'school_year', 'year'],
    read: season,
  },
  {
    pattern: /^(\d{4}) (fall|autumn|winter|spring|summer|otoño|primavera)(?: (?:term|semester|quarter))?$/i,
    cadences: ['term', 'school_year', 'year'],
    read: ([year = '', name = ''], ...rest) => season([name, year], ...rest),
  },
  { pattern: /^(?:years )?(\d{4}) ?(?:-|\/|to|through) ?(\d{4}|\d{2})$/i, cadences: severalYears, read: yearSpan },
  { pattern: /^(?:[a-z]{0,6}\d ?-?y(?:ea)?rs?,? ?)?(\d{4})$/i, cadences: severalYears, read: oneOfSeveral },
  {
    pattern: /^(?:12|twelve)[ -]months? (?:ending|ended|to|through) ([a-z]+\.?|\d{1,2})[ /,-]+(\d{4})$/i,
    cadences: ['rolling_year'],
    read: twelveMonthsTo,
  },
  { pattern: /^(\d{4}-\d{1,2}) (?:to|through|-) (\d{4}-\d{1,2})$/i, cadences: ['rolling_year'], read: monthSpan },
  {
    pattern: /^([a-z]+\.? ?\d{4}) ?(?:to|through|-) ?([a-z]+\.? ?\d{4})$/i,
    cadences: ['rolling_year'],
    read: monthSpan,
  },
  { pattern: /^(\d{4})[ -]?q([1-4])$/i, cadences: ['quarter'], read: quarter },
  { pattern: /^sfy ?'?(\d{4}|\d{2})[ -]?q([1-4])$/i, cadences: ['quarter'], read: fiscalQuarter(7) },
  { pattern: /^ffy ?'?(\d{4}|\d{2})[ -]?q([1-4])$/i, cadences: ['quarter'], read: fiscalQuarter(10) },
  {
    pattern: /^(?:sy ?)?(\d{4})[-/](\d{4}|\d{2}),? (?:q|qtr |quarter )([1-4])$/i,
    cadences: ['quarter'],
    read: schoolQuarter,
  },
  {
    pattern: /^(?:sy ?)?(\d{4})[-/](\d{4}|\d{2}),? (fall|autumn|winter|spring|otoño|primavera)$/i,
    cadences: ['term', 'school_year'],
    read: schoolTerm,
  },
  {
    pattern: /^(fall|autumn|winter|spring|otoño|primavera),? (\d{4})[-/](\d{4}|\d{2})$/i,
    cadences: ['term', 'school_year'],
    read: ([name = '', from = '', to = ''], ...rest) => schoolTerm([from, to, name], ...rest),
  },
  {
    pattern: /^q([1-4])[ -/]?(\d{4})$/i,
    cadences: ['quarter'],
    read: ([q, y], ...rest) => quarter([y ?? '', q ?? ''], ...rest),
  },
  {
    pattern: /^(?:q|qtr|quarter|trimestre) ?([1-4]),? (\d{4})$/i,
    cadences: ['quarter'],
    read: ([q, y], ...rest) => quarter([y ?? '', q ?? ''], ...rest),
  },
  {
    pattern: /^([1-4])(?:st|nd|rd|th)? ?(?:q|qtr|quarter),? ?(\d{4})$/i,
    cadences: ['quarter'],
    read: ([q, y], ...rest) => quarter([y ?? '', q ?? ''], ...rest),
  },
  {
    pattern: /^(\d{4}),? (?:qtr|quarter|trimestre) ?([1-4])$/i,
    cadences: ['quarter'],
    read: quarter,
  },
  { pattern: /^(\d{4})[ -]?w(\d{2})$/i, cadences: ['week'], read: week },
  { pattern: /^(\d{4}),? (?:week|wk|semana) (\d{1,2})$/i, cadences: ['week'], read: week },
  {
    pattern: /^(?:week|wk|semana) (\d{1,2}),? (?:of )?(\d{4})$/i,
    cadences: ['week'],
    read: ([w, y], ...rest) => week([y ?? '', w ?? ''], ...rest),
  },
  { pattern: /^(\d{4})[-/](\d{1,2})$/, cadences: ['month'], read: monthReader(true) },
  { pattern: /^(\d{4})(\d{2})$/, cadences: ['month'], read: monthReader(true) },
  { pattern: /^(\d{1,2})\/(\d{4})$/, cadences: ['month'], read: monthReader(false) },
  { pattern: /^([a-z]+\.?)[ -](\d{4})$/i, cadences: ['month'], read: monthReader(false) },
  { pattern: /^(\d{4})[ -]([a-z]+)$/i, cadences: ['month'], read: monthReader(true) },
  {
    // As a spreadsheet shows the first day of a month: "Jan-21".
    pattern: /^([a-z]+)\.?(?:-| ?')(\d{2})$/i,
    cadences: ['month'],
    read: ([name = '', year = ''], ...rest) => monthReader(false)([name, fullYear(year)], ...rest),
  },
];

const examples: Readonly<Record<Cadence, string>> = {
  day: '2015-01-27',
  week: '2015-W05',
  month: '2015-01',
  quarter: '2019 Q3',
  term: 'Fall 2018',
  school_year: '2018-19',
  year: '2012',
  rolling_year: '2019-10 to 2020-09',
  two_years: '2018-2019',
  three_years: '2017-2019',
  four_years: '2016-2019',
  five_years: '2015-2019',
  seven_years: '2013-2019',
  ten_years: '2010-2019',
};

const timeOfDay =
  /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\/\d{1,2}\/\d{4})(?:T| )\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:Z|[-+]\d\d:?\d\d)?$/i;
/** What stands before a day that lies in the period which is meant. */
const beforeDay =
  /^(?:as of|(?:week|wk|semana) (?:of|del?|begin+ing|start(?:ing|s)?|end(?:ing|ed)?)|(?:month|quarter|qtr|school year) end(?:ing|ed)?|w\/[ceo])[: ]+(?=.*\d)/i;

/** Dashes, spaces, the time of a day and the words before it as publishers write them, in one form. */
function tidy(label: string): string {
  return label
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(timeOfDay, '$1')
    .replace(beforeDay, '');
}

const day = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\/\d{1,2}\/\d{4}|[a-z]+\.? \d{1,2},? \d{4})$/i;
const span = /^(.+?\d) ?(?:-|to|through|thru) ?([\da-z].*\d)$/i;
/** How much of a period dates must cover to be those of all of it: school ends before its year does. */
const leastCovered = 0.7;

/** The period that two days, or two months, are the beginning and the end of; null where they are those of none. */
function spanOf(text: string, cadence: Cadence, options: PeriodLabelOptions): Period | null {
  if (cadence === 'day' || mayOverlap(cadence)) return null;
  const [, first = '', second = ''] = span.exec(text) ?? [];
  const unit = day.test(first) && day.test(second) ? 'day' : 'month';
  const [from, to] = [first, second].map((each) => parsePeriod(each, unit, options));
  if (!from?.ok || !to?.ok) return null;
  const { start } = from.period;
  const { end } = to.period;
  const whole = periodOfDay(number(start.slice(0, 4)), number(start.slice(5, 7)), number(start.slice(8)), cadence);
  if (whole === null || start > end || end > whole.end) return null;
  const daysOf = (one: string, other: string): number => dayNumber(other) - dayNumber(one) + 1;
  return daysOf(start, end) >= daysOf(whole.start, whole.end) * leastCovered ? whole : null;
}

/**
 * Reads a publisher's period label for a cadence. Refuses with PERIOD_EMPTY, PERIOD_NO_SUCH_DATE (2015-02-30),
 * PERIOD_NOT_ONE_SCHOOL_YEAR, PERIOD_SEASON_AMBIGUOUS, PERIOD_OTHER_CADENCE (a quarter where months are expected)
 * or PERIOD_NOT_UNDERSTOOD. Years run from 1900 to 2199.
 */
export function parsePeriod(label: string, cadence: Cadence, options: PeriodLabelOptions = {}): ReadPeriod {
  const text = tidy(label);
  if (text === '') return refusal('PERIOD_EMPTY');
  const matching = forms.filter((form) => form.pattern.test(text));
  const form = matching.find((each) => each.cadences.includes(cadence));
  if (!form) {
    const whole = spanOf(text, cadence, options);
    return whole === null ? notRead(label, cadence, matching.length > 0) : { ok: true, period: whole };
  }
  const read = form.read(form.pattern.exec(text)?.slice(1) ?? [], cadence, options);
  if (read === null) {
    return refusal('PERIOD_NO_SUCH_DATE', { label });
  }
  return 'start' in read ? { ok: true, period: read } : read;
}

function notRead(label: string, cadence: Cadence, otherCadence: boolean): Refusal {
  return otherCadence
    ? refusal('PERIOD_OTHER_CADENCE', { label, example: examples[cadence] })
    : refusal('PERIOD_NOT_UNDERSTOOD', { label, example: examples[cadence] });
}
