import type { MemberRole, SeatRole } from './vocabulary.ts';

/** A member's present place at a network or at a leadership table; exactly one of the two ids is set. */
export interface ViewerSeat {
  readonly networkId: string | null;
  readonly tableId: string | null;
  readonly role: SeatRole;
}

/** The link by which somebody without an account answers one data request. */
export interface ViewerLink {
  readonly id: string;
  readonly requestId: string;
}

/** The link of a mail, by which a member answers one item without signing in. */
export interface ViewerItemLink {
  readonly id: string;
  readonly itemId: string;
}

/** Who asks: one account as one member of one partnership, with the seats held today, or whoever has a link. */
export interface Viewer {
  readonly accountId: string;
  readonly partnershipId: string;
  readonly memberId: string;
  readonly role: MemberRole;
  /** The member's own organization, if they belong to one. */
  readonly organizationId: string | null;
  readonly seats: readonly ViewerSeat[];
  /**
   * Set for whoever came by a link: no account and no member, so that every policy but that of links refuses. The ids of
   * account and member are the link's, under which its writes are kept.
   */
  readonly link?: ViewerLink;
  /** Set for a member who came by the link of a mail: no write may be about anything but its item. */
  readonly itemLink?: ViewerItemLink;
}

/** True when the viewer has one of the partnership roles. */
export function hasRole(viewer: Viewer, ...roles: readonly MemberRole[]): boolean {
  return roles.includes(viewer.role);
}

/** True when the viewer sits at the network, in one of the seat roles if any are named. */
export function sitsInNetwork(
  viewer: Viewer,
  networkId: string | null | undefined,
  ...roles: readonly SeatRole[]
): boolean {
  return sits(viewer, 'networkId', networkId, roles);
}

/** The first of the networks that the viewer facilitates or chairs, or null. */
export function facilitatedAmong(viewer: Viewer, networkIds: readonly string[]): string | null {
  return networkIds.find((id) => sitsInNetwork(viewer, id, 'facilitator', 'chair')) ?? null;
}

/** True when the viewer sits at the leadership table, in one of the seat roles if any are named. */
export function sitsAtTable(
  viewer: Viewer,
  tableId: string | null | undefined,
  ...roles: readonly SeatRole[]
): boolean {
  return sits(viewer, 'tableId', tableId, roles);
}

function sits(
  viewer: Viewer,
  place: 'networkId' | 'tableId',
  id: string | null | undefined,
  roles: readonly SeatRole[],
): boolean {
  if (!id) return false;
  return viewer.seats.some((seat) => seat[place] === id && (roles.length === 0 || roles.includes(seat.role)));
}
