import { openActionStates } from '@throughline/domain/lifecycles/action';
import { openCycleStages } from '@throughline/domain/lifecycles/cycle';
import { isOneOf } from './words-sql.ts';

/** What the domain says of actions and tests, for every read that lists or counts them (test/api/rules.test.ts). */

/** Somebody still has to do the action `a`. */
export const isOpenAction = isOneOf('a.state', openActionStates);

/** The action `a` is past its day on the day `today`. */
export const isLateAction = (today: string): string => `(${isOpenAction} AND coalesce(a.due_on < ${today}, false))`;

/** The test, of which this is the stage, has no decision yet. */
export const isOpenCycle = (stage: string): string => isOneOf(stage, openCycleStages);

/** The question `q` is asked still, and says what is expected, in words or as a direction. */
export const isPredicted = `(q.retired_at IS NULL AND (btrim(q.prediction) <> '' OR q.direction IS NOT NULL))`;

/** At least one question of the cycle says what is expected; `$1` is the partnership. */
export const hasPrediction = (cycleId: string): string =>
  `EXISTS (SELECT 1 FROM cycle_question q WHERE q.partnership_id = $1 AND q.cycle_id = ${cycleId} AND ${isPredicted})`;
