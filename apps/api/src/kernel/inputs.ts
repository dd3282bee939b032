import { type Refusal, refusal } from '@throughline/domain/refusals/refusal';
import type { z } from 'zod';
import { Invalid } from './errors.ts';

/** A UUID of any version; the only strings that ever reach SQL as literals. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A text without what no PostgreSQL can hold, and nobody can see: NUL, which comes along with what is copied out of some
 * programs; half of a character that is written in two becomes the sign for what cannot be shown.
 */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** What is refused where a check of a schema does not hold; to be given to `refine`, or to `addIssue` with its path. */
export const because = (reason: Refusal): { message: string; params: { refusal: Refusal } } => ({
  message: reason.code,
  params: { refusal: reason },
});

const reasonOf = (issue: z.core.$ZodIssue): Refusal =>
  (issue.code === 'custom' && (issue.params?.['refusal'] as Refusal | undefined)) || refusal('FIELD_NOT_TAKEN');

/** Reads an input by its schema; throws {@link Invalid} with a refusal for each field that cannot be taken. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, Refusal> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'input'] ??= reasonOf(issue);
  throw new Invalid(fields);
}

/** Refuses an id that is none before it reaches the database; absent and malformed look alike. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}
