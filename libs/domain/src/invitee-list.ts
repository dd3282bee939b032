import { isEmail } from './email.ts';
import { readAddresses } from './invitee-addresses.ts';
import { readTable, type ReadInviteeList } from './invitee-rows.ts';
import { plainWord } from './invitee-words.ts';

/** How many people are invited at once. */
export const mostInvitees = 200;

/** Blanks that do not divide, and marks that nobody sees: they come with what is copied from a document. */
const unseen = /[\u200B-\u200F\u2060\uFEFF]/gu;

/**
 * Reads a pasted list of people: addresses as mail programs write them, or rows of a spreadsheet or a document with
 * whatever stands above, below and before them. Nothing of the text is lost: what names nobody is told as `unread`.
 */
export function readInvitees(text: string): ReadInviteeList {
  const plain = text.replaceAll('\u00A0', ' ').replaceAll(unseen, '');
  const list = readAddresses(plain);
  if (!list) return readTable(plain);
  const invitees = list.addresses.map((address) => ({
    ...address,
    role: null,
    unreadRole: '',
    organization: '',
    seats: [],
    perspective: null,
  }));
  return { invitees, ignored: [], unread: list.unread };
}

/** A name made of an address, where the list has none: "ana.diaz@example.org" is probably Ana Diaz. */
export function nameFromEmail(email: string): string {
  const words = (email.split('@')[0] ?? '').replace(/\+.*$/u, '').split(/[._-]+/u);
  const letters = words.map((word) => word.replaceAll(/\d/g, '')).filter((word) => word.length > 0);
  return letters.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** One person as they are about to be invited. */
export interface Invitee {
  name: string;
  email: string;
}

/** Why somebody cannot be invited like this. */
export type InviteeFault = 'name_missing' | 'email_missing' | 'email_wrong' | 'repeated' | 'member' | 'ended';

/** What is known of an address in the partnership. */
export interface KnownMember {
  email: string;
  isEnded: boolean;
}

/** What is wrong with each of the people, in their order; null where nothing is. The first of two with one address is right. */
export function inviteeFaults(
  invitees: readonly Invitee[],
  members: readonly KnownMember[],
): readonly (InviteeFault | null)[] {
  const known = new Map(members.map((member) => [member.email, member]));
  const before = new Set<string>();
  return invitees.map(({ name, email }) => {
    const address = email.trim().toLowerCase();
    const isRepeated = before.has(address);
    before.add(address);
    if (address === '') return 'email_missing';
    if (!isEmail(address)) return 'email_wrong';
    const member = known.get(address);
    if (member) return member.isEnded ? 'ended' : 'member';
    if (isRepeated) return 'repeated';
    return name.trim() === '' ? 'name_missing' : null;
  });
}

/** Finds a name among others, whatever its case, accents and signs; null where none or several are alike. */
export function findNamed<T extends { name: string }>(rows: readonly T[], name: string): T | null {
  const alike = rows.filter((row) => plainWord(row.name) === plainWord(name));
  return alike.find((row) => row.name === name) ?? (alike.length === 1 ? (alike[0] ?? null) : null);
}
