import { useState } from 'react';
import { Button } from '@mantine/core';
import type { ItemKind } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCodeText } from '../../shared/server/code-text.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { itemPath } from '@throughline/domain/item-paths';
import { useLiveQuery } from '../../shared/live/live.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import classes from './my-work.module.css';

const ChangesQuery = graphql(`
  query Changes($after: String!) {
    changes(first: 20, after: $after) {
      nodes {
        id
        at
        verb
        kind
        itemId
        title
        networkId
        networkName
        memberName
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface Change {
  at: string;
  verb: string;
  kind: ItemKind;
  itemId: string;
  title: string;
  networkId: string | null;
  networkName: string | null;
  memberName: string | null;
}

/** One thing that somebody did: who, what, to which item, when. */
export function ChangeRow({ change, isNew }: { change: Change; isNew: boolean }) {
  const { t } = useTranslation(['my-work', 'words']);
  const textOf = useCodeText('my-work');
  const format = useFormat();
  const { at, verb, kind, itemId, title, networkId, networkName, memberName } = change;
  return (
    <li className={classes['change']}>
      <span>
        {isNew ? <strong className={classes['new']}>{t('changes.new')} </strong> : null}
        {memberName ?? t('changes.somebody')} {textOf(`verb.${verb}`, t('verb.other'))}{' '}
        <span className={classes['quiet']}>{t(`words:item_kind.${kind}`).toLocaleLowerCase()}</span>{' '}
        <Link href={itemPath({ kind, id: itemId, networkId })}>{title}</Link>
      </span>
      <span className={classes['when']}>
        {[networkName === title ? null : networkName, format.moment(at)].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
}

/** The changes after the first page, when they are asked for. */
export function MoreChanges({ after }: { after: string }) {
  const { t } = useTranslation('shared');
  const [open, setOpen] = useState(false);
  if (open) return <NextChanges after={after} />;
  return (
    <li className={classes['more']}>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('more')}
      </Button>
    </li>
  );
}

function NextChanges({ after }: { after: string }) {
  const [{ data }] = useLiveQuery(ChangesQuery, { after });
  if (!data) {
    return (
      <li>
        <Loading />
      </li>
    );
  }
  const { nodes, pageInfo } = data.changes;
  return (
    <>
      {nodes.map((change) => (
        <ChangeRow key={change.id} change={change} isNew={false} />
      ))}
      {pageInfo.hasNextPage && pageInfo.endCursor ? (
        <MoreChanges key={pageInfo.endCursor} after={pageInfo.endCursor} />
      ) : null}
    </>
  );
}
