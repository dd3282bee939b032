import { hasRole, sitsAtTable } from '../viewer.ts';
import { policy, writePolicy } from './policy.ts';

/** Everything in a partnership that is not hidden is open to its members: unanswered asks are public inside it. */
export const canReadPartnership = policy([], () => true);

/** Name, scope, time zone and minimum cell size. */
export const canManagePartnership = writePolicy([], (viewer) => hasRole(viewer, 'director'));

/** Invite, change roles, end memberships. */
export const canManageMembers = writePolicy([], (viewer) => hasRole(viewer, 'director'));

/** Read who did what in the whole partnership, sign-ins included. */
export const canReadAudit = policy([], (viewer) => hasRole(viewer, 'director'));

/** Take everything of the partnership out, true numbers included. */
export const canExportEverything = policy([], (viewer) => hasRole(viewer, 'director'));

export const canManageOrganizations = writePolicy([], (viewer) =>
  hasRole(viewer, 'director', 'community_engagement_manager'),
);

/** Hear of what is asked of them, and say how; whoever only reads is asked for nothing. */
export const canBeNotified = writePolicy([], () => true);

/** Everybody may leave by themselves, also who only reads; the rule that somebody directs is the service's. */
export const canLeavePartnership = policy([], (viewer) => viewer.itemLink === undefined);

/** A key for one's own scripts, which read what every member reads. */
export const canAddReadKey = writePolicy([], () => true);

/** Such a key is taken back by whoever made it, and by the director. */
export const canRetireReadKey = writePolicy(
  ['ownerMemberId'],
  (viewer, { ownerMemberId }) => hasRole(viewer, 'director') || ownerMemberId === viewer.memberId,
);

/** Leadership tables and who sits at them. */
export const canManageTables = writePolicy([], (viewer) => hasRole(viewer, 'director'));

/** Form a new network. */
export const canCreateNetwork = writePolicy([], (viewer) => hasRole(viewer, 'director', 'facilitator'));

/** Time, talent or treasure: a partner leader speaks for their own organization alone. */
export const canManageContribution = writePolicy(
  ['organizationId'],
  (viewer, { organizationId }) =>
    hasRole(viewer, 'director') ||
    (hasRole(viewer, 'partner_leader') && organizationId !== null && viewer.organizationId === organizationId),
);

/** The advocacy agenda. */
export const canManagePolicyPriorities = writePolicy([], (viewer) =>
  hasRole(viewer, 'director', 'community_engagement_manager'),
);

/** Load a framework and open an assessment against it. */
export const canManageFrameworks = writePolicy([], (viewer) => hasRole(viewer, 'director'));

/** Rate a benchmark and choose its evidence: the director, and those who answer at a leadership table. */
export const canRateBenchmark = writePolicy(
  ['tableId'],
  (viewer, { tableId }) => hasRole(viewer, 'director') || sitsAtTable(viewer, tableId),
);

export const canEditReportCard = writePolicy([], (viewer) =>
  hasRole(viewer, 'director', 'communications_manager', 'data_manager'),
);

export const canPublishReportCard = writePolicy([], (viewer) => hasRole(viewer, 'director', 'communications_manager'));
