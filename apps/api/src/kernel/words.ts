import { registerEnumType } from '@nestjs/graphql';
import * as words from '@throughline/domain/vocabulary';
import { column } from './scalars.ts';

/** Makes the GraphQL enum of a closed list: the object that decorators and inputs refer to, each word under its own name. */
export function enumOf<W extends string>(
  name: string,
  list: readonly W[],
  description?: string,
): Readonly<Record<W, W>> {
  const asObject = Object.fromEntries(list.map((word) => [word, word])) as Record<W, W>;
  registerEnumType(asObject, { name, ...(description !== undefined && { description }) });
  return asObject;
}

/** One enum for each closed list of the vocabulary. */
export const Words = {
  MemberRole: enumOf('MemberRole', words.memberRoles),
  Sector: enumOf('Sector', words.sectors),
  SeatRole: enumOf('SeatRole', words.seatRoles),
  Perspective: enumOf('Perspective', words.perspectives),
  NetworkState: enumOf('NetworkState', words.networkStates),
  OutcomeStage: enumOf('OutcomeStage', words.outcomeStages),
  IndicatorLevel: enumOf('IndicatorLevel', words.indicatorLevels),
  MeasureType: enumOf('MeasureType', words.measureTypes),
  Direction: enumOf('Direction', words.directions),
  Cadence: enumOf('Cadence', words.cadences),
  ObservationStatus: enumOf('ObservationStatus', words.observationStatuses),
  Coding: enumOf('Coding', words.codings),
  HiddenReason: enumOf('HiddenReason', words.hiddenReasons),
  MeasureLinkKind: enumOf('MeasureLinkKind', words.measureLinkKinds),
  MeasureLinkOrigin: enumOf('MeasureLinkOrigin', words.measureLinkOrigins),
  ChartDecisionKind: enumOf('ChartDecisionKind', words.chartDecisionKinds),
  PlaceKind: enumOf('PlaceKind', words.placeKinds),
  ImportState: enumOf('ImportState', words.importStates),
  DataAnswerState: enumOf('DataAnswerState', words.dataAnswerStates),
  RequestStanding: enumOf('RequestStanding', words.requestStandings),
  DataRequestView: enumOf('DataRequestView', words.dataRequestViews),
  SourceCadence: enumOf('SourceCadence', words.sourceCadences),
  SourceStanding: enumOf('SourceStanding', words.sourceStandings),
  RowChange: enumOf('RowChange', words.rowChanges),
  CharterState: enumOf('CharterState', words.charterStates),
  SignOffVerdict: enumOf('SignOffVerdict', words.signOffVerdicts),
  FactorKind: enumOf('FactorKind', words.factorKinds),
  DriverKind: enumOf('DriverKind', words.driverKinds),
  PlanState: enumOf('PlanState', words.planStates),
  StrategyKind: enumOf('StrategyKind', words.strategyKinds),
  StrategyState: enumOf('StrategyState', words.strategyStates),
  ActionState: enumOf('ActionState', words.actionStates),
  IdeaState: enumOf('IdeaState', words.ideaStates),
  CycleStage: enumOf('CycleStage', words.cycleStages),
  CycleScale: enumOf('CycleScale', words.cycleScales),
  CycleDecision: enumOf('CycleDecision', words.cycleDecisions),
  PredictionDirection: enumOf('PredictionDirection', words.predictionDirections),
  Verdict: enumOf('Verdict', words.verdicts),
  EscalationKind: enumOf('EscalationKind', words.escalationKinds),
  EscalationCategory: enumOf('EscalationCategory', words.escalationCategories),
  EscalationState: enumOf('EscalationState', words.escalationStates),
  PracticeState: enumOf('PracticeState', words.practiceStates),
  AdoptionStage: enumOf('AdoptionStage', words.adoptionStages),
  SystemChangeKind: enumOf('SystemChangeKind', words.systemChangeKinds),
  ItemKind: enumOf('ItemKind', words.itemKinds),
  AuditTopic: enumOf('AuditTopic', words.auditTopics),
  NotificationKind: enumOf('NotificationKind', words.notificationKinds),
  MailCadence: enumOf('MailCadence', words.mailCadences),
  LinkRelation: enumOf('LinkRelation', words.linkRelations),
} as const;

const wordColumn = <W extends string>(name: string, list: readonly W[], description: string) => {
  const known: ReadonlySet<unknown> = new Set<unknown>([...list, null]);
  return column<(W | null)[]>(name, description, (entry) => known.has(entry));
};

/** A column of what observations say. */
export const StatusColumn = wordColumn(
  'ObservationStatuses',
  words.observationStatuses,
  'A column of ObservationStatus as one array.',
);

/** A column of why numbers are hidden. */
export const ReasonColumn = wordColumn(
  'HiddenReasons',
  words.hiddenReasons,
  'A column of HiddenReason as one array; null where the number is open.',
);
