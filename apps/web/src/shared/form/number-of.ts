/** Parses a typed number, also with a decimal comma or a percent sign: null when empty, undefined when it is no number. */
export function numberOf(text: string): number | null | undefined {
  const plain = text.replace('%', '').trim().replace(',', '.');
  if (plain === '') return null;
  return /^[-+]?\d*\.?\d+$/.test(plain) ? Number(plain) : undefined;
}

/** A stored number as a field shows it. */
export const shownNumber = (value: number | null): string => (value === null ? '' : String(value));

/** What a field sends: null when it is empty. Its own check stops whatever is no number. */
export const typedNumber = (text: string): number | null => numberOf(text) ?? null;
