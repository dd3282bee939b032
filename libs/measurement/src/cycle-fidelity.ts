import { criterion, holding, type Criterion } from './criterion.ts';

/** When a stage was begun and ended, in milliseconds since 1970; null is not recorded. */
export interface StageTimes {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** One prediction, as far as its fidelity goes. */
export interface PredictionRecord {
  /** Whether the direction is stated, and a value or range where the prediction is quantitative. */
  readonly complete: boolean;
  readonly lockedAt: number | null;
  readonly editedAfterLock: boolean;
  readonly hasVerdict: boolean;
  /** Whether the verdict cites a data value or an observation. */
  readonly citesEvidence: boolean;
}

/** One PDSA cycle, as far as its fidelity goes; never the length of a text. */
export interface CycleRecord {
  readonly plan: StageTimes;
  readonly do: StageTimes;
  readonly study: StageTimes;
  readonly act: StageTimes;
  /** When the first thing was recorded in Do. */
  readonly firstDoRecordAt: number | null;
  /** The predictions of each question. */
  readonly questions: readonly (readonly PredictionRecord[])[];
  readonly measure: { readonly definition: boolean; readonly collector: boolean; readonly schedule: boolean };
  readonly decision: 'adopt' | 'adapt' | 'abandon' | 'expand' | null;
  readonly hasSuccessor: boolean;
  readonly hasReason: boolean;
  /** Whether "carried out as planned?" is answered, either way. */
  readonly answeredAsPlanned: boolean;
}

export type CycleCriterion = 'F1' | 'F2' | 'F3' | 'F4' | 'F5' | 'F6';

const recorded = (stage: StageTimes): boolean => stage.startedAt !== null;

/** F1: all four stages recorded, and Study begun after Do ended. */
function stagesInOrder(cycle: CycleRecord): Criterion<CycleCriterion> {
  const { do: done, study, act } = cycle;
  const inOrder = study.startedAt !== null && done.endedAt !== null && study.startedAt >= done.endedAt;
  const met = holding([recorded(cycle.plan), recorded(done), recorded(study), recorded(act), inOrder]);
  return criterion('F1', met, 5, act.endedAt !== null || (recorded(study) && !inOrder));
}

/** F2: each question has a prediction, complete and locked before the first Do record; a later edit fails it. */
function predictionsLocked(cycle: CycleRecord): Criterion<CycleCriterion> {
  const begun = cycle.firstDoRecordAt;
  const inTime = ({ complete, lockedAt, editedAfterLock }: PredictionRecord): boolean =>
    complete && !editedAfterLock && lockedAt !== null && (begun === null || lockedAt <= begun);
  const met = cycle.questions.filter((predictions) => predictions.length > 0 && predictions.every(inTime)).length;
  const edited = cycle.questions.some((predictions) => predictions.some((one) => one.editedAfterLock));
  return criterion('F2', met, Math.max(cycle.questions.length, 1), begun !== null || edited);
}

/** F3: every prediction has a verdict that cites a data value or an observation. */
function verdictsGiven(cycle: CycleRecord): Criterion<CycleCriterion> {
  const predictions = cycle.questions.flat();
  const met = predictions.filter((one) => one.hasVerdict && one.citesEvidence).length;
  return criterion('F3', met, Math.max(predictions.length, 1), cycle.study.endedAt !== null);
}

/** F4: a measure with an operational definition, a collector and a schedule. */
function measurePlanned(cycle: CycleRecord): Criterion<CycleCriterion> {
  const { definition, collector, schedule } = cycle.measure;
  return criterion('F4', holding([definition, collector, schedule]), 3, cycle.firstDoRecordAt !== null);
}

/** F5: a decision; adapt and expand have a successor, abandon has a reason. */
function decided(cycle: CycleRecord): Criterion<CycleCriterion> {
  const { decision } = cycle;
  const needsSuccessor = decision === 'adapt' || decision === 'expand';
  const followed = needsSuccessor ? cycle.hasSuccessor : decision !== 'abandon' || cycle.hasReason;
  const met = holding([decision !== null, decision !== null && followed]);
  return criterion('F5', met, 2, cycle.act.endedAt !== null);
}

/**
 * The checkable criteria of one PDSA cycle, in order (Taylor et al. 2014; McNicholas et al. 2019; Knudsen et al. 2019).
 */
export function cycleFidelity(cycle: CycleRecord): Criterion<CycleCriterion>[] {
  return [
    stagesInOrder(cycle),
    predictionsLocked(cycle),
    verdictsGiven(cycle),
    measurePlanned(cycle),
    decided(cycle),
    criterion('F6', Number(cycle.answeredAsPlanned), 1, cycle.study.endedAt !== null),
  ];
}
