import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { BoundedCache } from '../kernel/bounded-cache.ts';
import { countFields } from './limits.ts';
import { canBeSentAsRead, readSchema } from './read-schema.ts';

/** Bytes of compiled operations that are kept: several times what the product's own take together. */
const mostBytes = 96 * 1024 * 1024;
/** What graphql-jit keeps for each field, fragments written out, and for each operation (measured). */
const bytesPerField = 4_096;
const bytesPerOperation = 16_384;

/** Operations compiled by graphql-jit, kept by bytes. */
export class CompiledQueries {
  readonly #readSchemas = new WeakMap<GraphQLSchema, GraphQLSchema>();
  readonly #cache = new BoundedCache<CompiledQuery | 'cannot be compiled'>(mostBytes);

  get size(): number {
    return this.#cache.size;
  }

  /** The compiled operation, or null when graphql-jit cannot compile it. */
  queryFor(
    schema: GraphQLSchema,
    hash: string,
    document: DocumentNode,
    operationName: string | null,
  ): CompiledQuery | null {
    const key = `${hash}:${operationName ?? ''}`;
    let query = this.#cache.get(key);
    if (!query) {
      const by = canBeSentAsRead(schema, document) ? this.#readSchema(schema) : schema;
      const compiled = compileQuery(by, document, operationName ?? undefined);
      query = isCompiledQuery(compiled) ? compiled : 'cannot be compiled';
      this.#cache.set(key, query, bytesPerOperation + countFields(document) * bytesPerField);
    }
    return query === 'cannot be compiled' ? null : query;
  }

  #readSchema(schema: GraphQLSchema): GraphQLSchema {
    const made = this.#readSchemas.get(schema) ?? readSchema(schema);
    this.#readSchemas.set(schema, made);
    return made;
  }
}
