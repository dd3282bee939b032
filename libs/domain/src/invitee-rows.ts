import { type Address, divide, holdsAddress, isLineMark, nameOf, oneLine, readAddress } from './invitee-addresses.ts';
import { addressOf, withoutLineMark } from './invitee-addresses.ts';
import { type InviteeColumn, plainWord, readColumn, readPerspective, readRole, readSeatRole } from './invitee-words.ts';
import { pastedCells } from './pasted-cells.ts';
import type { MemberRole, Perspective, SeatRole } from './vocabulary.ts';

/** One person of a pasted list, as far as the text alone tells. */
export interface ReadInvitee extends Address {
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
  /** Lines and pieces that name nobody: titles, totals, remarks. */
  unread: string[];
}

type Columns = readonly (InviteeColumn | null)[];

/** A header stands among the first lines, under titles and remarks. */
const mostLinesAbove = 15;
const totals = new Set(['total', 'totals', 'count', 'sum', 'totales', 'suma', 'grand total']);

/** Reads rows of a spreadsheet or of a table in a text, with or without a header, under whatever title. */
export function readTable(text: string): ReadInviteeList {
  const rows = withoutCounting(cellsOf(text));
  const above = rows.slice(0, mostLinesAbove).findIndex((cells) => cells.some(holdsAddress));
  const tops = rows.slice(0, above === -1 ? mostLinesAbove : above);
  const headers = tops.map((cells) => cells.map(readColumn));
  const counts = headers.map((columns) => columns.filter((column) => column !== null).length);
  const at = counts.findIndex((count) => count > 0 && count === Math.max(...counts));
  if (at === -1) return people(rows, guessColumns(rows), []);
  const columns = headers[at] ?? [];
  const ignored = (rows[at] ?? []).filter((cell, index) => cell !== '' && !columns[index]);
  const list = people(rows.slice(at + 1), columns, ignored);
  return { ...list, unread: [...rows.slice(0, at).map(lineOf), ...list.unread] };
}

const lineOf = (cells: readonly string[]): string => cells.filter((cell) => cell !== '').join(' ');

function people(rows: readonly string[][], columns: Columns, ignored: string[]): ReadInviteeList {
  const list: ReadInviteeList = { invitees: [], ignored, unread: [] };
  for (const cells of rows) {
    if (isPerson(cells, columns)) list.invitees.push(readRow(cells, columns));
    else list.unread.push(lineOf(cells));
  }
  return list;
}

/** A line with an address, or with a name under a header and an empty cell for the address. */
function isPerson(cells: readonly string[], columns: Columns): boolean {
  if (cells.some(holdsAddress)) return true;
  if (totals.has(plainWord(cells.find((cell) => cell !== '') ?? ''))) return false;
  const written = cells.filter((cell) => cell !== '').length;
  return written > 1 && columns.includes('email') && columns.some((column, at) => isName(column) && cells[at]);
}

const isName = (column: InviteeColumn | null): boolean => column === 'name' || column === 'given_name';

/** The cells of a text; a line that has another sign between its cells than the others is divided by its own. */
function cellsOf(text: string): string[][] {
  const lines = text.split(/\r\n?|\n/u).filter(holdsAddress);
  const sign = ['\t', ';', ','].find((each) => lines.filter((line) => line.includes(each)).length * 2 > lines.length);
  return pastedCells(text, sign).map((cells) => {
    const [only = '', ...more] = cells.filter((cell) => cell !== '');
    return more.length === 0 && holdsAddress(only) ? divide(only, '\t;,') : cells;
  });
}

/** Without the column that counts the lines, and without the bullets and numbers before a name. */
function withoutCounting(rows: readonly string[][]): string[][] {
  const people = rows.filter((cells) => cells.length > 1 && cells.some(holdsAddress));
  const isCounted = people.filter(([first = '']) => isLineMark(first)).length * 2 > people.length;
  const isFilled = people.some(([first]) => first);
  const isHeader = (cells: readonly string[]): boolean => cells.filter((cell) => readColumn(cell)).length > 1;
  return rows.map((cells) => {
    const [first = ''] = cells;
    const counts = isLineMark(first) || (isHeader(cells) && readColumn(first) === null);
    const rest = isCounted && isFilled && cells.length > 1 && counts ? cells.slice(1) : cells;
    return rest.map((cell) => (holdsAddress(cell) ? withoutLineMark(cell) : cell));
  });
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
  take('email', holdsAddress);
  take('role', (cell) => readRole(cell) !== null);
  take('perspective', (cell) => readPerspective(cell) !== null);
  const at = columns.indexOf('email');
  // The name beside the address decides for each row; a table in which most have it has no column of names.
  const named = rows.filter((cells) => readAddress(cells[at] ?? '')?.name).length;
  return inOrder(columns, named * 2 > rows.filter((cells) => cells[at]).length);
}

/** The columns that tell nothing of themselves, in the order in which people write them. */
function inOrder(columns: Columns, isNamed: boolean): (InviteeColumn | null)[] {
  const left: InviteeColumn[] = isNamed ? ['organization', 'seats'] : ['name', 'organization', 'seats'];
  return columns.map((known) => known ?? left.shift() ?? null);
}

/** A row whose address stands elsewhere than in the others is read by its own cells. */
function columnsOf(cells: readonly string[], columns: Columns): Columns {
  const at = columns.indexOf('email');
  if (holdsAddress(cells[at] ?? '') || !cells.some(holdsAddress)) return columns;
  return guessColumns([[...cells]]);
}

function readRow(cells: readonly string[], table: Columns): ReadInvitee {
  const columns = columnsOf(cells, table);
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
