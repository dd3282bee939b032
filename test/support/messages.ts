import { Database } from '../../apps/api/src/database/database.ts';
import type { World } from './world.ts';

/** How a socket sends one chunk, and several at once. */
const [one, many] = ['_write', '_writev'] as const;

/** A socket, as far as its messages are counted. */
type Watched = Record<typeof one | typeof many, (...args: unknown[]) => void>;

/**
 * How many messages `work` sends to the database. One at a time: the connection that is watched is the one that the
 * pool gives next. Statements should have been prepared by the same work before.
 */
export async function messagesOf(world: World, work: () => Promise<unknown>): Promise<number> {
  let messages = 0;
  const client = await world.app.get(Database).pool.connect();
  client.release();
  const { stream } = (client as unknown as { connection: { stream: Watched } }).connection;
  const { [one]: single, [many]: several } = stream;
  stream[one] = (...args) => {
    messages += 1;
    single.apply(stream, args);
  };
  stream[many] = (...args) => {
    messages += 1;
    several.apply(stream, args);
  };
  try {
    await work();
  } finally {
    Object.assign(stream, { [one]: single, [many]: several });
  }
  return messages;
}
