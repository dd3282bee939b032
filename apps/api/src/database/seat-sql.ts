import { todayOf } from './days.ts';

/** The seat `s` is held today; `$1` is the partnership. */
export const isHeldSeat = `(s.from_on <= ${todayOf('$1')} AND (s.until_on IS NULL OR s.until_on >= ${todayOf('$1')}))`;
