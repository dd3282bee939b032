import { type Refusal, refusal } from '@throughline/domain/refusals/refusal';
import type { z } from 'zod';
import { Invalid } from './errors.ts';

/** A UUID of any version; the only strings that ever reach SQL as literals. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A text as PostgreSQL can hold it. NUL, which nobody sees and which comes along when people copy out of some programs,
 * is taken out; half a surrogate pair becomes the replacement character.
 */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** The refusal for a failed check of a schema; pass it to `refine`, or to `addIssue` with its path. */
export const because = (reason: Refusal): { message: string; params: { refusal: Refusal } } => ({
  message: reason.code,
  params: { refusal: reason },
});

const reasonOf = (issue: z.core.$ZodIssue): Refusal =>
  (issue.code === 'custom' && (issue.params?.['refusal'] as Refusal | undefined)) || refusal('FIELD_NOT_TAKEN');

/** Parses an input by its schema; throws {@link Invalid} with a refusal for each field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, Refusal> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'input'] ??= reasonOf(issue);
  throw new Invalid(fields);
}

/** Refuses a malformed id before it reaches the database, with the same answer as for a missing row. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}
