import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, type ResultOf } from '../server/graphql.ts';
import { useLiveQuery } from '../live/live.ts';
import { ThreadLine, type ThreadItem } from './thread-line.tsx';
import classes from './item-thread.module.css';

const ItemThreadStep = graphql(`
  fragment ItemThreadStep on ThreadStep {
    depth
    relation
    nearId
    item {
      id
      kind
      title
      networkId
      stuck {
        code
      }
    }
  }
`);

const ItemThreadQuery = graphql(
  `
    query ItemThread($id: Uuid!, $depth: Int!) {
      thread(itemId: $id, depth: $depth) {
        item {
          id
        }
        isCut
        from {
          ...ItemThreadStep
        }
        to {
          ...ItemThreadStep
        }
      }
    }
  `,
  [ItemThreadStep],
);

type Steps = ResultOf<typeof ItemThreadQuery>['thread']['from'];

/** How far the line looks before anybody asks for the whole thread. */
const near = 2;
const far = 12;
/** What mostly comes of an item: a new one of these can lengthen its thread. */
const kinds = ['strategy', 'action', 'cycle', 'escalation', 'practice', 'system_change'];

/**
 * Where an item came from and what came of it: `<Page thread={<ItemThread id={id} />}>`. It fetches itself, shows
 * nothing until it knows something, and never stands in the page's way: without an answer there is no line.
 */
export function ItemThread({ id }: { id: string }) {
  return <Line key={id} id={id} />;
}

function Line({ id }: { id: string }) {
  const { t } = useTranslation('shared');
  const [whole, setWhole] = useState(false);
  const [{ data }] = useLiveQuery(ItemThreadQuery, { id, depth: whole ? far : near }, kinds);
  const thread = data?.thread;
  if (!thread || thread.item.id !== id) return null;
  const longer = [...thread.from, ...thread.to].some((step) => step.depth > 1) || thread.isCut;
  const depth = whole ? far : 1;
  return (
    <div className={classes['line']}>
      <ThreadLine from={itemsWithin(thread.from, depth).reverse()} to={itemsWithin(thread.to, depth)} />
      {longer ? (
        <button
          type="button"
          className={classes['more']}
          aria-expanded={whole}
          onClick={() => setWhole((before) => !before)}
        >
          {t(whole ? 'thread.nearest' : 'thread.whole')}
        </button>
      ) : null}
    </div>
  );
}

function itemsWithin(steps: Steps, depth: number): ThreadItem[] {
  return steps
    .filter((step) => step.depth <= depth)
    .map(({ item }) => ({
      id: item.id,
      kind: item.kind,
      title: item.title,
      networkId: item.networkId,
      stuck: item.stuck !== null,
    }));
}
