import { parsePeriod } from '@throughline/domain/period-labels';
import { cadences } from '@throughline/domain/vocabulary';

const yearSpan = /^(?:19|20)\d\d(?:\s?(?:[-–/]|to|through)\s?(?:\d\d|(?:19|20)\d\d))?(?:\s(?:aug|fall|spring))?$/i;
const day = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/;
/** "10-11" may be ages, and "1718" an amount: only a column's name tells that they are school years. */
const short = /^'?\d\d ?[-/]? ?'?\d\d$/;
const periodWords =
  /(?<!\p{L})(?:years?|yr|period|date|cohort|month|term|quarter|week|sy|fy|año|mes|time ?frame|time ?period|ref ?date|periodo|período)(?!\p{L})/iu;

/** Whether a label is one of periods ("2018-19", "20150127", "Fall 2020"). */
export function looksLikePeriod(text: string): boolean {
  if (yearSpan.test(text) || day.test(text)) return true;
  if (!/\d\d/.test(text) || text.length > 40 || /^[\d.,%]+$/.test(text) || short.test(text)) return false;
  return cadences.some((cadence) => parsePeriod(text, cadence).ok);
}

const digitsAlone = /^\d{5,6}$/;

/**
 * Whether a label is a school year without its century or written in one ("202223"), or the number of a day in a
 * spreadsheet, where its column is called a period.
 */
export const isShortPeriod = (text: string): boolean =>
  (short.test(text) && parsePeriod(text, 'school_year').ok) ||
  (digitsAlone.test(text) && cadences.some((cadence) => parsePeriod(text, cadence).ok));

/** Whether a column is called a period. */
export const isCalledPeriod = (column: string): boolean => periodWords.test(column);
