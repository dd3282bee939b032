import { openActionStates } from '@throughline/domain/lifecycles/action';
import { adoptionStagesInUse } from '@throughline/domain/lifecycles/adoption';
import { charterStateInForce, currentCharterStates } from '@throughline/domain/lifecycles/charter';
import { openCycleStages } from '@throughline/domain/lifecycles/cycle';
import { standingNetworkStates } from '@throughline/domain/lifecycles/network';
import { standingPracticeStates } from '@throughline/domain/lifecycles/practice';
import type { ActionState, CharterState } from '@throughline/domain/vocabulary';
import { is, isOneOf } from './words-sql.ts';

/**
 * What the domain says of the work of networks, for every read that lists or counts it (test/api/rules.test.ts says that
 * both agree, and that no statement has words of its own).
 */

/** Somebody still has to do the action `a`. */
export const isOpenAction = isOneOf('a.state', openActionStates);

/** The action `a` is stuck. */
export const isBlockedAction = is<ActionState>('a.state', 'blocked');

/** The action `a` was carried out. */
export const isDoneAction = is<ActionState>('a.state', 'done');

/** The action `a` is past its day on the day `today`. */
export const isLateAction = (today: string): string => `(${isOpenAction} AND coalesce(a.due_on < ${today}, false))`;

/** The network, of this alias, has not ended. */
export const isStandingNetwork = (network: string): string => isOneOf(`${network}.state`, standingNetworkStates);

/** The charter `c` is the version in force. */
export const isCharterInForce = is<CharterState>('c.state', charterStateInForce);

/** The charter `c` is the version in force or one on its way there. */
export const isCurrentCharter = isOneOf('c.state', currentCharterStates);

/** The practice, of this alias, may be used by sites. */
export const isStandingPractice = (practice: string): string => isOneOf(`${practice}.state`, standingPracticeStates);

/** A site at this stage uses the practice. */
export const isStageInUse = (stage: string): string => isOneOf(stage, adoptionStagesInUse);

/** The test, of which this is the stage, has no decision yet. */
export const isOpenCycle = (stage: string): string => isOneOf(stage, openCycleStages);

/** The question `q` is asked still, and says what is expected, as the domain's `isPredicted` does. */
export const isPredicted = `(q.retired_at IS NULL AND (btrim(q.prediction) <> '' OR q.direction IS NOT NULL))`;

/** At least one question of the cycle says what is expected; `$1` is the partnership. */
export const hasPrediction = (cycleId: string): string =>
  `EXISTS (SELECT 1 FROM cycle_question q WHERE q.partnership_id = $1 AND q.cycle_id = ${cycleId} AND ${isPredicted})`;
