import { pastedCells } from '@throughline/domain/pasted-cells';

/** What was pasted from a spreadsheet, as a table. */
export interface PastedTable {
  header: string[];
  rows: string[][];
  /** Whether each row has as many cells as the header. */
  isEven: boolean;
}

/** Reads what spreadsheets put on the clipboard as a table whose first row is its header. */
export function readPasted(text: string): PastedTable {
  const [header = [], ...rows] = pastedCells(text);
  return { header, rows, isEven: rows.every((cells) => cells.length === header.length) };
}

const isPeriod = (cell: string): boolean =>
  /^(?:19|20)\d\d(?:\s*[-–/]\s*\d{1,4})*$/.test(cell) || /^\w{3,9}\.? (?:19|20)\d\d$/.test(cell);
const isNumber = (cell: string): boolean => /^[-+]?[\d.,\s]+%?$/.test(cell) && /\d/.test(cell);

/** What was pasted has no header when its first row is data already: a period and a number. */
export const hasHeader = ({ header }: PastedTable): boolean =>
  !(
    header.length >= 2 &&
    header.some(isPeriod) &&
    header.some((cell) => isNumber(cell) && !isPeriod(cell)) &&
    isPeriod(header[0] ?? '')
  );

/**
 * The table as a file with tabs. Two columns without a header get one, so that a period and its value are recognised.
 * @param names the header to give where there is none
 */
export function fileOfPasted(table: PastedTable, fileName: string, names: { period: string; value: string }): File {
  const { header, rows } = table;
  const records = hasHeader(table)
    ? [header, ...rows]
    : [
        header.map((_cell, at) => (at === 0 ? names.period : at === 1 ? names.value : `${names.value} ${at}`)),
        header,
        ...rows,
      ];
  const quote = (cell: string) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = records.map((cells) => cells.map(quote).join('\t')).join('\r\n');
  return new File([`${text}\r\n`], fileName, { type: 'text/tab-separated-values' });
}
