import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileRecord } from '@throughline/source-files/text/records';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatOf, numberText } from './number-formats.ts';
import { limits, WorkbookRefused } from './parts.ts';
import { Workbook } from './workbook.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Parts {
  sheets?: Record<string, string>;
  hidden?: string[];
  texts?: string[];
  styles?: string;
  properties?: string;
  more?: Record<string, string>;
}

/** A workbook as a program would write it, from the XML of its sheets. */
function workbookOf({
  sheets = {},
  hidden = [],
  texts = [],
  styles = '',
  properties = '',
  more = {},
}: Parts): Uint8Array {
  const names = Object.keys(sheets);
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types/>`,
    '_rels/.rels': `${head}<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns:r="${office}">${properties}<sheets>${names
      .map((name, at) => `<sheet name="${name}" r:id="s${at}"${hidden.includes(name) ? ' state="hidden"' : ''}/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships>${names
      .map((_name, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at}.xml`))
      .join(
        '',
      )}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('y', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `${head}<sst>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `${head}<styleSheet>${styles}</styleSheet>`,
    ...more,
  };
  names.forEach((name, at) => {
    files[`xl/worksheets/sheet${at}.xml`] = `${head}<worksheet>${sheets[name]}</worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const rows = (...cells: string[]): string =>
  `<sheetData>${cells.map((row, at) => `<row r="${at + 1}">${row}</row>`).join('')}</sheetData>`;
const text = (reference: string, value: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
const number = (reference: string, value: string, style = 0): string =>
  `<c r="${reference}" s="${style}"><v>${value}</v></c>`;

describe('workbooks', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tl-workbook-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(content: Uint8Array): string {
    const path = join(folder, 'book.xlsx');
    writeFileSync(path, content);
    return path;
  }

  async function read(parts: Parts, name?: string): Promise<FileRecord[]> {
    const workbook = await Workbook.open(file(workbookOf(parts)));
    try {
      const records: FileRecord[] = [];
      for await (const batch of workbook.records(await workbook.sheet(name))) records.push(...batch);
      return records;
    } finally {
      workbook.close();
    }
  }
  const cellsOf = async (sheet: string, parts: Parts = {}) =>
    (await read({ ...parts, sheets: { Data: sheet } })).map(({ cells }) => cells);
  const refusal = async (content: Uint8Array, use?: (workbook: Workbook) => Promise<unknown>) => {
    const opened = await Workbook.open(file(content)).catch((error: unknown) => error);
    if (!(opened instanceof Workbook)) return opened instanceof WorkbookRefused ? opened.refusal.code : opened;
    const error = await use?.(opened).catch((problem: unknown) => problem);
    opened.close();
    return error instanceof WorkbookRefused ? error.refusal.code : error;
  };

  it('reads texts, rich texts without their readings, truth values, errors and results of formulas', async () => {
    const sheet = rows(
      `<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="b"><v>1</v></c>`,
      `<c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="str"><f>A1&amp;"!"</f><v>done</v></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2"><f>1+2</f></c>`,
    );
    const texts = [
      '<t>District</t>',
      '<r><t>Group</t></r><r><t xml:space="preserve"> name</t></r><rPh><t>yomi</t></rPh>',
    ];
    expect(await cellsOf(sheet, { texts })).toEqual([
      ['District', 'Group name', '', 'TRUE'],
      ['#N/A', 'done', '2', '#NOT CALCULATED'],
    ]);
  });

  it('reads dates as dates, percents with their sign, codes with their zeros, numbers without noise', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="0000000"/><numFmt numFmtId="165" formatCode="[Red]yyyy\\-mm\\-dd hh:mm"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>';
    const sheet = rows(
      number('A1', '42031', 1) + number('B1', '0.45200000000000001', 2) + number('C1', '150011', 3),
      number('A2', '42031.5', 4) + number('B2', '37.200000000000003') + number('C2', '1E-3'),
    );
    expect(await cellsOf(sheet, { styles })).toEqual([
      ['2015-01-27', '45.2%', '0150011'],
      ['2015-01-27 12:00:00', '37.2', '0.001'],
    ]);
    const early = await cellsOf(rows(number('A1', '0', 1) + number('B1', '1', 1)), {
      styles,
      properties: '<workbookPr date1904="1"/>',
    });
    expect(early).toEqual([['1904-01-01', '1904-01-02']]);
  });

  it('repeats labels that are merged over rows, and leaves titles that are merged over columns alone', async () => {
    const sheet =
      rows(
        text('A1', 'A title'),
        text('A2', 'Avon') + text('B2', 'Girls') + number('C2', '1'),
        `<c r="A3"/>${text('B3', 'Boys')}${number('C3', '2')}`,
        text('B4', 'All'),
      ) + '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>';
    expect(await cellsOf(sheet)).toEqual([['A title'], ['Avon', 'Girls', '1'], ['Avon', 'Boys', '2'], ['', 'All']]);
  });

  it('numbers rows as the sheet does, cleans cells, and keeps how far they are indented', async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="0"><alignment indent="2"/></xf></cellXfs>';
    const sheet = `<sheetData><row r="4">${text('A4', ' Avon\u00a0')}<c r="B4" s="1" t="inlineStr"><is><t>x</t></is></c></row><row>${text('', 'next')}</row></sheetData>`;
    expect(await read({ sheets: { Data: sheet }, styles })).toEqual([
      {
        line: 4,
        cells: ['Avon', 'x'],
        tidied: [{ column: 0, tidying: 'no_break_space' }],
        faults: null,
        indents: [
          { column: 0, width: 1 },
          { column: 1, width: 4 },
        ],
      },
      { line: 5, cells: ['next'], tidied: null, faults: null },
    ]);
  });

  it('chooses the visible sheet that looks most like a table, or the one that is named', async () => {
    const notes = rows(text('A1', 'Notes'), text('A2', 'About'), text('A3', 'This'), text('A4', 'File'));
    const data = rows(text('A1', 'a') + text('B1', 'b'), text('A2', 'c') + text('B2', 'd'));
    const old = rows(...[1, 2, 3, 4].map((row) => text(`A${row}`, 'old') + text(`B${row}`, 'old')));
    const parts = { sheets: { Notes: notes, Data: data, Old: old }, hidden: ['Old'] };
    expect((await read(parts)).map(({ cells }) => cells[0])).toEqual(['a', 'c']);
    expect((await read(parts, 'Old'))[0]?.cells).toEqual(['old', 'old']);
    const missing = await refusal(workbookOf(parts), (workbook) => workbook.sheet('None'));
    expect(missing).toBe('FILE_NO_SHEET');
  });

  it('refuses what is damaged, binary, or no workbook', async () => {
    const good = workbookOf({ sheets: { Data: rows(text('A1', 'a')) } });
    expect(await refusal(good.subarray(0, good.length - 60))).toBe('FILE_DAMAGED');
    expect(await refusal(workbookOf({ more: { 'xl/workbook.xml': '<workbook><sheets>' } }))).toBe('FILE_DAMAGED');
    expect(
      await refusal(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<d/>') })),
    ).toBe('FILE_ZIP');
    const binary = `<Relationships><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.bin"/></Relationships>`;
    expect(await refusal(workbookOf({ more: { '_rels/.rels': binary } }))).toBe('FILE_EXCEL_BINARY');
    const first = (workbook: Workbook) => workbook.sheet(undefined);
    expect(await refusal(workbookOf({}), first)).toBe('FILE_EMPTY');
  });

  it('refuses an archive that unpacks to too much, and entities of its own', async () => {
    const { sheetBytes, cells } = limits;
    limits.sheetBytes = 10_000;
    limits.cells = 1_000;
    try {
      const readAll = async (workbook: Workbook) => workbook.head(await workbook.sheet(undefined), 1e9);
      const bomb = workbookOf({ sheets: { Data: rows(text('A1', ' '.repeat(20_000))) } });
      expect(bomb.length).toBeLessThan(10_000);
      expect(await refusal(bomb, readAll)).toBe('FILE_UNPACKED');
      const wide = rows(text('ZZ1', 'x'), text('ZZ2', 'x'));
      expect(await refusal(workbookOf({ sheets: { Data: wide } }), readAll)).toBe('FILE_CELLS');
      const lying = bomb.slice();
      // The size in the archive's directory is made smaller than what comes out.
      const view = new DataView(lying.buffer);
      for (let at = 0; at + 4 <= lying.length; at += 1) {
        if (view.getUint32(at, true) > 20_000 && view.getUint32(at, true) < 21_000) view.setUint32(at, 50, true);
      }
      expect(await refusal(lying, readAll)).toBe('FILE_DAMAGED');
      const laughs =
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&a;&a;</v></c></row></sheetData></worksheet>';
      const entities = workbookOf({ sheets: { Data: '' }, more: {} });
      expect(await refusal(entities, readAll)).not.toBe('FILE_UNPACKED');
      expect(await refusal(workbookWith('xl/worksheets/sheet0.xml', laughs), readAll)).toBe('FILE_DAMAGED');
    } finally {
      Object.assign(limits, { sheetBytes, cells });
    }
  });

  /** A workbook whose one sheet's part is exactly the given XML. */
  function workbookWith(name: string, xml: string): Uint8Array {
    const names = { '[Content_Types].xml': '<Types/>', [name]: xml };
    const relations = (kind: string, target: string) =>
      `<Relationships><Relationship Id="s0" Type="${office}/${kind}" Target="${target}"/></Relationships>`;
    return zipSync(
      Object.fromEntries(
        Object.entries({
          ...names,
          '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
          'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet0.xml'),
          'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets><sheet name="Data" r:id="s0"/></sheets></workbook>`,
        }).map(([path, content]) => [path, strToU8(content)]),
      ),
    );
  }
});

describe('number formats', () => {
  it.each([
    [9, undefined, 'percent'],
    [14, undefined, 'date'],
    [2, undefined, 'plain'],
    [164, '0.0%', 'percent'],
    [164, 'mmm\\-yy;@', 'date'],
    [164, '"day "0.0', 'plain'],
    [164, '[Red]0.0', 'plain'],
    [164, '[h]:mm', 'date'],
    [164, 'General', 'plain'],
    [164, '#,##0', 'plain'],
    [164, '00000', 'filled'],
  ])('%i %s is %s', (id, code, kind) => expect(formatOf(id, code).kind).toBe(kind));

  it('writes numbers with the sign that the rest of the sheet is read with', () => {
    expect(numberText('12.5', { kind: 'plain' }, false, 'comma')).toBe('12,5');
    expect(numberText('0.75', { kind: 'date' }, false, 'point')).toBe('18:00:00');
    expect(numberText('1', { kind: 'date' }, false, 'point')).toBe('1900-01-01');
    expect(numberText('61', { kind: 'date' }, false, 'point')).toBe('1900-03-01');
  });
});
