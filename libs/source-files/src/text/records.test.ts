import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding } from './decoding.ts';
import { RecordReader, maxQuotedCharacters, maxRecordCharacters } from './records.ts';
import type { Delimiter, FileRecord } from './records.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer);

function readAll(
  bytes: Uint8Array,
  cuts: readonly number[] = [],
  encoding: Encoding = 'utf-8',
  delimiter: Delimiter = ',',
) {
  const reader = new RecordReader({ encoding, delimiter });
  const records: FileRecord[] = [];
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    records.push(...reader.push(bytes.subarray(from, cut)));
    from = Math.max(from, cut);
  }
  return [...records, ...reader.push(bytes.subarray(from)), ...reader.end()];
}

const cellsOf = (text: string): string[][] => readAll(utf8(text)).map(({ cells }) => cells);
const linesOf = (text: string): number[] => readAll(utf8(text)).map(({ line }) => line);

describe('records', () => {
  it('ends lines at LF, CR LF and bare CR, also mixed, and counts them truly', () => {
    expect(cellsOf('a,b\n1,2\r\n3,4\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
    expect(linesOf('a\r\rb\r\n"x\ny\rz"\nlast')).toEqual([1, 2, 3, 4, 7]);
  });

  it('keeps separators, quotes and line ends inside quotes', () => {
    expect(cellsOf('"a,1","say ""yes""","two\nlines"\n')).toEqual([['a,1', 'say "yes"', 'two\nlines']]);
  });

  it('keeps a last empty cell and does not invent a last row', () => {
    expect(cellsOf('a,\n')).toEqual([['a', '']]);
    expect(cellsOf('')).toEqual([]);
  });

  it('reads a cell that is closed and goes on, and says so', () => {
    expect(readAll(utf8('"5" tall,2\n'))).toMatchObject([
      { cells: ['5 tall', '2'], faults: [{ column: 0, fault: 'text_after_quote' }] },
    ]);
  });

  it.each([
    ['at the end of the file', 'a,b\n1,"open\n2,x\n'],
    ['before a quoted cell', 'a,b\n1,"open\n2,"x"\n'],
    ['before a row that begins with a quote', 'a,b\n1,"open\n"2","x"\n'],
  ])('does not let an unclosed quote swallow the rows after it: %s', (_where, text) => {
    const records = readAll(utf8(text));
    expect(records.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(records[1]?.faults).toEqual([{ column: 1, fault: 'quote_never_closed' }]);
    expect(records[2]).toMatchObject({ cells: ['2', 'x'], faults: null });
  });

  it('recovers from an unclosed quote that is far longer than its memory', () => {
    const rows = Array.from({ length: 30_000 }, (_row, at) => `${at},x`).join('\n');
    const records = readAll(utf8(`a,"b\n${rows}`), [40_000, 100_000]);
    expect(records).toHaveLength(30_001);
    expect(records.filter(({ faults }) => faults !== null).map(({ line }) => line)).toEqual([1]);
    expect(rows.length).toBeGreaterThan(maxQuotedCharacters);
  });

  it('gives up a line without an end, and reads on behind it', () => {
    const long = 'x'.repeat(maxRecordCharacters + 10);
    for (const cuts of [[], [5, 500_000, 1_048_570, 1_048_580]]) {
      const records = readAll(utf8(`a\n${long}\nb`), cuts);
      expect(records.map(({ line, faults }) => [line, faults?.[0]?.fault])).toEqual([
        [1, undefined],
        [2, 'line_too_long'],
        [3, undefined],
      ]);
    }
  });

  it('cleans cells and says what was cleaned', () => {
    const [record] = readAll(utf8('="0150011", padded ,NB\u00a0SP\u00a0 \u00a0,THE STAR \u001a P.S.63,plain'));
    expect(record?.cells).toEqual(['0150011', 'padded', 'NB SP', 'THE STAR P.S.63', 'plain']);
    expect(record?.tidied?.map(({ column, tidying }) => [column, tidying])).toEqual([
      [0, 'excel_text'],
      [1, 'padding'],
      [2, 'no_break_space'],
      [3, 'control_character'],
    ]);
    expect(cellsOf('"=""0150011"""\n')).toEqual([['0150011']]);
  });

  it('reads Windows-1252, UTF-16 both ways round, and drops a byte-order mark', () => {
    expect(readAll(new Uint8Array([0x43, 0xf1, 0x2c, 0x80]), [], 'windows-1252')[0]?.cells).toEqual(['Cñ', '€']);
    expect(readAll(utf16('\ufeffé,ö\n'), [], 'utf-16le')[0]?.cells).toEqual(['é', 'ö']);
    const swapped = utf16('é,ö\n').map((_byte, at, all) => all[at ^ 1] ?? 0);
    expect(readAll(swapped, [], 'utf-16be')[0]?.cells).toEqual(['é', 'ö']);
    expect(readAll(utf8('\ufeffa,b'), [1, 2], 'utf-8-bom')[0]?.cells).toEqual(['a', 'b']);
  });

  it('reports bytes that are not of the encoding', () => {
    const [record] = readAll(new Uint8Array([0x61, 0x2c, 0xe9, 0x2c, 0x62]));
    expect(record?.faults).toEqual([{ column: 1, fault: 'unreadable_character' }]);
  });

  const piece = fc.constantFrom(
    'a',
    'é',
    '€',
    '😀',
    '"',
    '""',
    ',',
    ';',
    '\r',
    '\n',
    '\r\n',
    ' ',
    '\u00a0',
    '=',
    '0',
    '\u001a',
  );
  const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  const cutsOf = fc.array(fc.nat(200), { maxLength: 12 });

  it('gives the same records wherever the chunks are cut', () => {
    fc.assert(
      fc.property(texts, cutsOf, (text, cuts) => {
        const bytes = utf8(text);
        expect(readAll(bytes, cuts)).toEqual(readAll(bytes));
        expect(readAll(bytes, [...bytes.keys()])).toEqual(readAll(bytes));
        const wide = utf16(text);
        expect(readAll(wide, cuts, 'utf-16le')).toEqual(readAll(wide, [], 'utf-16le'));
      }),
      { numRuns: 400 },
    );
  });

  it('reads back whatever was written by the rules', () => {
    const cell = fc
      .array(fc.constantFrom('a', 'é', '"', ',', '\n', '\r', '1'), { maxLength: 8 })
      .map((cells) => `[${cells.join('')}]`);
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), cutsOf, (rows, lineEnd, cuts) => {
        const quoted = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        expect(readAll(utf8(quoted.join(lineEnd)), cuts).map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });
});
