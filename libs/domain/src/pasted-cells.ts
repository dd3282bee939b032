/** What divides the cells of a pasted text: tabs, or semicolons or commas where there is no tab. */
const signOf = (text: string): string =>
  text.includes('\t') ? '\t' : (text.split('\n')[0] ?? '').includes(';') ? ';' : ',';

/**
 * Reads what spreadsheets put on the clipboard: cells divided by tabs, or by commas or semicolons where there is no tab;
 * quoted cells may hold them, line ends and doubled quotation marks. Rows in which nothing stands are left out.
 * @param sign what divides the cells, where that is known
 */
export function pastedCells(text: string, sign = signOf(text)): string[][] {
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
  return records.filter((cells) => cells.some((each) => each !== ''));
}
