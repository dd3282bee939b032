import { yearsTogether } from '@throughline/domain/periods';
import type { Cadence } from '@throughline/domain/vocabulary';

const span = /(?<!\d)((?:19|20)\d\d)\s?(?:[-–/_]|to|through)\s?((?:19|20)\d\d)(?!\d)/i;
/** "ACSST5Y2019", "5-year estimates"; a "4-year graduation rate" is one of a cohort, and tells of one year. */
const words =
  /(?:[A-Z]{2,}(\d)Y(?=(?:19|20)\d\d)|\b(\d{1,2})[- ]?(?:year|yr)s? (?:acs|estimates?|averages?|avg|aggregates?|aggregated|combined|pooled|rolling|period))/i;

/** How many years a text says that numbers are of, where these are more than two; null where it says nothing of it. */
export function yearsSaid(text: string): number | null {
  const [, from, to] = span.exec(text) ?? [];
  const [, coded, written] = words.exec(text) ?? [];
  const years = from === undefined ? Number(coded ?? written ?? 0) : Number(to) - Number(from) + 1;
  return years > 2 && years <= 20 ? years : null;
}

/** Whether an indicator's periods are of so many years. */
export const areOfYears = (cadence: Cadence, years: number): boolean => yearsTogether[cadence] === years;
