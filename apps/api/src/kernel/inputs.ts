import { z } from 'zod';
import { Invalid } from './errors.ts';

/** A UUID of any version; the only strings that ever reach SQL as literals. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Schemas shared by the inputs: one sentence each that says what to do. */
export const text = {
  id: z.string().regex(uuidPattern, 'Must be a UUID.'),
  key: z.string().regex(uuidPattern, 'The idempotency key must be a UUID that the client makes for each new write.'),
  /** A line that must be written; up to 300 characters. */
  line: z.string().trim().min(1, 'Write something here.').max(300, 'Shorten this to 300 characters.'),
  /** Free text that may be empty; up to 20,000 characters. */
  prose: z.string().trim().max(20_000, 'Shorten this to 20,000 characters.'),
  /** Free text that must be written. */
  writtenProse: z.string().trim().min(1, 'Write something here.').max(20_000, 'Shorten this to 20,000 characters.'),
  /** A calendar day that exists. */
  day: z.iso.date('Write a day that exists, as YYYY-MM-DD.'),
};

/** Reads an input by its schema; throws {@link Invalid} with a message for each field that cannot be taken. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'input'] ??= issue.message;
  throw new Invalid(fields);
}

/** Refuses an id that is none before it reaches the database; absent and malformed look alike. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}
