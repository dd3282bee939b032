import type { z } from 'zod';
import { Invalid } from './errors.ts';

/** A UUID of any version; the only strings that ever reach SQL as literals. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A text without what no PostgreSQL can hold, and nobody can see: NUL, which comes along with what is copied out of some
 * programs; half of a character that is written in two becomes the sign for what cannot be shown.
 */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

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
