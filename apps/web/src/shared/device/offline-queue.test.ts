import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { clear } from 'idb-keyval';
import { forgetWrites, OfflineQueue, queueStore, type WriteOutcome } from './offline-queue.ts';
import { mergedWrite } from '../form/merged-write.ts';
import type { Answer, Operation } from '../server/transport.ts';

const offline: Answer = { problem: { code: 'NETWORK', message: '' } };

type Refusal = (input: Record<string, unknown>) => Answer | undefined;

/** A server that remembers what it carried out, by idempotency key, and can be cut off before or after doing so. */
function aServer() {
  const done = new Map<string, unknown>();
  const server = {
    online: true,
    losesAnswers: false,
    refuses: (() => undefined) as Refusal,
    attempts: 0,
    done,
    send: async ({ variables }: Operation): Promise<Answer> => {
      server.attempts += 1;
      const input = variables['input'] as { idempotencyKey: string; text: string };
      if (!server.online) return offline;
      const refusal = server.refuses(input);
      if (refusal) return refusal;
      done.set(input.idempotencyKey, input.text);
      return server.losesAnswers ? offline : { data: { ok: true } };
    },
  };
  return server;
}

let turn = Promise.resolve();

/** One tab with the queue open; `exclusively` is what Web Locks do between the tabs of one browser. */
function aTab(send: (operation: Operation) => Promise<Answer>) {
  const outcomes: WriteOutcome[] = [];
  const tab = { sessionsLost: 0, outcomes };
  const queue = new OfflineQueue(queueStore(), {
    send,
    merge: mergedWrite,
    exclusively: (work) => (turn = turn.then(work)),
    announce: () => undefined,
    onOutcome: (one) => outcomes.push(one),
    onSessionLost: () => {
      tab.sessionsLost += 1;
    },
  });
  return Object.assign(tab, { queue });
}

const aWrite = (text: string, accountId = 'ana') => ({
  accountId,
  partnershipId: 'p',
  label: 'Test log',
  query: 'mutation',
  input: { idempotencyKey: `key of ${text}`, text },
});

beforeEach(async () => {
  turn = Promise.resolve();
  await clear(queueStore());
});

test('sends in the order of writing, each once, and forgets what was saved', async () => {
  const server = aServer();
  const { queue } = aTab(server.send);
  for (const text of ['first', 'second', 'third']) await queue.add(aWrite(text));
  expect(await queue.flush('ana')).toBe(true);
  await queue.flush('ana');
  expect([...server.done.values()]).toEqual(['first', 'second', 'third']);
  expect(server.attempts).toBe(3);
  expect(await queue.list('ana')).toEqual([]);
});

test('keeps everything while the network is away and sends after a reload', async () => {
  const server = aServer();
  server.online = false;
  const before = aTab(server.send);
  await before.queue.add(aWrite('first'));
  await before.queue.add(aWrite('second'));
  expect(await before.queue.flush('ana')).toBe(false);
  expect(server.attempts).toBe(1);

  server.online = true;
  const after = aTab(server.send);
  expect((await after.queue.list('ana')).map(({ input }) => input['text'])).toEqual(['first', 'second']);
  await after.queue.flush('ana');
  expect([...server.done.values()]).toEqual(['first', 'second']);
});

test('repeats a write whose answer was lost with the same key, so that it counts once', async () => {
  const server = aServer();
  server.losesAnswers = true;
  const { queue } = aTab(server.send);
  await queue.add(aWrite('once'));
  await queue.flush('ana');
  await queue.flush('ana');
  server.losesAnswers = false;
  await queue.flush('ana');
  expect(server.attempts).toBe(3);
  expect([...server.done.keys()]).toEqual(['key of once']);
  expect(await queue.list('ana')).toEqual([]);
});

test('keeps a write with its key for as long as the server cannot reach its data', async () => {
  const server = aServer();
  server.refuses = () => ({ problem: { code: 'UNAVAILABLE', message: '' } });
  const { queue, outcomes } = aTab(server.send);
  await queue.add(aWrite('patient'));
  for (let attempt = 0; attempt < 8; attempt += 1) expect(await queue.flush('ana')).toBe(false);
  expect(outcomes).toEqual([]);
  server.refuses = () => undefined;
  expect(await queue.flush('ana')).toBe(true);
  expect([...server.done.keys()]).toEqual(['key of patient']);
});

test('two tabs that flush at the same time send each write once', async () => {
  const server = aServer();
  const [one, two] = [aTab(server.send), aTab(server.send)];
  await one.queue.add(aWrite('first'));
  await two.queue.add(aWrite('second'));
  await Promise.all([one.queue.flush('ana'), two.queue.flush('ana')]);
  expect(server.attempts).toBe(2);
});

test('keeps the text of a refused write, tells its author, and lets later ones pass', async () => {
  const server = aServer();
  const refusal = { code: 'PREDICTION_LOCKED', params: {}, message: 'Predictions are locked.' };
  const problem = { code: 'REFUSED', message: refusal.message, refusal } as const;
  server.refuses = ({ text }) => (text === 'bad' ? { problem } : undefined);
  const { queue, outcomes } = aTab(server.send);
  const bad = await queue.add(aWrite('bad'));
  const good = await queue.add(aWrite('good'));
  expect(await queue.flush('ana')).toBe(true);
  expect(outcomes).toEqual([
    { id: bad, problem },
    { id: good, data: { ok: true } },
  ]);
  const [write] = await queue.list('ana');
  expect(write).toMatchObject({ id: bad, state: 'refused', problem, input: { text: 'bad' } });
  await queue.flush('ana');
  expect(server.attempts).toBe(2);
});

test('a refused write that its author changed goes out under a new key', async () => {
  const server = aServer();
  server.refuses = ({ text }) => (text === 'bad' ? { problem: { code: 'INVALID', message: '' } } : undefined);
  const { queue } = aTab(server.send);
  const id = await queue.add(aWrite('bad'));
  await queue.flush('ana');
  await queue.retry(id, { text: 'better' });
  await queue.flush('ana');
  expect([...server.done.values()]).toEqual(['better']);
  expect(server.done.has('key of bad')).toBe(false);
});

test('never sends one account’s writes in the session of another', async () => {
  const server = aServer();
  const { queue } = aTab(server.send);
  await queue.add(aWrite('from Ana', 'ana'));
  await queue.flush('ben');
  expect(await queue.list('ben')).toEqual([]);
  expect(server.attempts).toBe(0);
  expect(await queue.list('ana')).toHaveLength(1);
});

test('a lost session stops the sending and keeps the write', async () => {
  const tab = aTab(async () => ({ problem: { code: 'UNAUTHENTICATED', message: '' } }));
  await tab.queue.add(aWrite('later'));
  expect(await tab.queue.flush('ana')).toBe(false);
  expect(tab.sessionsLost).toBe(1);
  expect(await tab.queue.list('ana')).toMatchObject([{ state: 'waiting' }]);
});

test('hands a write that the server fails on five times to its author', async () => {
  const { queue } = aTab(async () => ({ problem: { code: 'UNKNOWN', message: 'broken' } }));
  await queue.add(aWrite('unlucky'));
  for (let round = 1; round < 5; round += 1) expect(await queue.flush('ana')).toBe(false);
  expect(await queue.list('ana')).toMatchObject([{ state: 'waiting', attempts: 4 }]);
  await queue.flush('ana');
  expect(await queue.list('ana')).toMatchObject([{ state: 'refused', problem: { message: 'broken' } }]);
});

test('does not send what its author threw away while an earlier one was on its way', async () => {
  const server = aServer();
  const ids: string[] = [];
  const { queue } = aTab(async (operation) => {
    if (ids[1]) await queue.discard(ids[1]);
    return server.send(operation);
  });
  ids.push(await queue.add(aWrite('first')), await queue.add(aWrite('second')));
  await queue.flush('ana');
  expect([...server.done.values()]).toEqual(['first']);
});

test('whoever signs out takes their own writes along and nobody else’s', async () => {
  const { queue } = aTab(async () => offline);
  await queue.add(aWrite('Ana’s'));
  await queue.add(aWrite('Ben’s', 'ben'));
  await forgetWrites('ana');
  expect(await queue.list('ana')).toEqual([]);
  expect(await queue.list('ben')).toHaveLength(1);
});

/** A server with one row that answers CONFLICT to every version but its own. */
function aRow(row: Record<string, unknown> & { version: number }) {
  const server = { row, keys: new Set<unknown>() };
  const send = async ({ variables }: Operation): Promise<Answer> => {
    const { idempotencyKey, ...input } = variables['input'] as Record<string, unknown>;
    server.keys.add(idempotencyKey);
    if (input['version'] !== server.row.version)
      return { problem: { code: 'CONFLICT', message: '', current: server.row } };
    server.row = { ...server.row, ...input, version: server.row.version + 1 };
    return { data: { ok: true } };
  };
  return { server, send };
}

const results = (version: number, evidence: string) => [{ id: 'q1', version, evidence }];
const aStudy = (learned: string, evidence: string, base: Record<string, unknown> | undefined) => ({
  ...aWrite(learned),
  input: { idempotencyKey: learned, id: 'c', version: 3, learned, questions: results(1, evidence) },
  ...(base && { base }),
});
const began = { learned: '', questions: results(1, '') };

test('two saves of one form that waited arrive one on top of the other', async () => {
  const { server, send } = aRow({ id: 'c', version: 3, ...began });
  const { queue } = aTab(send);
  await queue.add(aStudy('First thought', '14 replies', began));
  await queue.add(
    aStudy('First thought, and a second', '14 replies', {
      learned: 'First thought',
      questions: results(1, '14 replies'),
    }),
  );
  expect(await queue.flush('ana')).toBe(true);
  expect(await queue.list('ana')).toEqual([]);
  expect(server.row).toMatchObject({ version: 5, learned: 'First thought, and a second' });
  expect(server.keys.size).toBe(3);
});

test('a row that moved on in other fields takes what waited, part by part of its lists, though it says more of them', async () => {
  const theirs = [{ id: 'q1', version: 2, evidence: '', question: 'How many?' }];
  const { server, send } = aRow({ id: 'c', version: 8, learned: '', whatHappened: 'Theirs', questions: theirs });
  const { queue } = aTab(send);
  await queue.add(aStudy('Mine', '14 replies', began));
  expect(await queue.flush('ana')).toBe(true);
  expect(server.row).toMatchObject({ version: 9, learned: 'Mine', questions: results(2, '14 replies') });
});

test('what both changed, and a decision about what its author saw, wait for their author', async () => {
  const { server, send } = aRow({ id: 'c', version: 8, learned: 'Theirs', questions: results(1, '') });
  const { queue, outcomes } = aTab(send);
  await queue.add(aStudy('Mine', '', began));
  await queue.add(aStudy('', 'Decided', undefined));
  expect(await queue.flush('ana')).toBe(true);
  expect((await queue.list('ana')).map(({ state }) => state)).toEqual(['refused', 'refused']);
  expect(outcomes.map((one) => 'problem' in one && one.problem.code)).toEqual(['CONFLICT', 'CONFLICT']);
  expect(server.row.version).toBe(8);
});
