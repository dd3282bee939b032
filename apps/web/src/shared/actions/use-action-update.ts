import { useState } from 'react';
import { next } from '@throughline/domain/lifecycle';
import { actionIsOpen, actionLifecycle } from '@throughline/domain/lifecycles/action';
import { useTranslation } from 'react-i18next';
import { useQueue } from '../queue-context.tsx';
import { useQueuedMutation } from '../use-queued-mutation.ts';
import type { SaveState } from '../use-write.ts';
import { type ActionVerb, type ActionView, UpdateAction } from './action-parts.ts';

/** What somebody says of an action. */
interface Said {
  verb: ActionVerb | null;
  note: string;
}

interface ActionUpdating {
  /** The action as it will be once what waits here has been sent. */
  action: ActionView;
  save: SaveState;
  /** True when the lifecycle asks for a sentence with the verb. */
  needsNote(verb: ActionVerb | null): boolean;
  /** Keeps it on this device and sends it when it can. */
  say(said: Said): Promise<void>;
}

const isVerb = (value: unknown): value is ActionVerb => typeof value === 'string' && value in { ...verbNames };
const verbNames = Object.fromEntries(actionLifecycle.transitions.map(({ verb }) => [verb, true]));

/** The action after what was said of it, by the same table that the server uses; unchanged where that refuses. */
function after(action: ActionView, { verb, note }: Said): ActionView {
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

/** Updates an action in place: it shows at once, is kept with no network, and is sent once. */
export function useActionUpdate(action: ActionView): ActionUpdating {
  const { t } = useTranslation('actions');
  const { writes } = useQueue();
  const [last, setLast] = useState<{ said: Said; version: number }>();
  const queued = useQueuedMutation(UpdateAction, t('update.label', { title: action.title }));

  const waiting = writes.filter(
    ({ input, state }) => state === 'waiting' && input['id'] === action.id && 'verb' in input,
  );
  // Between the server's answer and the refetched row, what was said last still stands for it.
  const unseen = last && last.version === action.version && queued.state === 'saved' ? [last.said] : [];
  const said = waiting.map(({ input }) => ({
    verb: isVerb(input['verb']) ? input['verb'] : null,
    note: typeof input['note'] === 'string' ? input['note'] : '',
  }));
  const shown = [...said, ...unseen].reduce(after, action);

  return {
    action: shown,
    save: waiting.length > 0 ? 'waiting' : queued.state,
    needsNote: (verb) => {
      if (verb === null) return true;
      return !next(actionLifecycle, action.state, verb, { reason: null }).ok;
    },
    say: async (words) => {
      setLast({ said: words, version: action.version });
      await queued.run({ id: action.id, verb: words.verb, note: words.note });
    },
  };
}
