/** How a form calls one of its fields: kept with a write that waits, for when it must be decided on later. */
export interface FieldWords {
  label: string;
  /** Of one line of text. */
  isOneLine?: boolean;
  /** What each value is called, where the field is chosen from a list. */
  options?: Readonly<Record<string, string>>;
}

/** Writes a field's value as people read it: the word of its option, or the text itself. */
export function writtenValue(words: FieldWords | undefined, value: unknown): string {
  if (Array.isArray(value) && value.length > 0) return value.map((one) => writtenValue(words, one)).join(', ');
  const isEmpty = value === null || value === undefined || value === '' || Array.isArray(value);
  const word = words?.options?.[isEmpty ? '' : String(value)];
  if (word !== undefined) return word;
  if (isEmpty) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
