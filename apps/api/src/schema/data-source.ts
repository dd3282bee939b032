import { DataSource } from 'typeorm';
import { entities } from './entities.ts';
import { migrations } from './migrations.ts';
import { poolConfig } from '../database/pool.ts';
import { SnakeNaming } from '../database/naming.ts';

/** What the one path to any database needs to know. */
export interface DatabaseOptions {
  /** `postgres://…`, or a socket's folder as `postgres:///postgres?host=/folder`. */
  url: string;
  /** Most connections at a time. */
  poolSize: number;
}

/**
 * The TypeORM data source over one `pg` pool. Connections are pipelined: statements sent without awaiting each other
 * travel together (measured in docs/performance.md).
 */
export function createDataSource({ url, poolSize }: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsTransactionMode: 'each',
    // The pool's own settings win: `pipeline` is left to each opener, since COPY cannot travel in a pipeline.
    extra: { ...poolConfig({ url, size: poolSize }), pipeline: true },
  });
}
