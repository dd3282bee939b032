import { useState } from 'react';
import { next } from '@throughline/domain/lifecycle';
import { actionIsOpen, actionLifecycle } from '@throughline/domain/lifecycles/action';
import { useQueue } from '../form/queue-context.tsx';
import type { SaveState } from '../states/save-state.tsx';
import type { ActionVerb, ActionView } from './action-parts.ts';

/** What somebody says of an action. */
export interface ActionWords {
  verb: ActionVerb | null;
  note: string;
}

interface ActionUpdating {
  /** The action as it will be once what waits here has been sent. */
  action: ActionView;
  save: SaveState;
  /** Shows what was just sent, or kept on this device, until the row itself says so. */
  show(words: ActionWords): void;
}

const isVerb = (value: unknown): value is ActionVerb => typeof value === 'string' && value in { ...verbNames };
const verbNames = Object.fromEntries(actionLifecycle.transitions.map(({ verb }) => [verb, true]));

/** The action after what was said of it, by the same table that the server uses; unchanged where that refuses. */
function after(action: ActionView, { verb, note }: ActionWords): ActionView {
  if (!verb) return action;
  const outcome = next(actionLifecycle, action.state, verb, { reason: note || 'said' });
  if (!outcome.ok) return action;
  return {
    ...action,
    state: outcome.to,
    blockedReason: verb === 'block' ? note : '',
    daysLate: actionIsOpen(outcome.to) ? action.daysLate : 0,
    verbs: [],
  };
}

/** True when the lifecycle asks for a sentence with the verb. */
export function needsNote({ state }: ActionView, verb: ActionVerb | null): boolean {
  if (verb === null) return true;
  return !next(actionLifecycle, state, verb, { reason: null }).ok;
}

/** An action that is updated in place: what was said of it shows at once, also while it waits for the network. */
export function useActionUpdate(action: ActionView): ActionUpdating {
  const { writes } = useQueue();
  const [last, setLast] = useState<{ words: ActionWords; version: number }>();

  const queued = writes.filter(({ input }) => input['id'] === action.id && 'verb' in input);
  const waiting = queued.filter(({ state }) => state === 'waiting');
  const isRefused = queued.length > waiting.length;
  // Between the server's answer and the refetched row, what was said last still stands for it.
  const isUnseen = waiting.length === 0 && !isRefused && last?.version === action.version;
  const words = waiting.map(({ input }) => ({
    verb: isVerb(input['verb']) ? input['verb'] : null,
    note: typeof input['note'] === 'string' ? input['note'] : '',
  }));
  const shown = (isUnseen ? [last.words] : words).reduce(after, action);

  return {
    action: shown,
    save: isRefused ? 'decide' : waiting.length > 0 ? 'waiting' : last ? 'saved' : 'clean',
    show: (words) => setLast({ words, version: action.version }),
  };
}
