/** Dates, numbers and shares in one language and one time zone. */
export interface Format {
  /** A day with its weekday, "Tue, Mar 3, 2026"; takes `2026-03-03` (that day, in no zone) or an instant. */
  day(value: string | Date): string;
  /** An instant with weekday and time, in the partnership's time zone. */
  moment(value: string | Date): string;
  /** A month, "Mar 2026". */
  month(value: string | Date): string;
  /** A number with at most `digits` decimals (default 1). */
  number(value: number, digits?: number): string;
  /** A share from 0 to 1 as "16.3%", with `digits` decimals (default 1). */
  percent(share: number, digits?: number): string;
  /** Words joined as the language joins them: "a, b and c". */
  list(values: readonly string[]): string;
}

/** Whose numbers a language's readers know: Spanish is read in the United States here, which write 12,345.7 and 16.3%. */
export const numberLocale = (language: string): string => (language.startsWith('es') ? 'es-US' : language);

/** A number with its unit: "16.3%", "14 days". */
export const withUnit = (text: string, unit: string): string => (unit === '%' ? `${text}%` : `${text} ${unit}`);

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (value: string | Date): value is string => typeof value === 'string' && dayOnly.test(value);

/**
 * Makes the formatters of one language and time zone.
 * A bare day is a day on the calendar: it is never shifted by a zone.
 */
export function createFormat(language: string, timeZone: string): Format {
  const dayParts = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const inZone = new Intl.DateTimeFormat(language, { ...dayParts, timeZone });
  const asWritten = new Intl.DateTimeFormat(language, { ...dayParts, timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(language, { ...dayParts, hour: 'numeric', minute: '2-digit', timeZone });
  const monthInZone = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone });
  const monthAsWritten = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });

  return {
    day: (value) => (isDay(value) ? asWritten : inZone).format(new Date(value)),
    moment: (value) => moments.format(new Date(value)),
    month: (value) => (isDay(value) ? monthAsWritten : monthInZone).format(new Date(value)),
    number: (value, digits = 1) =>
      new Intl.NumberFormat(numberLocale(language), { maximumFractionDigits: digits }).format(value),
    percent: (share, digits = 1) =>
      new Intl.NumberFormat(numberLocale(language), {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(share),
    list: (values) => lists.format(values),
  };
}
