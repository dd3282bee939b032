import { hasRole, sitsInNetwork } from '../viewer.ts';
import { linkPolicy, policy, writePolicy } from './policy.ts';

/** Outcomes, indicators, definitions, populations, baselines and targets. */
export const canManageIndicators = writePolicy([], (viewer) => hasRole(viewer, 'data_manager', 'director'));

/** Upload, map, commit and undo an import. */
export const canImport = writePolicy([], (viewer) => hasRole(viewer, 'data_manager', 'director'));

/** See numbers that the disclosure gate hides from everybody else. */
export const canSeeHidden = writePolicy([], (viewer) => hasRole(viewer, 'data_manager', 'director'));

/**
 * Decide how everybody reads a chart, with a reason on record: recalculate limits, freeze a baseline, leave a point out.
 * Also who facilitates or chairs a network that works on the indicator and was formed for its outcome (`networkId`;
 * null where there is none): that a network points itself at an indicator is not enough.
 */
export const canRecalculateLimits = writePolicy(
  ['networkId'],
  (viewer, { networkId }) =>
    hasRole(viewer, 'data_manager', 'director', 'facilitator') ||
    sitsInNetwork(viewer, networkId, 'facilitator', 'chair'),
);

/** Request numbers of organizations, hand out the links to their forms, and review what they send. */
export const canRequestData = writePolicy([], (viewer) => hasRole(viewer, 'data_manager', 'director'));

/** See which numbers were requested and who is late, not the numbers that were sent. */
export const canSeeDataRequests = policy([], (viewer) => hasRole(viewer, 'data_manager', 'director', 'facilitator'));

/** Send numbers, by a link that was made for the organization. */
export const canAnswerDataRequest = linkPolicy(
  ['organizationId'],
  (viewer, { organizationId }) => organizationId !== null && viewer.organizationId === organizationId,
);
