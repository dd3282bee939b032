import { decoderFor } from './decoding.ts';
import type { Decoder, Encoding } from './decoding.ts';
import { indentOf, tidyCell } from './tidy.ts';
import type { Tidying } from './tidy.ts';

export const delimiters = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** What is wrong with how a record is written, before anybody asks what it says. */
export type RecordFault = 'quote_never_closed' | 'text_after_quote' | 'unreadable_character' | 'line_too_long';

/** One row of the file. `line` is the physical line on which it starts, from 1, where CR, LF and CR LF each end a line. */
export interface FileRecord {
  line: number;
  cells: string[];
  /** Cells that were cleaned: zero-based column and what was done; null when nothing was. */
  tidied: { column: number; tidying: Tidying }[] | null;
  /** Blanks before the text of cells that have some: zero-based column and how many; absent when no cell has. */
  indents?: { column: number; width: number }[];
  /** Faults of writing: zero-based column and kind; null when there are none. */
  faults: { column: number; fault: RecordFault }[] | null;
}

/** A quoted cell longer than this many characters is taken for a quote that was never closed. */
export const maxQuotedCharacters = 65_536;
/** A record longer than this many characters is given up and reported; with the above, it bounds the reader's memory. */
export const maxRecordCharacters = 1_048_576;

const QUOTE = 34;
const CR = 13;
const LF = 10;
const SPACE = 32;
const AMPERSAND = 38;
const LESS = 60;
/** A position that says: the text read so far ends before this record does. */
const UNFINISHED = -1;

/**
 * Reads delimited text piece by piece. Line ends may be LF, CR LF or a bare CR, also mixed; quotes follow RFC 4180.
 * A quote that is never closed does not swallow the file: its row is reported and read as plain text, and the next row
 * starts where the next line does. Where the chunks are cut changes nothing in what comes out.
 */
export class RecordReader {
  readonly #decoder: Decoder;
  readonly #delimiter: number;
  #text = '';
  #position = 0;
  #line = 1;
  #giveUp = false;

  // The record being read; fields, because one scan fills all of them.
  #cells: string[] = [];
  #tidied: FileRecord['tidied'] = null;
  #faults: FileRecord['faults'] = null;
  #indents: FileRecord['indents'];
  #flags = 0;
  #breaks = 0;

  constructor(options: { encoding: Encoding; delimiter: Delimiter }) {
    this.#decoder = decoderFor(options.encoding);
    this.#delimiter = options.delimiter.charCodeAt(0);
  }

  /** Takes the next bytes and returns the records that are complete by now. */
  push(bytes: Uint8Array): FileRecord[] {
    return this.#take(this.#decoder.decode(bytes, { stream: true }), false);
  }

  /** Says that no more bytes follow and returns the last record, when the file does not end with a line end. */
  end(): FileRecord[] {
    return this.#take(this.#decoder.decode(), true);
  }

  #take(more: string, final: boolean): FileRecord[] {
    this.#text = this.#position === 0 ? this.#text + more : this.#text.slice(this.#position) + more;
    this.#position = 0;
    const records: FileRecord[] = [];
    while (this.#position < this.#text.length) {
      if (this.#giveUp && !this.#skipLine(final)) break;
      if (this.#position >= this.#text.length) break;
      const start = this.#position;
      const next = this.#readRecord(start, final);
      const length = (next === UNFINISHED ? this.#text.length : next) - start;
      if (length > maxRecordCharacters) {
        records.push({
          line: this.#line,
          cells: [],
          tidied: null,
          faults: [{ column: 0, fault: 'line_too_long' }],
        });
        this.#giveUp = true;
        continue;
      }
      if (next === UNFINISHED) break;
      const record: FileRecord = {
        line: this.#line,
        cells: this.#cells,
        tidied: this.#tidied,
        faults: this.#faults,
      };
      if (this.#indents !== undefined) record.indents = this.#indents;
      records.push(record);
      this.#line += this.#breaks;
      this.#position = next;
    }
    return records;
  }

  /** Moves past the rest of a given-up line; false when its end has not come yet. */
  #skipLine(final: boolean): boolean {
    const text = this.#text;
    let at = this.#position;
    while (at < text.length && text.charCodeAt(at) !== LF && text.charCodeAt(at) !== CR) at += 1;
    const after = this.#afterLineEnd(at, final);
    if (after === UNFINISHED) {
      this.#position = at;
      return false;
    }
    this.#giveUp = false;
    this.#line += 1;
    this.#position = after;
    return true;
  }

  /** The position after the line end at `at`; unfinished when a CR is the last character and an LF may follow. */
  #afterLineEnd(at: number, final: boolean): number {
    const text = this.#text;
    if (at >= text.length) return final ? at : UNFINISHED;
    if (text.charCodeAt(at) === LF) return at + 1;
    if (at + 1 >= text.length) return final ? at + 1 : UNFINISHED;
    return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
  }

  #readRecord(start: number, final: boolean): number {
    this.#cells = [];
    this.#tidied = null;
    this.#faults = null;
    this.#indents = undefined;
    this.#breaks = 0;
    const text = this.#text;
    let at = start;
    for (;;) {
      this.#flags = 0;
      const quote = this.#openingQuote(at);
      const end = quote === UNFINISHED ? this.#readPlain(at, at, '') : this.#readQuoted(at, quote, final);
      if (end === UNFINISHED || (end >= text.length && !final)) return UNFINISHED;
      if (end < text.length && text.charCodeAt(end) === this.#delimiter) {
        at = end + 1;
        continue;
      }
      const next = this.#afterLineEnd(end, final);
      this.#breaks += 1;
      return next;
    }
  }

  /** Where the cell's quote opens (blanks may stand before it), or -1 for a cell without one. */
  #openingQuote(at: number): number {
    const text = this.#text;
    let quote = at;
    while (text.charCodeAt(quote) === SPACE) quote += 1;
    return text.charCodeAt(quote) === QUOTE ? quote : UNFINISHED;
  }

  /** Reads to the next delimiter or line end, keeps the cell with `before` in front, and returns where it stopped. */
  #readPlain(cellStart: number, from: number, before: string): number {
    const text = this.#text;
    const { length } = text;
    let at = from;
    let flags = this.#flags;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === this.#delimiter || code === LF || code === CR) break;
      flags |= code < 128 ? (plainFlags[code] ?? 0) : flagOf(code);
    }
    this.#flags = flags;
    this.#keep(before === '' ? text.slice(cellStart, at) : before + text.slice(from, at));
    return at;
  }

  #readQuoted(cellStart: number, quote: number, final: boolean): number {
    const text = this.#text;
    const { length } = text;
    let content = '';
    let from = quote + 1;
    let at = from;
    let breaks = 0;
    for (; ; at += 1) {
      if (at - quote > maxQuotedCharacters) return this.#readUnclosed(cellStart);
      if (at >= length) return final ? this.#readUnclosed(cellStart) : UNFINISHED;
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        if (text.charCodeAt(at + 1) !== QUOTE) break;
        content += text.slice(from, at + 1);
        at += 1;
        from = at + 1;
      } else if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) {
        breaks += 1;
        this.#flags |= LINE_BREAK;
      } else if (code < 32 || code > 126) this.#flags |= code === CR ? LINE_BREAK : flagOf(code);
      else if (code === AMPERSAND || code === LESS) this.#flags |= ODD;
    }
    content += text.slice(from, at);
    return this.#afterQuote(cellStart, at + 1, content, breaks, final);
  }

  /** What follows a closing quote: blanks and a delimiter as it should be, or text that should not be there. */
  #afterQuote(cellStart: number, from: number, content: string, breaks: number, final: boolean): number {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === SPACE) at += 1;
    if (at >= text.length && !final) return UNFINISHED;
    const code = text.charCodeAt(at);
    if (at >= text.length || code === this.#delimiter || code === LF || code === CR) {
      this.#breaks += breaks;
      this.#keep(content);
      return at;
    }
    // A cell that ran over a line end into a quote with text behind it: that quote opened another cell.
    if (breaks > 0) return this.#readUnclosed(cellStart);
    this.#fault('text_after_quote');
    return this.#readPlain(cellStart, from, content);
  }

  #readUnclosed(cellStart: number): number {
    this.#fault('quote_never_closed');
    this.#flags = 0;
    return this.#readPlain(cellStart, cellStart, '');
  }

  #fault(fault: RecordFault): void {
    (this.#faults ??= []).push({ column: this.#cells.length, fault });
  }

  #keep(raw: string): void {
    const flags = this.#flags;
    if ((flags & UNREADABLE) !== 0) this.#fault('unreadable_character');
    const first = raw.charCodeAt(0);
    if (flags === 0 && first !== SPACE && first !== 61 && raw.charCodeAt(raw.length - 1) !== SPACE) {
      this.#cells.push(raw);
      return;
    }
    const { text, tidying } = tidyCell(raw);
    const width = text === '' ? 0 : indentOf(raw);
    if (width > 0) (this.#indents ??= []).push({ column: this.#cells.length, width });
    if (tidying !== null) (this.#tidied ??= []).push({ column: this.#cells.length, tidying });
    this.#cells.push(text);
  }
}

const ODD = 1;
const UNREADABLE = 2;
const LINE_BREAK = 4;

/** The flag of each ASCII character: controls, and what may begin markup. */
const plainFlags = Uint8Array.from({ length: 128 }, (_none, code) =>
  code < 32 || code === 127 || code === AMPERSAND || code === LESS ? ODD : 0,
);

function flagOf(code: number): number {
  if (code === 0xfffd) return UNREADABLE;
  return code < 32 || (code >= 127 && code <= 160) || (code >= 0x2000 && code <= 0x206f) || code === 0xfeff ? ODD : 0;
}
