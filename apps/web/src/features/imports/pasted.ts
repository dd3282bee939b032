/** What was pasted from a spreadsheet, as a table. */
export interface PastedTable {
  header: string[];
  rows: string[][];
  /** Whether each row has as many cells as the header. */
  isEven: boolean;
}

/**
 * Reads what spreadsheets put on the clipboard: cells divided by tabs, or by commas or semicolons where there is no tab;
 * quoted cells may hold them, line ends and doubled quotation marks.
 */
export function readPasted(text: string): PastedTable {
  const sign = text.includes('\t') ? '\t' : (text.split('\n')[0] ?? '').includes(';') ? ';' : ',';
  const records: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    records.at(-1)?.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === sign) endCell();
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at += 1;
      endCell();
      records.push([]);
    } else cell += letter;
  }
  endCell();
  const filled = records.filter((cells) => cells.some((each) => each !== ''));
  const [header = [], ...rows] = filled;
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
