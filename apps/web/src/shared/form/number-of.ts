/** Reads a typed number, also with a decimal comma or a percent sign: null for an empty field, undefined for what is no number. */
export function numberOf(text: string): number | null | undefined {
  const plain = text.replace('%', '').trim().replace(',', '.');
  if (plain === '') return null;
  return /^[-+]?\d*\.?\d+$/.test(plain) ? Number(plain) : undefined;
}
