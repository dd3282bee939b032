import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, getNamedType, isObjectType } from 'graphql';

const schema = buildSchema(
  readFileSync(fileURLToPath(new URL('../../apps/api/schema.graphql', import.meta.url)), 'utf8'),
);

/** A day in an answer, and the field that told it. */
export interface FoundDay {
  /** `Action.dueOn`. */
  readonly field: string;
  readonly day: string;
}

/** Every day in an answer that names the type of each of its objects, found by the schema's types. */
export function daysIn(answer: unknown): FoundDay[] {
  if (Array.isArray(answer)) return answer.flatMap(daysIn);
  if (typeof answer !== 'object' || answer === null) return [];
  const { __typename: typeName } = answer as { __typename?: string };
  const type = typeName === undefined ? undefined : schema.getType(typeName);
  return Object.entries(answer).flatMap(([name, value]: [string, unknown]) => {
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    const leaf = field && getNamedType(field.type).name;
    if (leaf !== 'Day' && leaf !== 'Days') return daysIn(value);
    return [value].flat(2).flatMap((day) => (typeof day === 'string' ? [{ field: `${typeName}.${name}`, day }] : []));
  });
}
