import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitWords } from './header.ts';
import { sniff } from './sniff.ts';
import type { FileShape } from './sniff.ts';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const bytes = (...values: number[]) => new Uint8Array(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function shapeOf(bytes: Uint8Array): FileShape {
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  return seen.shape;
}

const namesOf = (shape: FileShape): string[] => shape.columns.map(({ name }) => name);
const levels = [
  'Level 1 Not Met',
  'Level 2 Approaching',
  'Level 3 Met',
  'Level 4 Exceeded',
  'Level 3&4 Met or Exceeded',
];

describe('what is seen in publishers’ files', () => {
  it.each([
    ['smarter-balanced-2014-15.csv', 'lf', [3]],
    ['smarter-balanced-2018-19.csv', 'crlf', [3, 22]],
  ] as const)('%s: titles, spanning header, five columns called %%', (name, lineEnds, blankLines) => {
    const shape = shapeOf(fixture(name));
    expect(shape).toMatchObject({ encoding: 'utf-8', lineEnds, delimiter: ',', headerLine: 5, firstDataLine: 6 });
    expect(shape.titleLines[0]).toEqual({ line: 1, text: `Smarter Balanced Assessments, ${name.slice(17, 24)}` });
    expect(shape.spanningHeader?.line).toBe(4);
    expect(shape.blankLines).toEqual(blankLines);
    expect(shape.columns.filter(({ raw }) => raw === '%').map(({ name: unique }) => unique)).toEqual(
      levels.map((level) => `${level} %`),
    );
    expect(namesOf(shape).at(-1)).toBe('Average VSS');
    expect(namesOf(shape)).toContain('Total Number Tested');
    expect(new Set(namesOf(shape)).size).toBe(19);
  });

  it('names the same columns in both ways of saving', () => {
    expect(namesOf(shapeOf(fixture('smarter-balanced-2014-15.csv')))).toEqual(
      namesOf(shapeOf(fixture('smarter-balanced-2018-19.csv'))),
    );
  });

  it('reads bare CR, and gives two shapes of one survey the same names', () => {
    const first = shapeOf(fixture('kei-2008-09-bare-cr.csv'));
    const last = shapeOf(fixture('kei-2012-13-bare-cr-spanning.csv'));
    expect([first.lineEnds, last.lineEnds]).toEqual(['cr', 'cr']);
    expect([first.headerLine, last.headerLine, last.spanningHeader?.line]).toEqual([1, 2, 1]);
    expect(last.emptyTrailingColumns).toBe(3);
    expect(namesOf(first).slice(-3)).toEqual(namesOf(last).slice(-3));
    expect(namesOf(last)[0]).toBe('District Name');
  });

  it('puts one spanning title over its columns', () => {
    const shape = shapeOf(fixture('absenteeism-edsight-titles.csv'));
    expect(namesOf(shape).slice(-2)).toEqual(['Chronically Absent Student Count', 'Chronically Absent %']);
    expect(shape.titleLines.map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe('encodings, line ends and delimiters', () => {
  const table = 'place,value\nPeñasco,1\nEspañola,2\n';
  const utf16le = new Uint8Array(Uint16Array.from(table, (unit) => unit.charCodeAt(0)).buffer);

  it('tells the encoding', () => {
    expect(shapeOf(utf8(table)).encoding).toBe('utf-8');
    expect(shapeOf(utf8(`\ufeff${table}`)).encoding).toBe('utf-8-bom');
    expect(namesOf(shapeOf(utf8(`\ufeff${table}`)))[0]).toBe('place');
    expect(shapeOf(Uint8Array.from(table, (unit) => unit.charCodeAt(0))).encoding).toBe('windows-1252');
    expect(shapeOf(utf16le).encoding).toBe('utf-16le');
    expect(shapeOf(utf16le.map((_byte, at, all) => all[at ^ 1] ?? 0)).encoding).toBe('utf-16be');
  });

  it('is not misled by a character cut off at the end of the sample', () => {
    const file = utf8(`place,value\n${'Peñasco,1\n'.repeat(40_000)}`);
    for (const start of [0, 1, 2])
      expect(sniff(file.subarray(start), true)).toMatchObject({ shape: { encoding: 'utf-8' } });
  });

  it.each([
    ['a\tb\tc\n1\t2,5\t3\n', '\t'],
    ['a;b\n1,5;2\n2,5;3\n', ';'],
    ['a|b\n1|2\n', '|'],
    ['a,b\n"x;y",2\n', ','],
  ])('tells the delimiter of %j', (text, delimiter) => {
    expect(shapeOf(utf8(text)).delimiter).toBe(delimiter);
  });

  it('tells mixed line ends', () => {
    expect(shapeOf(utf8('a,b\r\n1,2\n3,4\r5,6')).lineEnds).toBe('mixed');
  });

  it('names repeated headers, notes under the table, and columns without a header', () => {
    const shape = shapeOf(utf8('a,b,\n1,2,3\na,b,\n4,5,6\n\n* fewer than 6 students,,\n'));
    expect(shape.repeatedHeaderLines).toEqual([3]);
    expect(shape.footerLines).toEqual([{ line: 6, text: '* fewer than 6 students' }]);
    expect(namesOf(shape)).toEqual(['a', 'b', 'Column 3']);
    expect(shape.sampledRows).toBe(2);
  });

  it('tells a wide spanning header from the header under it', () => {
    const named = shapeOf(utf8('Place,Reading,,Math,\nDistrict,n,%,n,%\nA,1,2,3,4\nB,5,6,7,8\n'));
    expect(named).toMatchObject({ headerLine: 2, spanningHeader: { line: 1 }, titleLines: [] });
    expect(namesOf(named)).toEqual(['Place District', 'Reading n', 'Reading %', 'Math n', 'Math %']);
    const spanned = shapeOf(utf8(',Reading,,Math,\nDistrict,n,%,n,%\nA,1,2,3,4\nB,5,6,7,8\n'));
    expect(namesOf(spanned)).toEqual(['District', 'Reading n', 'Reading %', 'Math n', 'Math %']);
  });

  it('numbers what stays double, and sees that there is no header', () => {
    expect(namesOf(shapeOf(utf8('Rate,Rate,x\n1,2,3\n')))).toEqual(['Rate', 'Rate (2)', 'x']);
    expect(shapeOf(utf8('1,2,3\n4,5,6\n'))).toMatchObject({ headerLine: null, firstDataLine: 1 });
  });
});

describe('what a person corrects', () => {
  it('takes another line for the header, or none', () => {
    const file = utf8('a,b\nc,d\n1,2\n3,4\n');
    expect(sniff(file, true, { headerLine: 2 })).toMatchObject({ shape: { headerLine: 2, firstDataLine: 3 } });
    const none = sniff(file, true, { headerLine: null });
    expect(none).toMatchObject({ shape: { headerLine: null, firstDataLine: 1, sampledRows: 4 } });
  });

  it('takes another delimiter', () => {
    const seen = sniff(utf8('a,b;c\n1,2;3\n'), true, { delimiter: ';' });
    expect(seen).toMatchObject({ shape: { delimiter: ';', columns: [{ name: 'a,b' }, { name: 'c' }] } });
  });
});

describe('refusals', () => {
  it.each([
    ['FILE_EMPTY', new Uint8Array()],
    ['FILE_EMPTY', utf8('\r\n \n')],
    ['FILE_EXCEL', utf8('PK\u0003\u0004....xl/workbook.xml')],
    ['FILE_ZIP', utf8('PK\u0003\u0004....data.csv')],
    ['FILE_OLD_EXCEL', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1)],
    ['FILE_GZIP', bytes(0x1f, 0x8b, 8)],
    ['FILE_PDF', utf8('%PDF-1.7\n')],
    ['FILE_HTML', utf8('\n<!DOCTYPE html><html><body>Sign in, please')],
    ['FILE_HTML', utf8('<table><tr><td>1,2</td></tr></table>')],
    ['FILE_XML', utf8('<?xml version="1.0"?><rows/>')],
    ['FILE_JSON', utf8('[{"a": 1, "b": 2}]')],
    ['FILE_BINARY', bytes(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1)],
    ['FILE_NO_COLUMNS', utf8('just a text\nwithout columns\n')],
    ['FILE_NO_ROWS', utf8('a,b,c\n')],
  ])('refuses: %s', (code, file) => {
    const seen = sniff(file, true);
    expect(seen).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('run-together words', () => {
  it.each([
    ['Total Numberof Students', 'Total Number of Students'],
    ['Smarter BalancedParticipationRate', 'Smarter Balanced Participation Rate'],
    ['AverageVSS', 'Average VSS'],
    ['Level 3&4Met or Exceeded', 'Level 3&4 Met or Exceeded'],
    ['Level 1 Not Met  Count', 'Level 1 Not Met Count'],
    ['Proof of residence', 'Proof of residence'],
    ['SCHOOL_NAME', 'SCHOOL NAME'],
  ])('%s', (from, to) => expect(splitWords(from)).toBe(to));
});
