import { sideOfVerb, type EscalationVerb } from '../lifecycles/escalation.ts';
import { hasRole, sitsAtTable, sitsInNetwork, type Viewer } from '../viewer.ts';
import { writePolicy, type Subject } from './policy.ts';

/** Lift an opportunity or a barrier: anybody who sits in the network, its parent's facilitator or chair, director, facilitator. */
export const canRaiseEscalation = writePolicy(
  ['networkId'],
  (viewer, { networkId, parentNetworkId }) =>
    hasRole(viewer, 'director', 'facilitator') ||
    sitsInNetwork(viewer, networkId) ||
    sitsInNetwork(viewer, parentNetworkId, 'facilitator', 'chair'),
);

/** The answering side: the leader of the organization asked, a seat at the table asked, or the director for either. */
export const canAnswerEscalation = writePolicy(
  ['organizationId', 'tableId'],
  (viewer, { organizationId, tableId }) =>
    hasRole(viewer, 'director') ||
    sitsAtTable(viewer, tableId) ||
    (hasRole(viewer, 'partner_leader') && organizationId !== null && viewer.organizationId === organizationId),
);

/**
 * The asking side (confirm, reopen, withdraw): who raised it or a facilitator of the network.
 * Not the director: whoever may answer in a partner's name must not also confirm the answer.
 */
export const canConfirmEscalation = writePolicy(
  ['raisedByMemberId', 'networkId'],
  (viewer, { raisedByMemberId, networkId, parentNetworkId }) =>
    viewer.memberId === raisedByMemberId ||
    sitsInNetwork(viewer, networkId, 'facilitator', 'chair') ||
    sitsInNetwork(viewer, parentNetworkId, 'facilitator', 'chair') ||
    hasRole(viewer, 'facilitator'),
);

/** Whether the viewer is on the side of the contract that the verb belongs to. */
export function canDoEscalationVerb(
  viewer: Viewer | null,
  verb: EscalationVerb,
  subject: Subject<'organizationId' | 'tableId' | 'raisedByMemberId' | 'networkId'>,
): boolean {
  return sideOfVerb[verb] === 'answerer' ? canAnswerEscalation(viewer, subject) : canConfirmEscalation(viewer, subject);
}
