import { AuditSeal } from '../audit/audit-seal.entity.ts';
import { IndicatorLink } from '../disclosure/indicator-link.entity.ts';
import { DisclosurePeriod } from '../disclosure/disclosure-period.entity.ts';
import { ReleaseLedger } from '../disclosure/release-ledger.entity.ts';
import { ChartDecision } from '../features/chart-decisions/chart-decision.entity.ts';
import { Charter } from '../features/charters/charter.entity.ts';
import { SignOff } from '../features/charters/sign-off.entity.ts';
import { ChangeIdea } from '../features/cycles/change-idea.entity.ts';
import { CycleQuestion } from '../features/cycles/cycle-question.entity.ts';
import { CycleTask } from '../features/cycles/cycle-task.entity.ts';
import { Cycle } from '../features/cycles/cycle.entity.ts';
import { EscalationAnswer } from '../features/escalations/escalation-answer.entity.ts';
import { EscalationWording } from '../features/escalations/escalation-wording.entity.ts';
import { Escalation } from '../features/escalations/escalation.entity.ts';
import { ReadKey } from '../features/exports/read-key.entity.ts';
import { Driver } from '../features/factors/driver.entity.ts';
import { Factor } from '../features/factors/factor.entity.ts';
import { DataSource } from '../features/data-sources/data-source.entity.ts';
import { ImportProblem } from '../features/imports/files/import-problem.entity.ts';
import { ImportLabel } from '../features/imports/files/import-label.entity.ts';
import { ImportPlace } from '../features/imports/files/import-place.entity.ts';
import { Import } from '../features/imports/import.entity.ts';
import { SavedMapping } from '../features/imports/mappings/saved-mapping.entity.ts';
import { StagedObservation } from '../features/imports/files/staged-observation.entity.ts';
import { IndicatorDefinition } from '../features/indicators/indicator-definition.entity.ts';
import { Indicator } from '../features/indicators/indicator.entity.ts';
import { Outcome } from '../features/indicators/outcome.entity.ts';
import { Target } from '../features/indicators/target.entity.ts';
import { Network } from '../features/networks/network.entity.ts';
import { Seat } from '../features/networks/seat.entity.ts';
import { NotificationChoice } from '../features/notifications/notification-choice.entity.ts';
import { Notification } from '../features/notifications/notification.entity.ts';
import { ObservationRevision } from '../features/observations/observation-revision.entity.ts';
import { Observation } from '../features/observations/observation.entity.ts';
import { Series } from '../features/observations/series.entity.ts';
import { LeadershipTable } from '../features/partnerships/leadership-table.entity.ts';
import { Invitation } from '../features/partnerships/invitation.entity.ts';
import { Member } from '../features/partnerships/member.entity.ts';
import { Organization } from '../features/partnerships/organization.entity.ts';
import { Partnership } from '../features/partnerships/partnership.entity.ts';
import { PlaceCode } from '../features/places/place-code.entity.ts';
import { PlaceLabel } from '../features/places/place-label.entity.ts';
import { Place } from '../features/places/place.entity.ts';
import { ActionPlan } from '../features/plans/action-plan.entity.ts';
import { ActionUpdate } from '../features/plans/action-update.entity.ts';
import { Action } from '../features/plans/action.entity.ts';
import { Strategy } from '../features/plans/strategy.entity.ts';
import { PopulationDimension } from '../features/populations/population-dimension.entity.ts';
import { PopulationLabel } from '../features/populations/population-label.entity.ts';
import { Population } from '../features/populations/population.entity.ts';
import { AdoptionStep } from '../features/practices/adoption-step.entity.ts';
import { Adoption } from '../features/practices/adoption.entity.ts';
import { Practice } from '../features/practices/practice.entity.ts';
import { Site } from '../features/practices/site.entity.ts';
import { SystemChange } from '../features/practices/system-change.entity.ts';
import { DataAnswer } from '../features/data-requests/data-answer.entity.ts';
import { DataAnswerDraft } from '../features/data-requests/data-answer-draft.entity.ts';
import { DataRequest } from '../features/data-requests/data-request.entity.ts';
import { DataRequestLink } from '../features/data-requests/data-request-link.entity.ts';
import { DataRequestSeries } from '../features/data-requests/data-request-series.entity.ts';
import { Item } from '../features/threads/item.entity.ts';
import { Link } from '../features/threads/link.entity.ts';
import { Audit } from '../writes/audit.entity.ts';
import { Idempotency } from '../writes/idempotency.entity.ts';
import { Outbox } from '../writes/outbox.entity.ts';

/** Every entity, by name: TypeORM gets an explicit list, never a glob. */
export const entities = [
  ChartDecision,
  Charter,
  SignOff,
  ChangeIdea,
  CycleQuestion,
  CycleTask,
  Cycle,
  EscalationAnswer,
  EscalationWording,
  Escalation,
  ReadKey,
  Driver,
  Factor,
  ImportLabel,
  ImportPlace,
  ImportProblem,
  Import,
  SavedMapping,
  StagedObservation,
  IndicatorDefinition,
  Indicator,
  Outcome,
  Target,
  Network,
  Seat,
  NotificationChoice,
  Notification,
  ObservationRevision,
  Series,
  Observation,
  LeadershipTable,
  Invitation,
  Member,
  Organization,
  Partnership,
  PlaceCode,
  PlaceLabel,
  Place,
  ActionPlan,
  ActionUpdate,
  Action,
  Strategy,
  PopulationDimension,
  PopulationLabel,
  Population,
  AdoptionStep,
  Adoption,
  Practice,
  Site,
  SystemChange,
  DataSource,
  DataRequest,
  DataRequestSeries,
  DataRequestLink,
  DataAnswer,
  DataAnswerDraft,
  Item,
  Link,
  DisclosurePeriod,
  IndicatorLink,
  ReleaseLedger,
  Audit,
  AuditSeal,
  Idempotency,
  Outbox,
];
