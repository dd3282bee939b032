import { dayIn } from '@throughline/domain/dates';

const hour = 3_600_000;

/** The first moment of a day in a zone, found by asking which day a moment is on; midnight itself may be left out there. */
export function midnightOf(zone: string, day: string): Date {
  let before = Date.parse(`${day}T00:00:00Z`) - 26 * hour;
  let at = before + 52 * hour;
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (dayIn(zone, new Date(middle)) < day) before = middle;
    else at = middle;
  }
  return new Date(at);
}

/** A day on which nothing changes, and the two of the year on which the clocks of the zone do. */
const zones = {
  'Pacific/Auckland': ['2026-06-17', '2026-04-05', '2026-09-27'],
  'America/Los_Angeles': ['2026-06-17', '2026-03-08', '2026-11-01'],
} as const;
export type Zone = keyof typeof zones;
export const zonesAndDays = (Object.keys(zones) as Zone[]).flatMap((zone) =>
  zones[zone].map((day) => [zone, day] as const),
);

/** The last moment before a day begins in the zone, and its first. */
export const sidesOfMidnight = (zone: string, day: string): Date[] => {
  const begin = midnightOf(zone, day).getTime();
  return [new Date(begin - 1), new Date(begin)];
};
