import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { createDatabase, type EngineName, type TestDatabase } from './database.ts';

/** Gives the tests of a `describe` a database of their own and one connection to it; answers what reads that connection. */
export function useConnection(engine: EngineName): () => Client {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await createDatabase(engine);
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  return () => client;
}
