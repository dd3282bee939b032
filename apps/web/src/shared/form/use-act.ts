import { useState } from 'react';
import type { TypedDocumentNode } from '@urql/core';
import { useLive } from '../live.ts';
import type { Problem } from '../transport.ts';
import type { SaveState } from '../use-write.ts';
import { type Content, type Form, isKept } from './use-form.ts';
import { type Answer, type SendOptions, useSend } from './use-send.ts';

interface ActOptions<Data, Input> extends SendOptions {
  document: TypedDocumentNode<Data, { input: Input }>;
  row: Pick<Input, Extract<keyof Input, 'id' | 'version'>>;
  /** A form whose text is saved first: a button that moves on leaves nothing behind. */
  after?: Pick<Form<unknown>, 'save' | 'version'>;
  /** True when the act is about the very text that the person saw: if that changed, they look again first. */
  exactly?: boolean;
}

/** One press of a button; see `useAct`. */
export interface Act<Data, Input> {
  run(...content: keyof Content<Input> extends never ? [] : [Content<Input>]): Promise<Answer<Data> | undefined>;
  state: SaveState;
  problem: Problem | undefined;
}

/** How often an act is repeated on a row that others keep changing. */
const attemptsLimit = 5;

/**
 * A write with no text of its own: agree, retire, on to the next stage. It goes out with the version on the screen, or
 * with that which `after` has just saved; answers undefined when the form before it could not be saved.
 */
export function useAct<Data, Input>(options: ActOptions<Data, Input>): Act<Data, Input> {
  const { document, row, after, exactly = false } = options;
  const live = useLive();
  const { send, state, setState } = useSend(document, options);
  const [problem, setProblem] = useState<Problem>();

  const told = (found: Problem): Answer<Data> => {
    setProblem(found);
    setState('failed');
    return { kind: 'failed', problem: found };
  };
  const run = async (content: object = {}): Promise<Answer<Data> | undefined> => {
    setProblem(undefined);
    const ids = row as { id?: string; version?: number };
    let { version } = ids;
    if (after) {
      const outcome = await after.save();
      if (!isKept(outcome)) return undefined;
      // What waits for the network has no version yet that anything could follow on.
      if (outcome.kind === 'waiting') return told({ code: 'NETWORK', message: '' });
      if (version !== undefined) version = after.version() ?? version;
    }
    for (let attempt = 0; ; attempt += 1) {
      const answer = await send({ ...ids, ...(version !== undefined && { version }), ...content });
      if (answer.kind === 'failed') return told(answer.problem);
      if (answer.kind !== 'conflict') return answer;
      live.notice({ kind: '', ...(ids.id !== undefined && { id: ids.id }) });
      const { version: newer } = answer.current;
      if (exactly || typeof newer !== 'number' || attempt >= attemptsLimit) {
        return told({ code: 'CHANGED', message: '' });
      }
      version = newer;
    }
  };
  return { run, state, problem };
}
