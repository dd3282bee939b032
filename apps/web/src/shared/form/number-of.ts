/** Reads a typed number, also with a decimal comma or a percent sign: null for an empty field, undefined for what is no number. */
export function numberOf(text: string): number | null | undefined {
  const plain = text.replace('%', '').trim().replace(',', '.');
  if (plain === '') return null;
  return /^[-+]?\d*\.?\d+$/.test(plain) ? Number(plain) : undefined;
}

/** A stored number as a field shows it. */
export const shownNumber = (value: number | null): string => (value === null ? '' : String(value));

/** What a field sends: null for an empty one; its own check holds back what is no number. */
export const typedNumber = (text: string): number | null => numberOf(text) ?? null;
