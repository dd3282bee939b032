import { describe, expect, it } from 'vitest';
import '../../apps/api/src/app.module.ts';
import { declaredWrites } from '../../apps/api/src/kernel/inputs/declare.ts';

/** Texts of which nothing can be seen. */
const blanks = {
  'blanks and line ends': ' \t\r\n\u00A0\u2003\u3000',
  'a zero-width space': '\u200B',
  'joiners and marks of direction': '\u200D\u200C\u2060\u200E\u202E\u2066',
  'a byte order mark': '\uFEFF',
  'a soft hyphen': '\u00AD',
  'Hangul fillers': '\u115F\u3164\uFFA0',
  'an empty Braille cell': '\u2800',
  'variation selectors and tags': '\uFE0F\u{E0041}',
  'control signs': '\u0001\u007F\u0085',
  'all of them among blanks': ' \u200B \uFEFF\u3164\t\u2800 ',
};

const isText = (schema: { safeParse(value: unknown): { success: boolean; data?: unknown } }): boolean => {
  const parsed = schema.safeParse('Seen');
  return parsed.success && parsed.data === 'Seen';
};
const fields = declaredWrites().flatMap(({ name, fields: declared }) =>
  Object.entries(declared)
    .filter(([, field]) => isText(field.schema))
    .map(([field, { schema }]) => ({ path: `${name}.${field}`, schema })),
);

describe('a text of which nothing can be seen', () => {
  it('can be sent to many fields', () => {
    expect(fields.length).toBeGreaterThan(100);
    expect(fields.map(({ path }) => path)).toContain('AddActionInput.title');
  });

  it.each(Object.entries(blanks))('is an empty one in every field of every write: %s', (_name, blank) => {
    const outcome = (schema: (typeof fields)[number]['schema'], text: string) => {
      const { success, data, error } = schema.safeParse(text);
      return success ? { data } : { refused: error.issues.map(({ message }) => message) };
    };
    const wrong = fields.filter(
      ({ schema }) => JSON.stringify(outcome(schema, blank)) !== JSON.stringify(outcome(schema, '')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('stays where letters stand beside it', () => {
    const title = fields.find(({ path }) => path === 'AddActionInput.title')!.schema;
    expect(title.safeParse('\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645').success).toBe(true);
    expect(title.safeParse('👩‍👧').data).toBe('👩‍👧');
  });
});
