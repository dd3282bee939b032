import type { PGlite } from '@electric-sql/pglite';
import { expect, it, vi } from 'vitest';
import { Backend } from './backend.ts';
import { AnswerReader, errorMessage } from './wire.ts';

/** A database that answers with these bytes, in pieces of `size`, and then never ends the call. */
const stuckAfter = (answer: Buffer, size: number): PGlite =>
  ({
    runExclusive: (work: () => Promise<unknown>) => work(),
    execProtocolRawStream: (_bytes: Uint8Array, { onRawData }: { onRawData: (chunk: Uint8Array) => void }) => {
      for (let at = 0; at < answer.length; at += size) onRawData(answer.subarray(at, at + size));
      return new Promise(() => undefined);
    },
  }) as unknown as PGlite;

const full = 'could not write to file "pg_wal/xlogtemp.42": No space left on device';

it.each([
  ['PANIC', 1],
  ['PANIC', 7],
  ['FATAL', 10_000],
] as const)(
  'a database that ends itself (%s, in pieces of %i bytes) is a failure, though its call never ends',
  (severity, size) => {
    const onFailure = vi.fn<(error: Error) => void>();
    const backend = new Backend(stuckAfter(errorMessage(severity, '53100', full), size), onFailure);
    void backend.run(Buffer.alloc(0), new AnswerReader(), () => undefined);
    expect(onFailure).toHaveBeenCalledWith(new Error(full));
  },
);

it('an error of a statement is an answer', () => {
  const onFailure = vi.fn<(error: Error) => void>();
  const passed: Buffer[] = [];
  const answer = errorMessage('ERROR', '53100', full);
  void new Backend(stuckAfter(answer, 5), onFailure).run(Buffer.alloc(0), new AnswerReader(), (part) =>
    passed.push(part),
  );
  expect(onFailure).not.toHaveBeenCalled();
  expect(Buffer.concat(passed)).toEqual(answer);
});
