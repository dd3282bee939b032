import type { DecimalSign } from '@throughline/source-files/text/decimal-sign';

/** What a cell's format makes of its number; a code that is all zeros (`0000000`) fills up to its length. */
export type NumberFormat =
  | { kind: 'plain' }
  | { kind: 'percent' }
  | { kind: 'date' }
  | { kind: 'filled'; length: number };

const plain: NumberFormat = { kind: 'plain' };
/** ECMA-376 part 1, 18.8.30: formats that have a number and no code in the file. */
const builtInPercents = new Set([9, 10]);
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** Reads a format's code; texts in quotes, colours and conditions say nothing about the kind. */
export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) {
    if (builtInPercents.has(id)) return { kind: 'percent' };
    return builtInDates.has(id) ? { kind: 'date' } : plain;
  }
  const signs = code.replace(/"[^"]*"|\\.|_.|\[(?!h|m|s)[^\]]*\]/gi, '').split(';')[0] ?? '';
  if (signs.includes('%')) return { kind: 'percent' };
  if (/^0{2,}$/.test(signs)) return { kind: 'filled', length: signs.length };
  return !/general/i.test(signs) && /[dmyhs]/i.test(signs) ? { kind: 'date' } : plain;
}

const dayMs = 86_400_000;
const pad = (value: number): string => String(value).padStart(2, '0');

/** A serial date as ISO text; the time is left out at midnight. Excel's calendar has a 29 February 1900 that never was. */
function dateText(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + 1_462 : serial < 60 ? serial + 1 : serial;
  const instant = new Date(Date.UTC(1899, 11, 30) + Math.round((days * dayMs) / 1_000) * 1_000);
  if (Number.isNaN(instant.getTime())) return String(serial);
  const time = `${pad(instant.getUTCHours())}:${pad(instant.getUTCMinutes())}:${pad(instant.getUTCSeconds())}`;
  if (serial >= 0 && serial < 1 && serial !== 0) return time;
  const day = instant.toISOString().slice(0, 10);
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/** A number without the noise of its binary form: Excel itself shows fifteen digits. */
const withoutNoise = (value: number): number => Number(value.toPrecision(15));

/** Writes a stored number as the cell means it: a date, a percent with its sign, a code with its zeros, or the number. */
export function numberText(stored: string, format: NumberFormat, is1904: boolean, sign: DecimalSign): string {
  const value = Number(stored);
  if (stored === '' || !Number.isFinite(value)) return stored;
  if (format.kind === 'date' && value >= 0) return dateText(value, is1904);
  const shown = withoutNoise(format.kind === 'percent' ? value * 100 : value);
  const text = sign === 'comma' ? String(shown).replace('.', ',') : String(shown);
  if (format.kind === 'percent') return `${text}%`;
  return format.kind === 'filled' && Number.isInteger(shown) && shown >= 0 ? text.padStart(format.length, '0') : text;
}
