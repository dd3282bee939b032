import { GraphQLScalarType, Kind } from 'graphql';
import { isUuid } from './inputs.ts';

function day(value: unknown): string {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : value;
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text) || !isRealDay(text)) {
    throw new TypeError('Write a day that exists, as YYYY-MM-DD.');
  }
  return text;
}

function isRealDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
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

/** A UUID; clients make version 7 for what they create. */
export const Uuid = new GraphQLScalarType<string, string>({
  name: 'Uuid',
  description: 'A UUID; clients make version 7 for what they create.',
  serialize: uuid,
  parseValue: uuid,
  parseLiteral: literal(uuid),
});

/** Any JSON value: whole arrays of a series travel as one, not as one object a point. */
export const Json = new GraphQLScalarType({
  name: 'Json',
  description: 'A JSON value. Series travel as one array.',
  serialize: (value) => value,
  parseValue: (value) => value,
});
