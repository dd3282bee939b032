import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ModulesContainer } from '@nestjs/core';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementKey } from '../../apps/api/src/kernel/requires.ts';
import { createWorld, type World } from '../support/world.ts';

const schema = buildSchema(
  readFileSync(fileURLToPath(new URL('../../apps/api/schema.graphql', import.meta.url)), 'utf8'),
);
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const kindKey = 'graphql:resolver_type';
const nameKey = 'graphql:resolver_name';

describe('the API', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld('embedded');
  });
  afterAll(() => world.close());

  it('declares a policy for each operation', () => {
    const declared = new Map<string, unknown>();
    for (const module of world.app.get(ModulesContainer).values()) {
      for (const provider of module.providers.values()) {
        const prototype: unknown = typeof provider.metatype === 'function' ? provider.metatype.prototype : null;
        if (typeof prototype !== 'object' || prototype === null) continue;
        for (const method of Object.getOwnPropertyNames(prototype)) {
          const handler: unknown = Object.getOwnPropertyDescriptor(prototype, method)?.value;
          if (typeof handler !== 'function') continue;
          const kind: unknown = Reflect.getMetadata(kindKey, handler);
          if (kind !== 'Query' && kind !== 'Mutation') continue;
          declared.set(
            String(Reflect.getMetadata(nameKey, handler) ?? method),
            Reflect.getMetadata(requirementKey, handler),
          );
        }
      }
    }
    const operations = [...queries, ...mutations].map((field) => field.name);
    expect(operations.length).toBeGreaterThan(3);
    expect(operations.filter((name) => ((declared.get(name) ?? []) as unknown[]).length === 0)).toEqual([]);
  });

  it('gives each mutation one input of its own, with the key that makes it happen once', () => {
    const odd = mutations.filter((field) => !hasOwnInput(field)).map((field) => field.name);
    expect(odd).toEqual([]);
  });

  it('describes each operation and each type', () => {
    const silent = [...queries, ...mutations].filter((field) => !field.description).map((field) => field.name);
    const types = Object.values(schema.getTypeMap()).filter(
      (type) =>
        !type.name.startsWith('__') &&
        !isSpecifiedScalarType(type) &&
        (isObjectType(type) || isInputObjectType(type)) &&
        !['Query', 'Mutation'].includes(type.name) &&
        !type.description,
    );
    expect([...silent, ...types.map((type) => type.name)]).toEqual([]);
  });
});

function hasOwnInput(field: GraphQLField<unknown, unknown>): boolean {
  const [argument, ...more] = field.args;
  const type = argument && getNamedType(argument.type);
  const expected = `${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}Input`;
  if (!argument || more.length > 0 || argument.name !== 'input' || !isInputObjectType(type)) return false;
  const key = type.getFields()['idempotencyKey'];
  return type.name === expected && key !== undefined && isNonNullType(key.type);
}
