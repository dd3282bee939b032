import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../graphql-env.d.ts';

/** Writes a typed operation; the types come from apps/api/schema.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    Uuid: string;
    /** A day, `2026-03-14`. */
    Day: string;
    /** A moment, ISO 8601 in UTC. */
    Instant: string;
    Json: unknown;
  };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
