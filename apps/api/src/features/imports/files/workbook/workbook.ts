import { refusal } from '@throughline/domain/refusals/refusal';
import { posix } from 'node:path';
import type { DecimalSign } from '@throughline/source-files/text/decimal-sign';
import type { FileRecord } from '@throughline/source-files/text/records';
import type { Sheet } from '@throughline/source-files/text/sniff';
import { formatOf } from './number-formats.ts';
import { limits, Parts, WorkbookRefused } from './parts.ts';
import { type CellStyle, type MergedRows, readMerge, type SharedParts, SheetRows } from './sheet-rows.ts';

interface SheetPart extends Sheet {
  part: string;
}

const mostMerges = 100_000;
const mostSheets = 1_000;
const mergeTag = /<(?:\w+:)?mergeCell\s[^<>]*?ref="([^"]*)"[^<>]*>/g;
const longestTag = 1_000;
/** Sheets and rows that are looked at to choose the sheet that is read when nobody has chosen. */
const triedSheets = 12;
const triedRows = 100;

/**
 * A workbook (Office Open XML, ECMA-376) read as a stream: only its shared texts and styles are held in memory.
 * Dates come as ISO text, percents with their sign, codes with the zeros that their format shows, formulas as the
 * results that were saved, and labels merged over rows on each of these rows.
 */
export class Workbook {
  readonly sheets: readonly SheetPart[];
  readonly #parts: Parts;
  readonly #shared: SharedParts;

  private constructor(parts: Parts, sheets: readonly SheetPart[], shared: SharedParts) {
    this.#parts = parts;
    this.sheets = sheets;
    this.#shared = shared;
  }

  /** Opens a workbook; who does must close it. @throws WorkbookRefused for what cannot be read, and why. */
  static async open(path: string): Promise<Workbook> {
    const parts = await Parts.open(path);
    try {
      const relations = await readRelations(parts, '_rels/.rels', '');
      const main = relations.find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
      if (main.endsWith('.bin')) throw new WorkbookRefused(refusal('FILE_EXCEL_BINARY'));
      if (!parts.has(main)) throw new WorkbookRefused(refusal('FILE_ZIP'));
      const folder = posix.dirname(main);
      const own = await readRelations(parts, `${folder}/_rels/${posix.basename(main)}.rels`, folder);
      const { sheets, is1904 } = await readSheets(parts, main, own);
      const target = (kind: string): string | undefined => own.find(({ type }) => type.endsWith(kind))?.target;
      const shared = {
        texts: await readTexts(parts, target('/sharedStrings')),
        styles: await readStyles(parts, target('/styles')),
        is1904,
      };
      return new Workbook(parts, sheets, shared);
    } catch (error) {
      parts.close();
      throw error;
    }
  }

  /** The sheet of a name; without one, the visible sheet that looks most like a table. */
  async sheet(name: string | undefined): Promise<SheetPart> {
    if (name !== undefined) {
      const named = this.sheets.find((sheet) => sheet.name === name);
      if (named === undefined) throw new WorkbookRefused(refusal('FILE_NO_SHEET', { sheet: name }));
      return named;
    }
    const visible = this.sheets.filter(({ hidden }) => !hidden);
    const [first] = visible.length > 0 ? visible : this.sheets;
    if (first === undefined) throw new WorkbookRefused(refusal('FILE_EMPTY'));
    if (visible.length <= 1) return first;
    let best = { sheet: first, score: 0 };
    for (const sheet of visible.slice(0, triedSheets)) {
      const { records } = await this.head(sheet, triedRows);
      const score = records
        .map(({ cells }) => cells.filter((cell) => cell !== '').length)
        .reduce((sum, filled) => sum + (filled > 1 ? filled : 0), 0);
      if (score > best.score) best = { sheet, score };
    }
    return best.sheet;
  }

  /** The first rows of a sheet, and whether they are all. */
  async head(
    sheet: SheetPart,
    rows: number,
    sign: DecimalSign = 'point',
  ): Promise<{ records: FileRecord[]; complete: boolean }> {
    const records: FileRecord[] = [];
    for await (const batch of this.records(sheet, sign)) {
      records.push(...batch.slice(0, rows + 1 - records.length));
      if (records.length > rows) return { records: records.slice(0, rows), complete: false };
    }
    return { records, complete: true };
  }

  /** All rows of a sheet, batch by batch; a row's line is its number in the sheet. */
  async *records(sheet: SheetPart, sign: DecimalSign = 'point'): AsyncGenerator<FileRecord[]> {
    const rows = new SheetRows(this.#shared, await this.#merges(sheet), sign);
    const pieces = this.#parts.read(sheet.part, rows, limits.sheetBytes);
    try {
      for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
        const batch = rows.take();
        if (batch.length > 0) yield batch;
      }
    } finally {
      await pieces.return(undefined);
    }
    const last = rows.take();
    if (last.length > 0) yield last;
  }

  close(): void {
    this.#parts.close();
  }

  /** Merged cells stand behind the rows that they are about, so the sheet's text is searched for them first. */
  async #merges({ part }: SheetPart): Promise<MergedRows[]> {
    const merges: MergedRows[] = [];
    let rest = '';
    for await (const piece of this.#parts.texts(part, limits.sheetBytes)) {
      const text = rest + piece;
      for (const [, reference = ''] of text.matchAll(mergeTag)) {
        const merge = readMerge(reference);
        if (merge !== null && merges.push(merge) > mostMerges)
          throw new WorkbookRefused(refusal('FILE_MERGED_CELLS', { most: mostMerges }));
      }
      // A tag may be cut by the end of a piece; one that was read whole does not come again.
      const open = text.lastIndexOf('<');
      rest = open === -1 || text.includes('>', open) ? '' : text.slice(open).slice(0, longestTag);
    }
    return merges;
  }
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

async function readRelations(parts: Parts, name: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  if (!parts.has(name)) return relations;
  await parts.readAll(name, {
    open(tag, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (tag !== 'Relationship') return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.push({ id, type, target: path });
    },
  });
  return relations;
}

async function readSheets(parts: Parts, main: string, relations: readonly Relation[]) {
  const sheets: SheetPart[] = [];
  let is1904 = false;
  const isWorksheet = (relation: Relation | undefined): relation is Relation =>
    relation !== undefined && relation.type.endsWith('/worksheet') && parts.has(relation.target);
  await parts.readAll(main, {
    open(tag, attributes) {
      if (tag === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (tag !== 'sheet' || sheets.length >= mostSheets) return;
      const reference = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const relation = relations.find(({ id }) => id === reference);
      // Charts have sheets of their own, without rows.
      if (!isWorksheet(relation)) return;
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      sheets.push({ name: attributes['name'] ?? '', hidden, part: relation.target });
    },
  });
  return { sheets, is1904 };
}

/** The texts that cells share; readings of Japanese words beside them are no part of the text. */
async function readTexts(parts: Parts, name: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (name === undefined || !parts.has(name)) return texts;
  let text = '';
  let inText = false;
  let phonetic = 0;
  const handler = {
    open(tag: string) {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') phonetic += 1;
      else if (tag === 't') inText = phonetic === 0;
    },
    text(piece: string) {
      if (inText) text += piece;
    },
    close(tag: string) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') phonetic -= 1;
      else if (tag === 'si') texts.push(text);
    },
  };
  await parts.readAll(name, handler, limits.textBytes);
  return texts;
}

async function readStyles(parts: Parts, name: string | undefined): Promise<CellStyle[]> {
  const styles: CellStyle[] = [];
  if (name === undefined || !parts.has(name)) return styles;
  const codes = new Map<number, string>();
  let inCells = false;
  await parts.readAll(name, {
    open(tag, attributes) {
      if (tag === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push({ format: formatOf(id, codes.get(id)), indent: 0 });
      } else if (tag === 'alignment' && inCells) {
        const style = styles.at(-1);
        if (style) style.indent = Math.min(100, Number(attributes['indent'] ?? 0) || 0);
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
