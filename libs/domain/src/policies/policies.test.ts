import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberRoles, seatRoles, type MemberRole, type SeatRole } from '../vocabulary.ts';
import type { Viewer } from '../viewer.ts';
import { canDoEscalationVerb } from './escalation.ts';
import { abilities, may, policies, policyNames, type KnownSubject, type PolicyName } from './registry.ts';

const subject = {
  partnershipId: 'p1',
  networkId: 'n1',
  parentNetworkId: 'n0',
  tableId: 't1',
  organizationId: 'o1',
  ownerMemberId: 'owner',
  raisedByMemberId: 'raiser',
} satisfies KnownSubject;

function viewer(role: MemberRole, more: Partial<Viewer> = {}): Viewer {
  return { accountId: 'a', partnershipId: 'p1', memberId: 'm', role, organizationId: null, seats: [], ...more };
}

const seatAt = (networkId: string, role: SeatRole) => ({ seats: [{ networkId, tableId: null, role }] });
const seatAtTable = (tableId: string, role: SeatRole) => ({ seats: [{ networkId: null, tableId, role }] });

const everyRole = [...memberRoles];
const managing: MemberRole[] = ['director', 'facilitator'];

/** Who is allowed by role alone: no seat, no ownership, no organization. */
const byRole: Record<PolicyName, MemberRole[]> = {
  canReadPartnership: everyRole,
  canManagePartnership: ['director'],
  canManageMembers: ['director'],
  canReadAudit: ['director'],
  canBeNotified: everyRole.filter((role) => role !== 'viewer'),
  canExportEverything: ['director'],
  canLeavePartnership: everyRole,
  canAddReadKey: everyRole.filter((role) => role !== 'viewer'),
  canRetireReadKey: ['director'],
  canManageOrganizations: ['director', 'community_engagement_manager'],
  canManageTables: ['director'],
  canCreateNetwork: managing,
  canManageContribution: ['director'],
  canManagePolicyPriorities: ['director', 'community_engagement_manager'],
  canManageFrameworks: ['director'],
  canRateBenchmark: ['director'],
  canEditReportCard: ['director', 'data_manager', 'communications_manager'],
  canPublishReportCard: ['director', 'communications_manager'],
  canManageNetwork: managing,
  canManageSeats: managing,
  canEditCharter: managing,
  canAdoptCharter: managing,
  canSignOff: [],
  canEditTheory: managing,
  canEditPlan: managing,
  canUpdateAction: managing,
  canLogCycle: managing,
  canDecideCycle: managing,
  canRunMeeting: managing,
  canTakePartInMeeting: managing,
  canManagePractice: managing,
  canUpdateAdoption: managing,
  canRecordSystemChange: managing,
  canRaiseEscalation: managing,
  canAnswerEscalation: ['director'],
  canConfirmEscalation: ['facilitator'],
  canManageIndicators: ['director', 'data_manager'],
  canImport: ['director', 'data_manager'],
  canSeeHidden: ['director', 'data_manager'],
  canRecalculateLimits: ['director', 'data_manager', 'facilitator'],
  canRequestData: ['director', 'data_manager'],
  canSeeDataRequests: ['director', 'data_manager', 'facilitator'],
  canAnswerDataRequest: [],
};

/** Which seat roles at the subject's own network let a plain member do it. */
const bySeat: Partial<Record<PolicyName, readonly SeatRole[]>> = {
  canManageNetwork: ['facilitator', 'chair'],
  canManageSeats: ['facilitator', 'chair'],
  canEditCharter: ['facilitator', 'chair'],
  canAdoptCharter: ['facilitator', 'chair', 'sponsor'],
  canSignOff: seatRoles,
  canEditTheory: seatRoles,
  canEditPlan: ['facilitator', 'chair'],
  canUpdateAction: ['facilitator', 'chair'],
  canLogCycle: seatRoles,
  canDecideCycle: ['facilitator', 'chair'],
  canRunMeeting: ['facilitator', 'chair'],
  canTakePartInMeeting: seatRoles,
  canManagePractice: ['facilitator', 'chair'],
  canUpdateAdoption: seatRoles,
  canRecordSystemChange: ['facilitator', 'chair'],
  canRaiseEscalation: seatRoles,
  canConfirmEscalation: ['facilitator', 'chair'],
  canRecalculateLimits: ['facilitator', 'chair'],
};

/** What every member does, seat or none. */
const ofEveryMember: ReadonlySet<PolicyName> = new Set<PolicyName>([
  'canReadPartnership',
  'canBeNotified',
  'canLeavePartnership',
  'canAddReadKey',
]);

describe('policies by role', () => {
  const table = policyNames.flatMap((name) => everyRole.map((role) => [name, role] as const));
  it.each(table)('%s for %s', (name, role) => {
    expect(may(name, viewer(role), subject)).toBe(byRole[name].includes(role));
  });
});

describe('policies by seat', () => {
  const table = policyNames.flatMap((name) => seatRoles.map((role) => [name, role] as const));
  it.each(table)('%s for a member with the seat %s', (name, role) => {
    const expected = (bySeat[name] ?? []).includes(role) || ofEveryMember.has(name);
    expect(may(name, viewer('member', seatAt('n1', role)), subject)).toBe(expected);
  });

  it.each(table)('%s for a member with the seat %s elsewhere', (name, role) => {
    const allowed = ofEveryMember.has(name);
    expect(may(name, viewer('member', seatAt('n2', role)), subject)).toBe(allowed);
    expect(may(name, viewer('member', seatAtTable('n1', role)), subject)).toBe(allowed);
  });

  it('lets a parent network’s chair manage its workgroup, and not sign off for it', () => {
    const chair = viewer('member', seatAt('n0', 'chair'));
    expect(may('canManageNetwork', chair, subject)).toBe(true);
    expect(may('canSignOff', chair, subject)).toBe(false);
    expect(may('canManageNetwork', viewer('member', seatAt('n0', 'member')), subject)).toBe(false);
  });
});

describe('policies by role', () => {
  // Whoever corrects a number is told what it is, and what somebody else made of it meanwhile.
  it('let nobody correct numbers who may not see hidden ones', () => {
    const correct = memberRoles.filter((role) => may('canManageIndicators', viewer(role), subject));
    expect(correct.filter((role) => !may('canSeeHidden', viewer(role), subject))).toEqual([]);
  });
});

describe('whoever came by a link', () => {
  const byLink = (organizationId: string) =>
    viewer('director', { organizationId, link: { id: 'l1', requestId: 'r1' }, ...seatAt('n1', 'chair') });

  it('may answer for the organization of the link and nothing else, whatever else is said of them', () => {
    expect(abilities(byLink('o1'), subject)).toEqual(['canAnswerDataRequest']);
    expect(abilities(byLink('o2'), subject)).toEqual([]);
    expect(abilities(byLink('o1'), { ...subject, partnershipId: 'p2' })).toEqual([]);
  });
});

describe('policies by what is one’s own', () => {
  it('lets an owner update the action, and nobody else’s', () => {
    expect(may('canUpdateAction', viewer('member', { memberId: 'owner' }), subject)).toBe(true);
    expect(may('canUpdateAction', viewer('member', { memberId: 'other' }), subject)).toBe(false);
  });

  it('lets a partner leader speak for their own organization alone', () => {
    for (const name of [
      'canUpdateAction',
      'canAnswerEscalation',
      'canManageContribution',
      'canUpdateAdoption',
    ] as const) {
      expect(may(name, viewer('partner_leader', { organizationId: 'o1' }), subject)).toBe(true);
      expect(may(name, viewer('partner_leader', { organizationId: 'o2' }), subject)).toBe(false);
      expect(may(name, viewer('member', { organizationId: 'o1' }), subject)).toBe(false);
      expect(may(name, viewer('partner_leader'), { ...subject, organizationId: null })).toBe(false);
    }
  });

  it('lets a cycle’s owner decide while seated', () => {
    expect(may('canDecideCycle', viewer('member', { memberId: 'owner', ...seatAt('n1', 'member') }), subject)).toBe(
      true,
    );
    expect(may('canDecideCycle', viewer('member', { memberId: 'owner' }), subject)).toBe(false);
  });

  it('lets a table answer and rate', () => {
    const seated = viewer('member', seatAtTable('t1', 'member'));
    expect(may('canAnswerEscalation', seated, subject)).toBe(true);
    expect(may('canRateBenchmark', seated, subject)).toBe(true);
    expect(may('canRunMeeting', seated, subject)).toBe(false);
    expect(may('canRunMeeting', viewer('member', seatAtTable('t1', 'chair')), subject)).toBe(true);
  });

  it('does not let a facilitator without a seat run a table’s meeting', () => {
    expect(may('canRunMeeting', viewer('facilitator'), { ...subject, networkId: null })).toBe(false);
    expect(may('canRunMeeting', viewer('director'), { ...subject, networkId: null })).toBe(true);
  });

  it('keeps the two sides of an escalation apart', () => {
    const raiser = viewer('member', { memberId: 'raiser' });
    const leader = viewer('partner_leader', { organizationId: 'o1' });
    expect(canDoEscalationVerb(raiser, 'confirm', subject)).toBe(true);
    expect(canDoEscalationVerb(raiser, 'commit', subject)).toBe(false);
    expect(canDoEscalationVerb(leader, 'commit', subject)).toBe(true);
    expect(canDoEscalationVerb(leader, 'confirm', subject)).toBe(false);
    expect(canDoEscalationVerb(viewer('director'), 'confirm', subject)).toBe(false);
  });
});

describe('default deny', () => {
  it.each(policyNames)('%s refuses nobody and the director of another partnership', (name) => {
    expect(may(name, null, subject)).toBe(false);
    expect(may(name, viewer('director', { partnershipId: 'p2', ...seatAt('n1', 'chair') }), subject)).toBe(false);
  });

  it.each(policyNames)('%s lets the role viewer read, leave and nothing else, whatever its seat', (name) => {
    const seated = viewer('viewer', { memberId: 'owner', organizationId: 'o1', ...seatAt('n1', 'facilitator') });
    expect(may(name, seated, subject)).toBe(name === 'canReadPartnership' || name === 'canLeavePartnership');
  });

  it('refuses an unknown name and a subject without the part a policy needs', () => {
    expect(may('toString' as PolicyName, viewer('director'), subject)).toBe(false);
    expect(may('canManageNetwork', viewer('director'), {})).toBe(false);
    expect(policies.canManageNetwork.needs).toEqual(['networkId']);
  });

  it('never treats an absent network as one’s own', () => {
    const odd = viewer('member', { seats: [{ networkId: null, tableId: null, role: 'chair' }] });
    expect(abilities(odd, { ...subject, networkId: null, tableId: null, parentNetworkId: null })).toEqual([
      ...ofEveryMember,
    ]);
  });

  it('answers abilities that are exactly the policies that allow', () => {
    const viewers = fc.record({
      accountId: fc.constant('a'),
      partnershipId: fc.constantFrom('p1', 'p2'),
      memberId: fc.constantFrom('owner', 'raiser', 'm'),
      role: fc.constantFrom(...memberRoles),
      organizationId: fc.constantFrom('o1', 'o2', null),
      seats: fc.array(
        fc.record({
          networkId: fc.constantFrom('n0', 'n1', null),
          tableId: fc.constantFrom('t1', null),
          role: fc.constantFrom(...seatRoles),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(viewers, (who) => {
        const allowed = abilities(who, subject);
        for (const name of policyNames) expect(allowed.includes(name)).toBe(policies[name](who, subject));
        expect(allowed.length > 0).toBe(who.partnershipId === 'p1');
      }),
    );
  });
});
