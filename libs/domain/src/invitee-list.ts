import { isEmail } from './email.ts';
import { type InviteeColumn, plainWord, readColumn, readPerspective, readRole, readSeatRole } from './invitee-words.ts';
import { pastedCells } from './pasted-cells.ts';
import type { MemberRole, Perspective, SeatRole } from './vocabulary.ts';

/** How many people are invited at once. */
export const mostInvitees = 200;

/** One person of a pasted list, as far as the text alone tells. */
export interface ReadInvitee {
  name: string;
  /** In lower case; it may be none. */
  email: string;
  /** Null where the list says nothing, or a word that is no role. */
  role: MemberRole | null;
  /** The word of a role that is none. */
  unreadRole: string;
  /** The organization's name, as the list has it. */
  organization: string;
  /** The names of the networks and tables, as the list has them. */
  seats: { place: string; role: SeatRole | null }[];
  perspective: Perspective | null;
}

/** What a pasted text holds. */
export interface ReadInviteeList {
  invitees: ReadInvitee[];
  /** Headers of columns that mean nothing here. */
  ignored: string[];
}

interface Address {
  name: string;
  email: string;
}

const marks = /^["'“”«»\s]+|["'“”«»\s]+$/gu;
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** "Doe, Jane" is Jane Doe. */
function nameOf(text: string): string {
  const name = oneLine(text.replaceAll(marks, ''));
  const [family = '', given = '', ...more] = name.split(',').map((part) => part.trim());
  return given !== '' && more.length === 0 ? `${given} ${family}` : name;
}

const addressOf = (text: string): string =>
  text
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();

/** "Jane Doe <jane@example.org>", "jane@example.org (Jane Doe)", or the address alone; null for what holds none. */
function readAddress(text: string): Address | null {
  const angled = /^(?<name>[^<>]*)<\s*(?<email>[^<>]*@[^<>]*)>[\s;,]*$/u.exec(text)?.groups;
  if (angled) return { name: nameOf(angled['name'] ?? ''), email: addressOf(angled['email'] ?? '') };
  const bracketed = /^\s*(?<email>[^\s()<>]+@[^\s()<>]+)\s*\((?<name>[^()]*)\)\s*$/u.exec(text)?.groups;
  if (bracketed) return { name: nameOf(bracketed['name'] ?? ''), email: addressOf(bracketed['email'] ?? '') };
  return /^\S+@\S+$/u.test(text.trim()) ? { name: '', email: addressOf(text) } : null;
}

/** Divides at a sign that stands in no quotation marks and no angle brackets. */
function divide(text: string, signs: string): string[] {
  const parts = [''];
  let [isQuoted, isAngled] = [false, false];
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === '<') isAngled = true;
    if (letter === '>') isAngled = false;
    if (!isQuoted && !isAngled && signs.includes(letter)) parts.push('');
    else parts.push((parts.pop() ?? '') + letter);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** The addresses of a text that holds nothing else: one a line, or divided as mail programs divide them; null for others. */
function readAddresses(text: string): Address[] | null {
  if (text.includes('\t')) return null;
  for (const signs of ['\r\n', '\r\n;', '\r\n;,']) {
    const found = divide(text, signs).map(readAddress);
    if (found.length > 0 && found.every((each) => each !== null)) return found;
  }
  return null;
}

const bare = (address: Address): ReadInvitee => ({
  ...address,
  role: null,
  unreadRole: '',
  organization: '',
  seats: [],
  perspective: null,
});

/** Reads a pasted list of people: rows of a spreadsheet with or without a header, or addresses as mail programs write them. */
export function readInvitees(text: string): ReadInviteeList {
  const addresses = readAddresses(text);
  if (addresses) return { invitees: addresses.map(bare), ignored: [] };
  const [first = [], ...rest] = pastedCells(text);
  const header = first.some((cell) => cell.includes('@')) ? null : first.map(readColumn);
  if (header?.some((column) => column !== null)) {
    const ignored = first.filter((cell, at) => cell !== '' && !header[at]);
    return { invitees: rest.map((cells) => readRow(cells, header)), ignored };
  }
  const rows = first.length > 0 ? [first, ...rest] : rest;
  const columns = guessColumns(rows);
  return { invitees: rows.map((cells) => readRow(cells, columns)), ignored: [] };
}

/** What each column holds, by what stands in it: addresses and words of roles tell theirs, the rest follows in order. */
function guessColumns(rows: readonly string[][]): (InviteeColumn | null)[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const columns: (InviteeColumn | null)[] = Array.from({ length: width }, () => null);
  const share = (at: number, test: (cell: string) => boolean): number => {
    const written = rows.map((cells) => cells[at] ?? '').filter((cell) => cell !== '');
    return written.length === 0 ? 0 : written.filter(test).length / written.length;
  };
  const take = (column: InviteeColumn, test: (cell: string) => boolean): void => {
    const free = columns.flatMap((known, at) => (known === null ? [{ at, share: share(at, test) }] : []));
    const best = free.toSorted((a, b) => b.share - a.share || a.at - b.at)[0];
    if (best && best.share >= 0.5) columns[best.at] = column;
  };
  take('email', (cell) => cell.includes('@'));
  take('role', (cell) => readRole(cell) !== null);
  take('perspective', (cell) => readPerspective(cell) !== null);
  const isNamed = rows.some((cells) => readAddress(cells[columns.indexOf('email')] ?? '')?.name);
  const inOrder: InviteeColumn[] = isNamed ? ['organization', 'seats'] : ['name', 'organization', 'seats'];
  return columns.map((known) => known ?? inOrder.shift() ?? null);
}

function readRow(cells: readonly string[], columns: readonly (InviteeColumn | null)[]): ReadInvitee {
  const cell = (column: InviteeColumn): string => oneLine(cells[columns.indexOf(column)] ?? '');
  const address = readAddress(cell('email')) ?? { name: '', email: addressOf(cell('email')) };
  const parts = oneLine(`${cell('given_name')} ${cell('family_name')}`);
  // A column "Nombre" beside one of family names holds the given name.
  const isDivided = cell('family_name') !== '' && cell('given_name') === '';
  const name = isDivided ? oneLine(`${cell('name')} ${parts}`) : nameOf(cell('name')) || parts || address.name;
  const role = readRole(cell('role'));
  return {
    name,
    email: address.email,
    role,
    unreadRole: role === null ? cell('role') : '',
    organization: cell('organization'),
    seats: cell('seats').split(/[;|/]/u).flatMap(readSeat),
    perspective: readPerspective(cell('perspective')),
  };
}

/** "Ready for Kindergarten (chair)": the place, and the role there where the brackets hold one. */
function readSeat(text: string): ReadInvitee['seats'] {
  const whole = oneLine(text);
  if (whole === '') return [];
  const { place = whole, role = '' } = /^(?<place>.*\S)\s*\((?<role>[^()]*)\)$/u.exec(whole)?.groups ?? {};
  const seatRole = readSeatRole(role);
  return [seatRole === null ? { place: whole, role: null } : { place, role: seatRole }];
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
