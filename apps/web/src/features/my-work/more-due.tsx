import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActionParts, type ActionView } from '../../shared/actions/action-parts.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { Loading } from '../../shared/states/loading.tsx';

const MoreDueQuery = graphql(
  `
    query MoreDue($memberId: Uuid!, $after: String!) {
      actions(
        filter: { ownerMemberId: $memberId, states: [not_started, in_progress, blocked] }
        first: 20
        after: $after
      ) {
        nodes {
          ...ActionParts
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [ActionParts],
);
const kinds = ['action'];

interface MoreDueProps {
  memberId: string;
  after: string;
  row(action: ActionView): ReactNode;
}

/** The actions after the first page, when they are asked for. */
export function MoreDue(props: MoreDueProps) {
  const { t } = useTranslation('shared');
  const [open, setOpen] = useState(false);
  if (open) return <NextDue {...props} />;
  return (
    <li>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('more')}
      </Button>
    </li>
  );
}

function NextDue({ memberId, after, row }: MoreDueProps) {
  const [{ data }] = useLiveQuery(MoreDueQuery, { memberId, after }, kinds);
  if (!data) {
    return (
      <li>
        <Loading />
      </li>
    );
  }
  const { nodes, pageInfo } = data.actions;
  return (
    <>
      {nodes.map(row)}
      {pageInfo.hasNextPage && pageInfo.endCursor ? (
        <MoreDue key={pageInfo.endCursor} memberId={memberId} after={pageInfo.endCursor} row={row} />
      ) : null}
    </>
  );
}
