/**
 * `moment()` is when the transaction happens: by the clock that it was opened with (`kernel/clock.ts`), else by the
 * database's. It is a function of the database, so that defaults ask it too; no statement asks `now()`
 * (test/contract/clocks.test.ts).
 */

/** The day that an instant falls on in a zone; both are SQL. */
export const dayInZone = (instant: string, zone: string): string => `(${instant} AT TIME ZONE ${zone})::date`;

/** The whole hour that an instant falls on in a zone, 0 to 23; both are SQL. */
export const hourInZone = (instant: string, zone: string): string =>
  `extract(hour FROM ${instant} AT TIME ZONE ${zone})::int`;

/** Today in the partnership's time zone, where `p` is the row of the partnership. */
export const todayIn = (p: string): string => dayInZone('moment()', `${p}.time_zone`);

/** The day that an instant falls on in the time zone of the partnership with an id (`$1`), asked once a statement. */
export const dayOf = (instant: string, id: string): string =>
  dayInZone(instant, `(SELECT here.time_zone FROM partnership here WHERE here.id = ${id})`);

/** Today in the time zone of the partnership with an id (`$1`), asked once a statement. */
export const todayOf = (id: string): string => dayOf('moment()', id);

/** The day that lies an interval after a day; both are SQL. */
export const laterDay = (day: string, interval: string): string => `(${day} + ${interval})::date`;

/** The day that `days`, a JSON object of days by cadence, has for a cadence: the first of a period. */
export const dayForCadence = (days: string, cadence: string): string => `(${days}::jsonb->>${cadence})::date`;

/** The moment at which a day begins in the time zone of the partnership with an id (`$1`); `day` is SQL. */
export const startOfDay = (day: string, id: string): string =>
  `((${day})::timestamp AT TIME ZONE (SELECT here.time_zone FROM partnership here WHERE here.id = ${id}))`;
