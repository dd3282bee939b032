/** What a CSV file may hold: texts, numbers, yes or no, and nothing. */
export type CsvValue = string | number | boolean | null;

/** Makes spreadsheets read the file as UTF-8. */
export const csvMark = '\uFEFF';

/**
 * One cell (RFC 4180), never a formula: a spreadsheet would run what somebody's text says, so the apostrophe makes it
 * text (OWASP, CSV injection). A negative number stays a number.
 */
function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) && !/^-?[\d.]+$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== value ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file, with its end. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(cell).join(',')}\r\n`;
