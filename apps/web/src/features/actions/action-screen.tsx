import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { EditActionDialog, ReassignDialog } from '../../shared/actions/action-dialog.tsx';
import { ActionParts, type ActionView, doerOf } from '../../shared/actions/action-parts.ts';
import { ActionUpdate } from '../../shared/actions/action-update.tsx';
import { ActionState, Due } from '../../shared/actions/due.tsx';
import { useActionUpdate } from '../../shared/actions/use-action-update.ts';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { graphql } from '../../shared/server/graphql.ts';
import { History } from '../../shared/thread/history.tsx';
import { ItemThread } from '../../shared/thread/item-thread.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import classes from './action-screen.module.css';

const ActionQuery = graphql(
  `
    query Action($id: Uuid!) {
      action(id: $id) {
        ...ActionParts
      }
    }
  `,
  [ActionParts],
);
const UpdatesQuery = graphql(`
  query ActionUpdates($actionId: Uuid!, $first: Int!, $after: String) {
    actionUpdates(actionId: $actionId, first: $first, after: $after) {
      nodes {
        id
        state
        note
        memberName
        createdAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const kinds = ['action'];

/** One action: how it stands, who has it, what was said of it. */
export default function ActionScreen() {
  const { id = '' } = useParams<{ id: string }>();
  const screen = useScreen(ActionQuery, { id }, kinds);
  return (
    <Screen state={screen} whole>
      {({ action }) => <ActionPage key={id} stored={action} />}
    </Screen>
  );
}

function ActionPage({ stored }: { stored: ActionView }) {
  const { t } = useTranslation('actions');
  const can = useCan();
  const update = useActionUpdate(stored);
  const [dialog, setDialog] = useState<'edit' | 'hand_over'>();
  const { action } = update;
  const close = () => setDialog(undefined);
  return (
    <Page
      title={action.title}
      width="prose"
      lead={action.isCommitment ? t('commitment') : undefined}
      thread={<ItemThread id={action.id} />}
    >
      <dl className={classes['facts']}>
        <Fact name={t('state')}>
          <ActionState state={action.state} />
        </Fact>
        <Fact name={t('due_on')}>
          <Due action={action} />
        </Fact>
        <Fact name={t('owner')}>{doerOf(action) ?? t('nobody')}</Fact>
        {action.networkId ? (
          <Fact name={t('network')}>
            <Link href={`/networks/${action.networkId}/plan`}>{action.networkName}</Link>
          </Fact>
        ) : null}
        {action.strategyTitle ? <Fact name={t('strategy')}>{action.strategyTitle}</Fact> : null}
      </dl>
      {action.description ? <p className={classes['description']}>{action.description}</p> : null}
      <ActionUpdate action={stored} update={update} shape="full" />
      {can('canEditPlan', action) ? (
        <div className={classes['edit']}>
          <Button variant="default" onClick={() => setDialog('edit')}>
            {t('edit')}
          </Button>
          <Button variant="default" onClick={() => setDialog('hand_over')}>
            {t('hand_over')}
          </Button>
        </div>
      ) : null}
      <Section title={t('updates')}>
        <DataList
          query={UpdatesQuery}
          variables={{ actionId: action.id }}
          kinds={kinds}
          page={(data) => data.actionUpdates}
          label={t('updates')}
          empty={<p className={classes['quiet']}>{t('no_updates')}</p>}
          row={updateRow}
        />
      </Section>
      <History id={action.id} />
      {dialog === 'edit' ? <EditActionDialog action={stored} onClose={close} /> : null}
      {dialog === 'hand_over' ? <ReassignDialog action={stored} onClose={close} /> : null}
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface UpdateProps {
  id: string;
  state: ActionView['state'];
  note: string;
  memberName: string;
  createdAt: string;
}

const updateRow = (update: UpdateProps) => (
  <li key={update.id} className={classes['said']}>
    <Update {...update} />
  </li>
);

function Update({ state, note, memberName, createdAt }: UpdateProps) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  return (
    <>
      <div className={classes['saidHead']}>
        <ActionState state={state} />
        <span className={classes['quiet']}>{t('wrote', { name: memberName, at: format.moment(createdAt) })}</span>
      </div>
      {note ? <p>{note}</p> : null}
    </>
  );
}
