/** A person as a mail program writes them. */
export interface Address {
  name: string;
  /** In lower case. */
  email: string;
}

const marks = /^["'“”«»\s]+|["'“”«»\s]+$/gu;
/** What stands before a line of addresses that was copied with the head of its mail. */
const mailHead = /^\s*(?:to|cc|bcc|from|para|de|cco)\s*:\s*/iu;
/** What stands behind a name and belongs to it: "Smith, Jr." is no first name. */
const behindNames =
  /^(?:jr|sr|i{2,3}|iv|ph ?d|m ?d|d ?o|ed ?d|m ?ed|m ?s ?w|l ?c ?s ?w|r ?n|j ?d|m ?p ?h|m ?b ?a|esq|cpa|dds)$/iu;
/** What counts lines: bullets, boxes, numbers with a dot or a bracket. */
const lineMark = /^[\s•◦▪‣·●○□☐☑✓*–—-]*(?:\(?\d{1,3}[.)])?[\s•◦▪‣·●○□☐☑✓*–—-]*(?=\S)/u;
const address = /[^\s<>()[\],;:"“”«»|]+@[^\s<>()[\],;"“”«»|]+/u;

/** Without line ends and doubled blanks. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Whether something like an address stands in a text, well written or not. */
export const holdsAddress = (text: string): boolean => address.test(text);

/** Whether a cell only counts its line: a bullet, or a number. */
export const isLineMark = (text: string): boolean => /^[\s•◦▪‣·●○□☐☑✓*–—-]*(?:\(?\d{1,3}[.)]?)?$/u.test(text);

/** A line without the bullet or the number before it. */
export const withoutLineMark = (text: string): string => text.replace(lineMark, '').trim();

const isBehindName = (part: string): boolean => behindNames.test(part.replaceAll('.', '').trim());

/** "Doe, Jane" is Jane Doe; "Jane Doe, Jr." stays. */
export function nameOf(text: string): string {
  const name = oneLine(text.replaceAll(marks, ''));
  const parts = name.split(',').map((part) => part.trim());
  const behind = parts.slice(1).filter(isBehindName);
  const [family = '', given = '', ...more] = parts.filter((part) => !behind.includes(part));
  if (given === '' || more.length > 0) return name;
  return [`${given} ${family}`, ...behind].join(', ');
}

/** An address without what mail programs put before it, and without the full stop of a sentence. */
export const addressOf = (text: string): string =>
  text
    .trim()
    .replace(/^mailto:/iu, '')
    .replace(/[.,;:'’]+$/u, '')
    .replace(/^['‘]+/u, '')
    .toLowerCase();

/**
 * The person in a text: "Jane Doe <jane@example.org>", "jane@example.org (Jane Doe)", "Jane Doe – jane@example.org", or
 * the address alone. Null for a text in which no address stands.
 */
export function readAddress(text: string): Address | null {
  const line = withoutLineMark(text.replace(mailHead, ''));
  const email = /<\s*(?<angled>[^<>]*@[^<>]*)>/u.exec(line)?.groups?.['angled'] ?? address.exec(line)?.[0];
  if (email === undefined) return null;
  const at = line.indexOf(email);
  const before = line.slice(0, at).replace(/(?:<|mailto:|\(|\[|e-?mail:|correo:|[\s–—:|-])+$/iu, '');
  const behind = line.slice(at + email.length).replaceAll(/^[\s>)\],;:|–—-]*[([]?|[)\]\s,;]*$/gu, '');
  return { name: nameOf(before.trim() === '' ? behind : before), email: addressOf(email) };
}

/** Divides at a sign that stands in no quotation marks and no angle brackets. */
export function divide(text: string, signs: string): string[] {
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

/** What a list of addresses holds. */
export interface AddressList {
  addresses: Address[];
  /** What names nobody that could be written to. */
  unread: string[];
}

/**
 * The addresses of a text as mail programs write them: one a line, or several with semicolons or commas between. Null
 * where lines hold more than addresses, and so are rows of a table.
 */
export function readAddresses(text: string): AddressList | null {
  if (text.includes('\t')) return null;
  const list: AddressList = { addresses: [], unread: [] };
  for (const line of divide(text, '\r\n')) {
    const pieces = piecesOf(line.replace(mailHead, ''));
    const found = pieces.filter(holdsAddress);
    // One address with other words beside it is a row; several of them are a list, whatever stands between.
    if (found.length === 1 && pieces.length > 1) return null;
    list.addresses.push(...found.flatMap((piece) => readAddress(piece) ?? []));
    list.unread.push(...pieces.filter((piece) => !holdsAddress(piece)));
  }
  return list.addresses.length > 0 ? list : null;
}

/** A line at its semicolons, and at its commas where these divide people and not the parts of a name. */
function piecesOf(line: string): string[] {
  const pieces = divide(line, ';').flatMap((piece) => withWholeNames(divide(piece, ',')));
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

/** "Díaz" before "Ana <ana@example.org>" belongs to her name, as does "PhD" behind it. */
function withWholeNames(parts: readonly string[]): string[] {
  const pieces: string[] = [];
  let before: string[] = [];
  for (const part of parts) {
    const isNamed = /^[^<>]+<[^<>]*@/u.test(part);
    const names = [...before, isNamed ? part.slice(0, part.indexOf('<')) : ''];
    const isTurned = before.length > 0 && isNamed && names.filter((name) => !isBehindName(name)).length <= 2;
    if (!isTurned && holdsAddress(part)) pieces.push(...before, part);
    else if (isTurned) pieces.push([...before, part].join(', '));
    before = holdsAddress(part) ? [] : [...before, part];
  }
  return [...pieces, ...before];
}
