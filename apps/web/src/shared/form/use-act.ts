import { useState } from 'react';
import type { TypedDocumentNode } from '@urql/core';
import { useLive } from '../live/live.ts';
import type { Problem } from '../server/transport.ts';
import type { SaveState } from '../states/save-state.tsx';
import { rememberFailure } from '../states/unread-failures.ts';
import type { Content } from './form-options.ts';
import type { Form } from './use-form.ts';
import { isKept } from './use-saving.ts';
import { type Answer, type SendOptions, useSend } from './use-send.ts';

interface ActOnOptions<Data, Input> extends SendOptions {
  document: TypedDocumentNode<Data, { input: Input }>;
  /** True when the act decides about the very text that the person saw: if it has changed, they look again first. */
  exactly?: boolean;
}

type RowOf<Input> = Pick<Input, Extract<keyof Input, 'id' | 'version'>>;
/** What an act sends besides its row. */
type ContentOf<Input> = keyof Content<Input> extends never ? [] : [Content<Input>];

interface ActOptions<Data, Input> extends ActOnOptions<Data, Input> {
  row: RowOf<Input>;
  /** A form whose text is saved first: a button that moves on leaves nothing behind. */
  after?: Pick<Form<unknown>, 'save' | 'version'>;
}

/** One press of a button; see `useAct`. */
export interface Act<Data, Input> {
  run(...content: ContentOf<Input>): Promise<Answer<Data> | undefined>;
  state: SaveState;
  problem: Problem | undefined;
}

/** The same press for one row after another; see `useActOn`. */
export interface ActOn<Data, Input> {
  run(row: RowOf<Input>, ...content: ContentOf<Input>): Promise<Answer<Data>>;
  /** Reports a failure from before anything was sent. */
  fail(problem: Problem): Answer<Data>;
  state: SaveState;
  problem: Problem | undefined;
}

/** How often an act is repeated on a row that others keep changing. */
const attemptsLimit = 5;

/** A write with no text of its own, for rows known only when the button is pressed, such as one file after another. */
export function useActOn<Data, Input>(options: ActOnOptions<Data, Input>): ActOn<Data, Input> {
  const { document, exactly = false } = options;
  const live = useLive();
  const { send, state, setState } = useSend(document, options);
  const [problem, setProblem] = useState<Problem>();

  const fail = (found: Problem): Answer<Data> => {
    setProblem(found);
    rememberFailure(found, options.label);
    setState('failed');
    return { kind: 'failed', problem: found };
  };
  const run = async (row: RowOf<Input>, content: object = {}): Promise<Answer<Data>> => {
    setProblem(undefined);
    const ids = row as { id?: string; version?: number };
    let { version } = ids;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await send({ ...ids, ...(version !== undefined && { version }), ...content });
      if (answer.kind === 'failed') return fail(answer.problem);
      if (answer.kind !== 'conflict') return answer;
      live.notice({ kind: '', ...(ids.id !== undefined && { id: ids.id }) });
      const { version: newer } = answer.current;
      if (exactly || typeof newer !== 'number' || attempt >= attemptsLimit) {
        return fail({ code: 'CHANGED', message: '' });
      }
      version = newer;
    }
  };
  return { run, fail, state, problem };
}

/**
 * A write with no text of its own: agree, retire, go on to the next stage. It is sent with the version on the screen, or
 * with the one that `after` has just saved; the answer is undefined when that form could not be saved.
 */
export function useAct<Data, Input>(options: ActOptions<Data, Input>): Act<Data, Input> {
  const { row, after } = options;
  const act = useActOn(options);

  const run = async (...content: ContentOf<Input>): Promise<Answer<Data> | undefined> => {
    let ids = row;
    if (after) {
      const outcome = await after.save();
      if (!isKept(outcome)) return undefined;
      // What waits for the network has no version yet on which anything could follow.
      if (outcome.kind === 'waiting') return act.fail({ code: 'NETWORK', message: '' });
      if ('version' in row) ids = { ...row, version: after.version() ?? row.version };
    }
    return act.run(ids, ...content);
  };
  return { run, state: act.state, problem: act.problem };
}
