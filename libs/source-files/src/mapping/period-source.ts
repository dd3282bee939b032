import { monthNumber, type PeriodLabelOptions } from '@throughline/domain/period-labels';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Cadence } from '@throughline/domain/vocabulary';
import { isSlowPattern } from '../text/safe-pattern.ts';
import type { Checker } from './mapping-checker.ts';

/** Where a row's period comes from; labels are read at the indicator's cadence. */
export type PeriodSource = PeriodLabelOptions & {
  /** Columns that say which part of that period the row is of, the larger first: a month, or a month and a day. */
  parts?: string[];
} & (
    | {
        from: 'column';
        column: string;
        /** The period of rows whose cell is empty (a statewide row without its school year). */
        whenBlank?: string;
      }
    | { from: 'constant'; label: string }
    | {
        from: 'file_name' | 'title';
        /**
         * A regular expression whose first group, or all of it, is the period. Default: the first school year or year.
         * It is tried on the first 300 characters; patterns that can take very long are refused.
         */
        pattern?: string;
      }
  );

function checkPattern(check: Checker, pattern: unknown): void {
  if (pattern === undefined) return;
  check.text(pattern, 'period.pattern');
  if (typeof pattern !== 'string') return;
  if (pattern.length > 200) {
    check.fail('period.pattern', refusal('MAPPING_TOO_LONG', { most: 200 }));
  }
  try {
    new RegExp(pattern, 'u').test('');
  } catch {
    check.fail('period.pattern', refusal('MAPPING_PATTERN_INVALID'));
  }
  if (isSlowPattern(pattern)) {
    check.fail('period.pattern', refusal('MAPPING_PATTERN_SLOW'));
  }
}

/** Checks where a mapping takes the period from. */
export function checkPeriod(check: Checker, value: unknown): void {
  const period = check.fields(value, 'period');
  if (period === null) return;
  check.oneOf(period['from'], ['column', 'constant', 'file_name', 'title'], 'period.from');
  if (period['from'] === 'column') {
    check.column(period['column'], 'period.column');
    check.text(period['whenBlank'], 'period.whenBlank', false);
  }
  if (period['from'] === 'constant') check.text(period['label'], 'period.label');
  check.columns(period['parts'], 'period.parts', false);
  check.oneOf(period['dayFirst'], [true, false], 'period.dayFirst', false);
  check.oneOf(period['loneYear'], ['ends', 'starts'], 'period.loneYear', false);
  checkPattern(check, period['pattern']);
}

const schoolYear = /^(?:sy ?)?(\d{4}) ?[-–/] ?(?:\d{4}|\d\d)$/i;
const firstMonthOfSchoolYear = 7;

/** The number of a month by its number or its name; NaN for anything else. */
const monthOf = (text: string): number => (/^\d{1,2}$/.test(text) ? Number(text) : (monthNumber(text) ?? NaN));

/** "July 2023 - June 2024", "8/15/2023 - 5/24/2024" */
const monthSpan = /^(?:([a-z]+)\.? |(\d{1,2})\/)(?:\d{1,2}[,/] ?)?(\d{4})\s?(?:[-–—]|to|through|thru)\s?\S.*?(\d{4})$/i;

/** The calendar year in which a month of a year, or of a school year from July to June, lies. */
function yearOfMonth(year: string, month: string): string {
  const [, name, digits, first = '', last = ''] = monthSpan.exec(year) ?? [];
  if (first !== '') return monthOf(month) < monthOf(name ?? digits ?? '') ? last : first;
  const from = schoolYear.exec(year)?.[1];
  if (from === undefined) return year;
  return String(Number(from) + (monthOf(month) < firstMonthOfSchoolYear ? 1 : 0));
}

/** The calendar year of a term of a year, or of a school year that begins in fall. */
function yearOfTerm(year: string, term: string): string {
  const from = schoolYear.exec(year)?.[1];
  if (from === undefined) return year;
  return /^(?:fall|autumn|otoño)/i.test(term) ? from : String(Number(from) + 1);
}

/**
 * Makes one label of a year and the part of it that stands elsewhere ("2013" and "January", "2013" and "Qtr 1"), as the
 * reader of labels knows it at this cadence. Null when one of them is empty; what cannot be read is put side by side, so
 * that the reader says so.
 */
export function joinPeriod(year: string, parts: readonly string[], cadence: Cadence): string | null {
  const [part = '', day] = parts.map((text) => text.trim());
  if (year.trim() === '' || part === '' || day === '') return null;
  const whole = year.trim();
  const count = /^(?:\D*[^\d.])??0*(\d{1,2})(?:st|nd|rd|th)?(?:\.0+)?(?:[^\d.]\D*)?$/i.exec(part)?.[1];
  switch (cadence) {
    case 'month':
    case 'day': {
      const month = count ?? part;
      const label =
        count === undefined ? `${yearOfMonth(whole, month)} ${month}` : `${yearOfMonth(whole, month)}-${month}`;
      if (day === undefined) return label;
      return count === undefined ? `${month} ${day}, ${yearOfMonth(whole, month)}` : `${label}-${day}`;
    }
    case 'quarter':
      return count === undefined ? `${whole} ${part}` : `${whole} Q${count}`;
    case 'week':
      return count === undefined ? `${whole} ${part}` : `${whole}-W${count.padStart(2, '0')}`;
    case 'rolling_year':
      return `12 months ending ${count ?? part} ${yearOfMonth(whole, count ?? part)}`;
    case 'term':
      return `${part} ${yearOfTerm(whole, part)}`;
    default:
      return `${part} ${whole}`;
  }
}
