/** Reads a typed number: null for an empty field, undefined for what is no number. */
export function numberOf(text: string): number | null | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  return /^[-+]?\d*\.?\d+$/.test(plain) ? Number(plain) : undefined;
}
