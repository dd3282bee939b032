/** Calendar days as `YYYY-MM-DD` text: they sort as text and carry no time zone to go wrong. */

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const millisecondsPerDay = 86_400_000;

/** The day `YYYY-MM-DD` of a year (1900 to 2199), month (1 to 12) and day, or null when there is no such day. */
export function makeDay(year: number, month: number, day: number): string | null {
  if (!Number.isInteger(year) || year < 1900 || year > 2199) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** True for a `YYYY-MM-DD` that is a day of the calendar. */
export function isDay(text: string | null | undefined): text is string {
  const parts = dayPattern.exec(text ?? '');
  return parts !== null && makeDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== null;
}

/** Days since 1 January 1970. Throws a RangeError for what is no `YYYY-MM-DD` day. */
export function dayNumber(day: string): number {
  if (!isDay(day)) throw new RangeError(`${day} is not a day of the form YYYY-MM-DD`);
  return Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay;
}

/** The day that is `days` (may be negative) later. Throws a RangeError for what is no day. */
export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * millisecondsPerDay).toISOString().slice(0, 10);
}

/** Whole days from the first to the second, negative when the second is earlier. Throws a RangeError for no day. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day that an instant falls on in an IANA time zone. Throws a RangeError for an unknown zone or no instant. */
export function dayIn(timeZone: string, instant: Date | string): string {
  const parts = formatOf(timeZone).formatToParts(typeof instant === 'string' ? new Date(instant) : instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

const hourMs = 3_600_000;

/** The first moment (ms since 1970) after `at` that falls on a later day in the zone; clocks that change and days that a zone left out are told by the zone itself. */
export function nextDayBegins(timeZone: string, at: number): number {
  const day = dayIn(timeZone, new Date(at));
  let before = at;
  // No zone has a day of more than 25 hours; the rest is room.
  let after = at + 27 * hourMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayIn(timeZone, new Date(middle)) > day) after = middle;
    else before = middle;
  }
  return after;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it does, and there are a few hundred zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}
