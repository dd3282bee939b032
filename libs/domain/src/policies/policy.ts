import type { Viewer, ViewerLink } from '../viewer.ts';

/** What a policy may need to know of its subject; each policy names the parts that it needs. */
export interface SubjectParts {
  /** The network that the subject belongs to; null for what belongs to the partnership as a whole. */
  networkId: string | null;
  /** The leadership table that the subject belongs to or is asked of. */
  tableId: string | null;
  /** The organization that owns the subject, does it, or is asked. */
  organizationId: string | null;
  /** The member whose own the subject is (an action's or a cycle's owner). */
  ownerMemberId: string | null;
  /** The member who raised the ask. */
  raisedByMemberId: string | null;
}

export type SubjectPart = keyof SubjectParts;

/** Parts that every policy takes when they are known. */
export interface CommonParts {
  /** The subject's partnership; when given, a viewer of another partnership is refused. */
  readonly partnershipId?: string | null;
  /** The network above a workgroup: who manages it manages its workgroups too. */
  readonly parentNetworkId?: string | null;
}

export type Subject<K extends SubjectPart> = Readonly<Pick<SubjectParts, K>> & CommonParts;

/** A named predicate. `null` stands for nobody signed in or no member of the partnership, and is always refused. */
export interface Policy<K extends SubjectPart> {
  (viewer: Viewer | null, subject: Subject<K>): boolean;
  readonly needs: readonly K[];
}

/**
 * Builds a policy that refuses outsiders before it asks anything else.
 * `needs` repeats the type's parts as data, so that a call by name can refuse an incomplete subject.
 */
export function policy<const K extends SubjectPart>(
  needs: readonly K[],
  allows: (viewer: Viewer, subject: Subject<K>) => boolean,
): Policy<K> {
  const guard = (viewer: Viewer | null, subject: Subject<K>): boolean => {
    if (!viewer || viewer.link) return false;
    if (subject.partnershipId && subject.partnershipId !== viewer.partnershipId) return false;
    return allows(viewer, subject);
  };
  return Object.assign(guard, { needs });
}

/** As `policy`, for the one thing that somebody without an account may do by a link: members are refused. */
export function linkPolicy<const K extends SubjectPart>(
  needs: readonly K[],
  allows: (viewer: Viewer & { readonly link: ViewerLink }, subject: Subject<K>) => boolean,
): Policy<K> {
  const guard = (viewer: Viewer | null, subject: Subject<K>): boolean => {
    if (!viewer?.link) return false;
    if (subject.partnershipId && subject.partnershipId !== viewer.partnershipId) return false;
    return allows({ ...viewer, link: viewer.link }, subject);
  };
  return Object.assign(guard, { needs });
}

/** As `policy`, for what changes something: the role viewer only reads, whatever seat it holds. */
export function writePolicy<const K extends SubjectPart>(
  needs: readonly K[],
  allows: (viewer: Viewer, subject: Subject<K>) => boolean,
): Policy<K> {
  return policy(needs, (viewer, subject) => viewer.role !== 'viewer' && allows(viewer, subject));
}
