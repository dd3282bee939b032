import { hasRole, sitsAtTable, sitsInNetwork, type Viewer } from '../viewer.ts';
import { writePolicy, type Subject } from './policy.ts';

function manages(viewer: Viewer, { networkId, parentNetworkId }: Subject<'networkId'>): boolean {
  return (
    hasRole(viewer, 'director', 'facilitator') ||
    sitsInNetwork(viewer, networkId, 'facilitator', 'chair') ||
    sitsInNetwork(viewer, parentNetworkId, 'facilitator', 'chair')
  );
}

function takesPart(viewer: Viewer, subject: Subject<'networkId'>): boolean {
  return manages(viewer, subject) || sitsInNetwork(viewer, subject.networkId);
}

function leadsOwn(viewer: Viewer, organizationId: string | null): boolean {
  return hasRole(viewer, 'partner_leader') && organizationId !== null && viewer.organizationId === organizationId;
}

/** A network's own settings and states: director, facilitator, or a facilitator's or chair's seat there. */
export const canManageNetwork = writePolicy(['networkId'], manages);

/** Who sits in a network, with which perspective, from and until when. */
export const canManageSeats = writePolicy(['networkId'], manages);

/** Draft a charter version and send it to review. */
export const canEditCharter = writePolicy(['networkId'], manages);

/** Adopt, return or retire a charter; a sponsor may, because a sponsor answers for the network. */
export const canAdoptCharter = writePolicy(
  ['networkId'],
  (viewer, subject) => manages(viewer, subject) || sitsInNetwork(viewer, subject.networkId, 'sponsor'),
);

/** Sign off needs a seat at that very network: a role elsewhere does not sign for it. */
export const canSignOff = writePolicy(['networkId'], (viewer, { networkId }) => sitsInNetwork(viewer, networkId));

/** Factors, drivers and change ideas: anybody who sits in the network. */
export const canEditTheory = writePolicy(['networkId'], takesPart);

/** The plan's strategies and who is asked to do what. */
export const canEditPlan = writePolicy(['networkId'], manages);

/** An action: its owner, who manages the network, or the leader of the organization that promised it. */
export const canUpdateAction = writePolicy(
  ['ownerMemberId', 'networkId', 'organizationId'],
  (viewer, subject) =>
    viewer.memberId === subject.ownerMemberId || manages(viewer, subject) || leadsOwn(viewer, subject.organizationId),
);

/** Log a test, record what happened, study it: anybody who sits in the network. */
export const canLogCycle = writePolicy(['networkId'], takesPart);

/** Decide adopt, adapt, abandon or expand: who manages the network, or the cycle's owner who still sits there. */
export const canDecideCycle = writePolicy(
  ['networkId', 'ownerMemberId'],
  (viewer, subject) =>
    manages(viewer, subject) || (viewer.memberId === subject.ownerMemberId && sitsInNetwork(viewer, subject.networkId)),
);

/** Agenda, attendance, decisions and recap of a network's or a table's meeting. */
export const canRunMeeting = writePolicy(
  ['networkId', 'tableId'],
  (viewer, subject) =>
    (subject.networkId === null ? hasRole(viewer, 'director') : manages(viewer, subject)) ||
    sitsAtTable(viewer, subject.tableId, 'facilitator', 'chair'),
);

/** Check in on commitments during a meeting. */
export const canTakePartInMeeting = writePolicy(
  ['networkId', 'tableId'],
  (viewer, subject) =>
    (subject.networkId === null ? hasRole(viewer, 'director') : takesPart(viewer, subject)) ||
    sitsAtTable(viewer, subject.tableId),
);

/** A practice and the system changes that grew out of it. */
export const canManagePractice = writePolicy(['networkId'], manages);

/** How far a site is: who takes part in the practice's network, or the leader of the site's organization. */
export const canUpdateAdoption = writePolicy(
  ['networkId', 'organizationId'],
  (viewer, subject) => takesPart(viewer, subject) || leadsOwn(viewer, subject.organizationId),
);

export const canRecordSystemChange = writePolicy(['networkId'], manages);
