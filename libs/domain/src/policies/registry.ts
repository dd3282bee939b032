import type { Viewer } from '../viewer.ts';
import * as escalation from './escalation.ts';
import * as evidence from './evidence.ts';
import * as network from './network.ts';
import * as partnership from './partnership.ts';
import type { CommonParts, SubjectPart, SubjectParts } from './policy.ts';

/** Every policy by its name: the closed list that an operation may declare. */
export const policies = {
  canReadPartnership: partnership.canReadPartnership,
  canManagePartnership: partnership.canManagePartnership,
  canManageMembers: partnership.canManageMembers,
  canReadAudit: partnership.canReadAudit,
  canBeNotified: partnership.canBeNotified,
  canExportEverything: partnership.canExportEverything,
  canLeavePartnership: partnership.canLeavePartnership,
  canAddReadKey: partnership.canAddReadKey,
  canRetireReadKey: partnership.canRetireReadKey,
  canManageOrganizations: partnership.canManageOrganizations,
  canManageTables: partnership.canManageTables,
  canCreateNetwork: partnership.canCreateNetwork,
  canManageContribution: partnership.canManageContribution,
  canManagePolicyPriorities: partnership.canManagePolicyPriorities,
  canManageFrameworks: partnership.canManageFrameworks,
  canRateBenchmark: partnership.canRateBenchmark,
  canEditReportCard: partnership.canEditReportCard,
  canPublishReportCard: partnership.canPublishReportCard,
  canManageNetwork: network.canManageNetwork,
  canManageSeats: network.canManageSeats,
  canEditCharter: network.canEditCharter,
  canAdoptCharter: network.canAdoptCharter,
  canSignOff: network.canSignOff,
  canEditTheory: network.canEditTheory,
  canEditPlan: network.canEditPlan,
  canUpdateAction: network.canUpdateAction,
  canLogCycle: network.canLogCycle,
  canDecideCycle: network.canDecideCycle,
  canRunMeeting: network.canRunMeeting,
  canTakePartInMeeting: network.canTakePartInMeeting,
  canManagePractice: network.canManagePractice,
  canUpdateAdoption: network.canUpdateAdoption,
  canRecordSystemChange: network.canRecordSystemChange,
  canRaiseEscalation: escalation.canRaiseEscalation,
  canAnswerEscalation: escalation.canAnswerEscalation,
  canConfirmEscalation: escalation.canConfirmEscalation,
  canManageIndicators: evidence.canManageIndicators,
  canImport: evidence.canImport,
  canSeeHidden: evidence.canSeeHidden,
  canRecalculateLimits: evidence.canRecalculateLimits,
  canRequestData: evidence.canRequestData,
  canSeeDataRequests: evidence.canSeeDataRequests,
  canAnswerDataRequest: evidence.canAnswerDataRequest,
} as const;

export type PolicyName = keyof typeof policies;

export const policyNames = Object.keys(policies) as PolicyName[];

/** A subject as far as it is known; a part that is absent (undefined) denies every policy that needs it. */
export type KnownSubject = Readonly<Partial<SubjectParts>> & CommonParts;

interface AnyPolicy {
  (viewer: Viewer | null, subject: Readonly<SubjectParts> & CommonParts): boolean;
  readonly needs: readonly SubjectPart[];
}

/** Asks a policy by its name. Denies an unknown name and a subject that lacks a part which the policy needs. */
export function may(name: PolicyName, viewer: Viewer | null, subject: KnownSubject = {}): boolean {
  if (!Object.hasOwn(policies, name)) return false;
  const policy: AnyPolicy = policies[name];
  if (policy.needs.some((part) => subject[part] === undefined)) return false;
  const whole = {
    networkId: null,
    tableId: null,
    organizationId: null,
    ownerMemberId: null,
    raisedByMemberId: null,
    ...subject,
  };
  return policy(viewer, whole);
}

/** The names of what the viewer may do with the subject, in the registry's order: what the client is told. */
export function abilities(
  viewer: Viewer | null,
  subject: KnownSubject = {},
  names: readonly PolicyName[] = policyNames,
): PolicyName[] {
  return names.filter((name) => may(name, viewer, subject));
}
