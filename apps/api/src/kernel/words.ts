import { registerEnumType } from '@nestjs/graphql';
import * as words from '@throughline/domain/vocabulary';

/**
 * One GraphQL enum per closed list of the vocabulary. `Words.Sector` is the object that decorators refer to; its keys
 * and values are the words themselves.
 */
function register(name: string, list: readonly string[]): Record<string, string> {
  const asObject = Object.fromEntries(list.map((word) => [word, word]));
  registerEnumType(asObject, { name });
  return asObject;
}

export const Words = {
  MemberRole: register('MemberRole', words.memberRoles),
  Sector: register('Sector', words.sectors),
  SeatRole: register('SeatRole', words.seatRoles),
  Perspective: register('Perspective', words.perspectives),
  NetworkState: register('NetworkState', words.networkStates),
  OutcomeStage: register('OutcomeStage', words.outcomeStages),
  IndicatorLevel: register('IndicatorLevel', words.indicatorLevels),
  MeasureType: register('MeasureType', words.measureTypes),
  Direction: register('Direction', words.directions),
  Cadence: register('Cadence', words.cadences),
  ObservationStatus: register('ObservationStatus', words.observationStatuses),
  Coding: register('Coding', words.codings),
  HiddenReason: register('HiddenReason', words.hiddenReasons),
  ChartDecisionKind: register('ChartDecisionKind', words.chartDecisionKinds),
  PlaceKind: register('PlaceKind', words.placeKinds),
  ImportState: register('ImportState', words.importStates),
  CharterState: register('CharterState', words.charterStates),
  SignOffVerdict: register('SignOffVerdict', words.signOffVerdicts),
  FactorKind: register('FactorKind', words.factorKinds),
  DriverKind: register('DriverKind', words.driverKinds),
  PlanState: register('PlanState', words.planStates),
  StrategyKind: register('StrategyKind', words.strategyKinds),
  StrategyState: register('StrategyState', words.strategyStates),
  ActionState: register('ActionState', words.actionStates),
  IdeaState: register('IdeaState', words.ideaStates),
  CycleStage: register('CycleStage', words.cycleStages),
  CycleScale: register('CycleScale', words.cycleScales),
  CycleDecision: register('CycleDecision', words.cycleDecisions),
  PredictionDirection: register('PredictionDirection', words.predictionDirections),
  Verdict: register('Verdict', words.verdicts),
  EscalationKind: register('EscalationKind', words.escalationKinds),
  EscalationCategory: register('EscalationCategory', words.escalationCategories),
  EscalationState: register('EscalationState', words.escalationStates),
  PracticeState: register('PracticeState', words.practiceStates),
  AdoptionStage: register('AdoptionStage', words.adoptionStages),
  SystemChangeKind: register('SystemChangeKind', words.systemChangeKinds),
  ItemKind: register('ItemKind', words.itemKinds),
  LinkRelation: register('LinkRelation', words.linkRelations),
} as const;
