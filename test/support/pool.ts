import { Pool } from 'pg';
import { poolConfig } from '../../apps/api/src/database/pool.ts';

/** A pool with the server's settings. A connection that breaks while idle is dropped; unheard, it would end the process. */
export function openPool(options: Parameters<typeof poolConfig>[0]): Pool {
  const pool = new Pool(poolConfig(options));
  pool.on('error', () => undefined);
  return pool;
}
