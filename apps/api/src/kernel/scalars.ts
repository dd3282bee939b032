import { isDay as isCalendarDay } from '@throughline/domain/dates';
import { refusal } from '@throughline/domain/refusals/refusal';
import { GraphQLScalarType, Kind } from 'graphql';
import { Invalid } from './errors.ts';
import { isUuid } from './inputs.ts';

/** Never cut a day out of a moment: which day it is depends on the partnership. */
function day(value: unknown): string {
  if (typeof value !== 'string' || !isCalendarDay(value))
    throw new TypeError('Write a day that exists, as YYYY-MM-DD.');
  return value;
}

function instant(value: unknown): string {
  const date = value instanceof Date ? value : new Date(String(value));
  if (Number.isNaN(date.getTime())) throw new TypeError('Write a time as ISO 8601.');
  return date.toISOString();
}

function uuid(value: unknown): string {
  if (!isUuid(value)) throw new TypeError('Must be a UUID.');
  return value.toLowerCase();
}

const literal = (read: (value: unknown) => string) => (node: { kind: Kind; value?: unknown }) => {
  if (node.kind !== Kind.STRING) throw new TypeError('Must be a text.');
  return read(node.value);
};

/** A calendar day, YYYY-MM-DD, without a time zone. */
export const Day = new GraphQLScalarType<string, string>({
  name: 'Day',
  description: 'A calendar day, YYYY-MM-DD.',
  serialize: day,
  parseValue: day,
  parseLiteral: literal(day),
});

/** A moment, ISO 8601 in UTC. */
export const Instant = new GraphQLScalarType<string, string>({
  name: 'Instant',
  description: 'A moment, ISO 8601 in UTC.',
  serialize: instant,
  parseValue: instant,
  parseLiteral: literal(instant),
});

const isDay = (entry: unknown): boolean => typeof entry === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(entry);

/** A UUID; clients make version 7 for what they create. */
export const Uuid = new GraphQLScalarType<string, string>({
  name: 'Uuid',
  description: 'A UUID; clients make version 7 for what they create.',
  serialize: uuid,
  parseValue: uuid,
  parseLiteral: literal(uuid),
});

/**
 * A scalar that travels as it is: TypeScript declares its shape for api and web alike. Outside production, `holds` also
 * checks what is sent to clients; in production that would cost too much.
 */
export function payload<T>(
  name: string,
  description: string,
  holds: (value: unknown) => boolean,
): GraphQLScalarType<T> {
  return new GraphQLScalarType<T>({
    name,
    description,
    serialize(value) {
      if (process.env['NODE_ENV'] !== 'production' && !holds(value)) throw new TypeError(`Is no ${name}.`);
      return value as T;
    },
    // What a caller sends is always checked, and a mistake in it is the caller's.
    parseValue(value) {
      if (!holds(value)) throw new Invalid({ [name]: refusal('SCALAR_NOT_READ', { name }) });
      return value as T;
    },
  });
}

/** A whole column as one scalar: resolving a list entry by entry would cost more than reading it. */
export const column = <T>(
  name: string,
  description: string,
  holds: (entry: unknown) => boolean,
): GraphQLScalarType<T> => payload<T>(name, description, (value) => Array.isArray(value) && value.every(holds));

export const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A column of numbers, null where there is none. */
export const Numbers = column<(number | null)[]>(
  'Numbers',
  'A column of numbers as one array; null where there is none.',
  (entry) => entry === null || typeof entry === 'number',
);

/** A column of calendar days. */
export const Days = column<string[]>('Days', 'A column of calendar days, YYYY-MM-DD, as one array.', isDay);

/** A column of texts. */
export const Texts = column<string[]>('Texts', 'A column of texts as one array.', (entry) => typeof entry === 'string');

/** A column of booleans. */
export const Flags = column<boolean[]>(
  'Flags',
  'A column of true and false as one array.',
  (entry) => typeof entry === 'boolean',
);
