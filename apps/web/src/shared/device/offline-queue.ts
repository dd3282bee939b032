import { createStore, del, delMany, entries, get, set, update, type UseStore } from 'idb-keyval';
import { v7 as uuid } from 'uuid';
import type { FieldWords } from './field-words.ts';
import type { AboutDraft } from './kept-drafts.ts';
import { type Answer, isPassing, type Operation, type Problem } from '../server/transport.ts';

/** A write that waits to be sent, or that was refused and waits for its author. */
export interface QueuedWrite {
  /** Time-ordered, so that the store's key order is the order of sending. */
  id: string;
  accountId: string;
  partnershipId: string;
  /** What the person calls it, in their language at that time: shown when it is refused. */
  label: string;
  /** The operation's text. */
  query: string;
  /** The mutation's input with its idempotency key: the same key on every attempt. */
  input: Record<string, unknown> & { idempotencyKey: string };
  /** The row as it was when the person began to edit; needed to merge a conflict. */
  base?: Record<string, unknown> | undefined;
  /** How its form calls its fields, in the person's language at that time. */
  words?: Readonly<Record<string, FieldWords>> | undefined;
  /** Where it was written, and its words as people read them; missing in writes of before it was kept. */
  about?: AboutDraft | undefined;
  state: 'waiting' | 'refused';
  problem?: Problem | undefined;
  /** Answers that were the server's own failure so far. */
  attempts: number;
}

/** What a write says on top of a row that somebody else has changed. */
export type Merged = Pick<QueuedWrite, 'input' | 'base'>;

/** What became of one queued write. */
export type WriteOutcome = { id: string; data: Record<string, unknown> } | { id: string; problem: Problem };

/** What the queue needs from its surroundings; every part is replaceable in a test. */
export interface QueueSurroundings {
  send(operation: Operation): Promise<Answer>;
  /** A write on top of the row as it stands now; nothing when a person must decide. */
  merge(write: QueuedWrite, current: Record<string, unknown>): Merged | undefined;
  /** Runs `work` while no other tab does; resolves when it is done. */
  exclusively(work: () => Promise<void>): Promise<void>;
  /** Tells that entries were added, sent or refused, here or in another tab. */
  announce(): void;
  onOutcome(outcome: WriteOutcome): void;
  onSessionLost(): void;
}

/** A write that failed on the server's side this often is handed to its author instead of being tried for ever. */
const attemptsLimit = 5;

/** How often a write is merged by itself while others keep writing; then its author is asked. */
const mergesLimit = 5;

/** The IndexedDB store of the queue; one database for all tabs and accounts of this browser. */
export const queueStore = (): UseStore => createStore('throughline-queue', 'writes');

/** Throws away every write of an account on this device; only its author's own decision may call this. */
export async function forgetWrites(accountId: string, store: UseStore = queueStore()): Promise<void> {
  const all = await entries<string, QueuedWrite>(store);
  await delMany(
    all.filter(([, write]) => write.accountId === accountId).map(([id]) => id),
    store,
  );
}

/**
 * Keeps writes in IndexedDB until the server has answered each of them.
 * They go out one at a time in the order of their making, each with its own idempotency key, so that a repeated
 * attempt cannot write twice. A refusal keeps the text and lets later writes pass.
 */
export class OfflineQueue {
  readonly #store: UseStore;
  readonly #around: QueueSurroundings;

  constructor(store: UseStore, around: QueueSurroundings) {
    this.#store = store;
    this.#around = around;
  }

  /** Stores a write; it is safe on this device when the promise resolves. Answers its id in the queue. */
  async add(
    write: Pick<QueuedWrite, 'accountId' | 'partnershipId' | 'label' | 'query' | 'input' | 'base' | 'words' | 'about'>,
  ): Promise<string> {
    const id = uuid();
    await set(id, { ...write, id, state: 'waiting', attempts: 0 } satisfies QueuedWrite, this.#store);
    this.#around.announce();
    return id;
  }

  /** All writes of one account, oldest first. */
  async list(accountId: string): Promise<QueuedWrite[]> {
    const all = await entries<string, QueuedWrite>(this.#store);
    return all
      .map(([, write]) => write)
      .filter((write) => write.accountId === accountId)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * Sends what waits for this account, in order, while no other tab sends.
   * Stops at the first write that the network, a rate limit or a lost session holds back; answers whether all went out.
   */
  async flush(accountId: string): Promise<boolean> {
    let done = false;
    await this.#around.exclusively(async () => {
      done = await this.#sendAll(accountId);
    });
    return done;
  }

  /** Sends a refused write again, with changes: a new key, because it is no longer the same request. */
  async retry(id: string, changes: Record<string, unknown> = {}): Promise<void> {
    await update<QueuedWrite>(
      id,
      (write) => {
        if (!write) throw new Error(`no queued write ${id}`);
        const input = { ...write.input, ...changes, idempotencyKey: uuid() };
        return { ...write, input, state: 'waiting', problem: undefined, attempts: 0 };
      },
      this.#store,
    );
    this.#around.announce();
  }

  /** Throws a write away; only its author's own decision may call this. */
  async discard(id: string): Promise<void> {
    await del(id, this.#store);
    this.#around.announce();
  }

  async #sendAll(accountId: string): Promise<boolean> {
    const waiting = (await this.list(accountId)).filter((write) => write.state === 'waiting');
    for (const { id } of waiting) {
      // Read again: the author may have discarded it while an earlier one was on its way.
      const write = await get<QueuedWrite>(id, this.#store);
      if (write?.state !== 'waiting') continue;
      if (!(await this.#sendOne(write))) return false;
    }
    return true;
  }

  /** Sends a write, on top of what others saved in the meantime where nothing is in question; false when sending must stop here. */
  async #sendOne(write: QueuedWrite): Promise<boolean> {
    for (let merges = 0, sent = write; ; merges += 1) {
      const { query, input, partnershipId } = sent;
      const answer = await this.#around.send({ query, variables: { input }, partnershipId });
      const current = 'problem' in answer && answer.problem.code === 'CONFLICT' ? answer.problem.current : undefined;
      const merged = current && merges < mergesLimit ? this.#around.merge(sent, current) : undefined;
      if (!merged) return this.#recordAnswer(sent, answer);
      sent = { ...sent, ...merged };
      // Kept before it is sent: it is another request now, and whoever sends it again must send the same.
      await set(sent.id, sent, this.#store);
    }
  }

  /** Keeps what the answer means for the write; false when sending must stop here. */
  async #recordAnswer(write: QueuedWrite, answer: Answer): Promise<boolean> {
    if ('data' in answer) {
      await del(write.id, this.#store);
      this.#around.onOutcome({ id: write.id, data: answer.data });
      this.#around.announce();
      return true;
    }
    const { problem } = answer;
    if (problem.code === 'UNAUTHENTICATED') {
      this.#around.onSessionLost();
      return false;
    }
    if (isPassing(problem) || problem.code === 'RATE_LIMITED') return false;
    if (problem.code === 'UNKNOWN' && write.attempts + 1 < attemptsLimit) {
      await set(write.id, { ...write, attempts: write.attempts + 1 }, this.#store);
      return false;
    }
    await set(write.id, { ...write, state: 'refused', problem } satisfies QueuedWrite, this.#store);
    this.#around.onOutcome({ id: write.id, problem });
    this.#around.announce();
    return true;
  }
}
