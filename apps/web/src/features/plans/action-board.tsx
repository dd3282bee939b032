import { useEffect, useRef, useState } from 'react';
import { next } from '@throughline/domain/lifecycle';
import { actionLifecycle } from '@throughline/domain/lifecycles/action';
import { type ActionState as State, actionStates } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type ActionVerb, type ActionView, doerOf } from '../../shared/actions/action-parts.ts';
import { ActionUpdate } from '../../shared/actions/action-update.tsx';
import { Due } from '../../shared/actions/due.tsx';
import { useActionUpdate } from '../../shared/actions/use-action-update.ts';
import classes from './plans.module.css';

/** The verb that leads to a state, by the action's own lifecycle; undefined when there is none. */
function verbTo(action: ActionView, state: State): ActionVerb | undefined {
  return action.verbs.find((verb) => {
    const outcome = next(actionLifecycle, action.state, verb, { reason: 'given later' });
    return outcome.ok && outcome.to === state;
  });
}

interface Proposal {
  id: string;
  verb: ActionVerb;
  /** Each drop is a new proposal, also the same one again. */
  number: number;
}

/** Tells which card was dropped on which column; a pointer's shortcut for what the card's menu does. */
function useCardDrops(onDrop: (card: string, column: string) => void) {
  const board = useRef<HTMLDivElement>(null);
  const latestDrop = useRef(onDrop);
  useEffect(() => {
    latestDrop.current = onDrop;
  }, [onDrop]);
  useEffect(() => {
    const element = board.current;
    const part = (event: DragEvent, name: 'card' | 'column') =>
      (event.target as Element).closest<HTMLElement>(`[data-${name}]`)?.dataset[name];
    const begin = (event: DragEvent) => event.dataTransfer?.setData('text/plain', part(event, 'card') ?? '');
    const over = (event: DragEvent) => part(event, 'column') && event.preventDefault();
    const drop = (event: DragEvent) => {
      const card = event.dataTransfer?.getData('text/plain');
      const column = part(event, 'column');
      event.preventDefault();
      if (card && column) latestDrop.current(card, column);
    };
    element?.addEventListener('dragstart', begin);
    element?.addEventListener('dragover', over);
    element?.addEventListener('drop', drop);
    return () => {
      element?.removeEventListener('dragstart', begin);
      element?.removeEventListener('dragover', over);
      element?.removeEventListener('drop', drop);
    };
  }, []);
  return board;
}

/** One column a state. A card moves by its menu, or by being dropped on a column, which asks what the menu asks. */
export function ActionBoard({ actions }: { actions: readonly ActionView[] }) {
  const { t } = useTranslation('words');
  const [proposal, setProposal] = useState<Proposal>();
  const board = useCardDrops((id, column) => {
    const action = actions.find((one) => one.id === id);
    const state = actionStates.find((one) => one === column);
    const verb = action && state && verbTo(action, state);
    if (verb) setProposal((before) => ({ id, verb, number: (before?.number ?? 0) + 1 }));
  });
  return (
    <div ref={board} className={classes['board']}>
      {actionStates.map((state) => {
        const cards = actions.filter((action) => action.state === state);
        return (
          <section
            key={state}
            className={classes['column']}
            aria-label={t(`action_state.${state}`)}
            data-column={state}
          >
            <h3>
              {t(`action_state.${state}`)} <span className={classes['quiet']}>{cards.length}</span>
            </h3>
            <ul>
              {cards.map((action) => {
                const proposed = proposal?.id === action.id ? proposal : undefined;
                return <Card key={`${action.id}:${proposed?.number ?? 0}`} stored={action} proposed={proposed?.verb} />;
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Card({ stored, proposed }: { stored: ActionView; proposed: ActionVerb | undefined }) {
  const update = useActionUpdate(stored);
  const { action } = update;
  return (
    <li className={classes['card']} draggable={action.verbs.length > 0} data-card={action.id}>
      <Link href={`/actions/${action.id}`} draggable={false}>
        {action.title}
      </Link>
      <div className={classes['under']}>
        <Due action={action} />
        <div>{doerOf(action)}</div>
      </div>
      <ActionUpdate action={stored} update={update} shape="menu" proposed={proposed} />
    </li>
  );
}
