import type { FieldWords } from '../device/field-words.ts';

/** What a field tells its form about itself. */
export interface FieldEntry extends FieldWords {
  /** How a value is written for people, where that is more than the word of an option. */
  show?(value: unknown): string;
  /** What is wrong with the value, in our words; nothing when it can be sent. */
  check?(value: unknown): string | undefined;
}

/** The fields that a form has on the screen, by their names. */
export type FieldEntries = ReadonlyMap<string, FieldEntry>;

/** How the fields call themselves and their options. */
export const wordsOfFields = (entries: FieldEntries): Record<string, FieldWords> =>
  Object.fromEntries(
    [...entries].map(([name, { label, options, isOneLine }]) => [
      name,
      { label, ...(options && { options }), ...(isOneLine && { isOneLine }) },
    ]),
  );

/** What each field finds wrong with its own value. */
export function errorsOfFields(entries: FieldEntries, value: object): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [name, { check }] of entries) {
    const message = check?.((value as Record<string, unknown>)[name]);
    if (message) errors[name] = message;
  }
  return errors;
}
