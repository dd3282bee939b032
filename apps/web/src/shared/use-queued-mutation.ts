import { useCallback, useEffect, useState } from 'react';
import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { v7 as uuid } from 'uuid';
import { usePartnership } from './partnership.tsx';
import { useQueue } from './queue-context.tsx';
import type { SaveState } from './use-write.ts';

/**
 * A write that is stored on the device before anything else and sent when it can be: for what must never wait for the
 * network (quick log). `run` resolves as soon as the text is safe here; the form may be cleared then.
 * @param label what the person calls it, translated: shown if the server refuses it later
 */
export function useQueuedMutation<Data, Input extends { idempotencyKey: string }>(
  document: TypedDocumentNode<Data, { input: Input }>,
  label: string,
): { run(input: Omit<Input, 'idempotencyKey'>): Promise<string>; state: SaveState } {
  const { add, subscribe } = useQueue();
  const { partnershipId } = usePartnership();
  const [lastId, setLastId] = useState<string>();
  const [state, setState] = useState<SaveState>('clean');

  useEffect(
    () =>
      subscribe((settled) => {
        if (settled.id === lastId) setState('problem' in settled ? 'decide' : 'saved');
      }),
    [subscribe, lastId],
  );

  const run = useCallback(
    async (input: Omit<Input, 'idempotencyKey'>) => {
      setState('waiting');
      const id = await add({
        partnershipId,
        label,
        query: stringifyDocument(document),
        input: { ...input, idempotencyKey: uuid() },
      });
      setLastId(id);
      return id;
    },
    [document, label, partnershipId, add],
  );
  return { run, state };
}
