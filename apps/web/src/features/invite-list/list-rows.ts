import {
  findNamed,
  type InviteeFault,
  inviteeFaults,
  mostInvitees,
  nameFromEmail,
  readInvitees,
} from '@throughline/domain/invitee-list';
import type { MemberRole, Perspective, SeatRole, Sector } from '@throughline/domain/vocabulary';
import type { IdOf } from '../../shared/form/new-ids.ts';
import type { Matches, SeatPlace } from './operations.ts';

/** A name of the list that is not resolved, as the value of a choice: it stands until somebody chooses. */
const asText = (name: string): string => (name === '' ? '' : `text:${name}`);
/** The name in such a value; undefined for an id. */
export const textIn = (value: string): string | undefined =>
  value.startsWith('text:') ? value.slice('text:'.length) : undefined;

/** The other name of the list that such a choice says is meant. */
const sameIn = (choice: string): string | undefined =>
  choice.startsWith('same:') ? choice.slice('same:'.length) : undefined;

/** One line of the list as it can be corrected. */
export interface ListRow {
  key: string;
  name: string;
  /** Whether the name was made of the address. */
  isNameGuessed: boolean;
  email: string;
  role: MemberRole;
  /** A word of the list that is no role. */
  unreadRole: string;
  /** An id, a name of the list as a text, or '' for none. */
  organization: string;
  seats: { place: string; role: SeatRole }[];
  perspective: Perspective;
}

/** The form: the text, its lines, and what was chosen for names that nobody knows. */
export interface ListWords {
  text: string;
  rows: ListRow[];
  /** Headers of columns that mean nothing here. */
  ignored: string[];
  /** Lines that name nobody; none in a draft of before they were told. */
  unread?: string[];
  /** By the organization's name: `none`, an id, `add:` with a sector, or `same:` with another name of the list. */
  organizations: Record<string, string>;
  /** By the name of a network or table: `none` or an id. */
  places: Record<string, string>;
}

export const blankList: ListWords = { text: '', rows: [], ignored: [], organizations: {}, places: {} };

/** Reads the text into lines that can be corrected. */
export function readList(text: string): Pick<ListWords, 'rows' | 'ignored' | 'unread'> {
  const { invitees, ignored, unread } = readInvitees(text);
  const rows = invitees.map(({ name, email, role, unreadRole, organization, seats, perspective }, at) => ({
    key: String(at),
    name: name || nameFromEmail(email),
    isNameGuessed: name === '',
    email,
    role: role ?? 'member',
    unreadRole,
    organization: asText(organization),
    seats: seats.map((seat) => ({ place: asText(seat.place), role: seat.role ?? ('member' as const) })),
    perspective: perspective ?? ('practitioner' as const),
  }));
  return { rows, ignored, unread };
}

/** The names of organizations that stand in the lines as texts. */
export const organizationsIn = (rows: readonly ListRow[]): string[] => [
  ...new Set(rows.flatMap(({ organization }) => textIn(organization) ?? [])),
];

/** The id of a place. */
export const idOfPlace = ({ networkId, tableId }: SeatPlace): string => networkId ?? tableId ?? '';

/** What the names of a list mean: by what was chosen for them, or by what the partnership knows. */
export interface Meaning {
  /** `none`, an id, `add:` with a sector; undefined while nobody knows. */
  organization(value: string): string | undefined;
  place(value: string): string | undefined;
}

/** Finds out what the names of a list mean. */
export function meaningOf({ organizations, places }: ListWords, matches: Matches): Meaning {
  const known = new Map(matches.organizations.map(({ text, organizationId }) => [text, organizationId]));
  return {
    organization(value) {
      const text = textIn(value);
      if (text === undefined) return value || 'none';
      const same = sameIn(organizations[text] ?? '');
      if (same !== undefined) return organizations[same] || known.get(same);
      return organizations[text] || known.get(text);
    },
    place(value) {
      const text = textIn(value);
      if (text === undefined) return value;
      const found = findNamed(matches.places, text);
      return places[text] || (found ? idOfPlace(found) : undefined);
    },
  };
}

/** The names in the lines whose meaning nobody knows yet, or for which something was chosen: they are listed to be decided. */
export function unknownNames(words: ListWords, matches: Matches): { organizations: string[]; places: string[] } {
  const meaning = meaningOf({ ...words, organizations: {}, places: {} }, matches);
  const texts = words.rows.flatMap(({ seats }) => seats.map(({ place }) => place));
  return {
    organizations: organizationsIn(words.rows).filter((text) => meaning.organization(asText(text)) === undefined),
    places: [...new Set(texts)].flatMap((value) => (meaning.place(value) === undefined ? [textIn(value) ?? ''] : [])),
  };
}

/** Faults that leave a line out by themselves: nothing in it needs to be corrected. */
const leftOut: ReadonlySet<InviteeFault> = new Set(['member', 'ended', 'repeated']);

/** How the lines stand. */
export interface ListState {
  faults: readonly (InviteeFault | null)[];
  /** Lines that are invited. */
  ready: ListRow[];
  /** How many lines somebody has to correct. */
  toCorrect: number;
  /** How many names somebody has to decide about. */
  toDecide: number;
  isTooLong: boolean;
}

/** Says of each line whether it can be invited, and what stands in the way of all. */
export function stateOf(words: ListWords, matches: Matches): ListState {
  const faults = inviteeFaults(words.rows, matches.members);
  const ready = words.rows.filter((_row, at) => faults[at] === null);
  const unknown = unknownNames(words, matches);
  const meaning = meaningOf(words, matches);
  const undecided = [
    ...unknown.organizations.filter((text) => meaning.organization(asText(text)) === undefined),
    ...unknown.places.filter((text) => !words.places[text]),
  ];
  return {
    faults,
    ready,
    toCorrect: faults.filter((fault) => fault !== null && !leftOut.has(fault)).length,
    toDecide: undecided.length,
    isTooLong: ready.length > mostInvitees,
  };
}

/** What is sent: everybody who can be invited, with the organizations that are added. */
export function inputOf(words: ListWords, matches: Matches, idOf: IdOf) {
  const meaning = meaningOf(words, matches);
  const { ready } = stateOf(words, matches);
  const tables = new Set(matches.places.flatMap(({ tableId }) => tableId ?? []));
  const added = new Map<string, { id: string; name: string; sector: Sector }>();
  const invitees = ready.map(({ key, name, email, role, organization, seats, perspective }) => {
    const chosen = meaning.organization(organization) ?? 'none';
    const written = textIn(organization);
    const text = written === undefined ? undefined : (sameIn(words.organizations[written] ?? '') ?? written);
    if (text !== undefined && chosen.startsWith('add:')) {
      const sector = chosen.slice('add:'.length) as Sector;
      added.set(text, { id: idOf(`organization ${text}`), name: text, sector });
    }
    const isKnown = chosen !== 'none' && !chosen.startsWith('add:');
    const places = new Map(seats.map((seat) => [meaning.place(seat.place) ?? 'none', seat.role]));
    places.delete('none');
    return {
      id: idOf(`invitee ${key}`),
      name,
      email,
      role,
      organizationId: isKnown ? chosen : null,
      newOrganizationId: chosen.startsWith('add:') ? (added.get(text ?? '')?.id ?? null) : null,
      seats: [...places].map(([place, seatRole]) => ({
        id: idOf(`seat ${key} ${place}`),
        networkId: tables.has(place) ? null : place,
        tableId: tables.has(place) ? place : null,
        role: seatRole,
        perspective,
      })),
    };
  });
  return { organizations: [...added.values()], invitees };
}
