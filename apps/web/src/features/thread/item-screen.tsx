import { useTranslation } from 'react-i18next';
import { Link, Redirect, useParams } from 'wouter';
import { graphql } from '../../shared/server/graphql.ts';
import { History } from '../../shared/thread/history.tsx';
import { ItemThread } from '../../shared/thread/item-thread.tsx';
import { itemPath } from '@throughline/domain/item-paths';
import { Page } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { useItemState } from './item-state.ts';

const ItemAlone = graphql(`
  query ItemAlone($id: Uuid!) {
    thread(itemId: $id, depth: 1) {
      item {
        id
        kind
        title
        state
        decision
        on
        networkId
        networkName
      }
      from {
        item {
          id
          kind
        }
      }
    }
  }
`);

/** An item by itself, wherever it stands: what it is, where it came from, what came of it, its history. */
export default function ItemScreen() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['thread', 'words']);
  const format = useFormat();
  const stateOf = useItemState();
  return (
    <Screen whole state={useScreen(ItemAlone, { id })}>
      {({ thread: { item, from } }) => {
        const practice = from.find((step) => step.item.kind === 'practice')?.item;
        if (item.kind === 'system_change' && practice) {
          return <Redirect to={`${itemPath({ kind: 'practice', id: practice.id })}#${id}`} replace />;
        }
        return (
          <Page
            title={item.title}
            width="prose"
            lead={
              <>
                {item.networkId ? (
                  <>
                    <Link href={itemPath({ kind: 'network', id: item.networkId })}>{item.networkName}</Link> ·{' '}
                  </>
                ) : null}
                {[t(`words:item_kind.${item.kind}`), stateOf(item), format.day(item.on)].filter(Boolean).join(' · ')}
              </>
            }
            thread={<ItemThread id={id} />}
          >
            <History id={id} />
          </Page>
        );
      }}
    </Screen>
  );
}
