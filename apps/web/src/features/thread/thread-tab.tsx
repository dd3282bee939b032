import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Empty } from '../../shared/states/empty.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { NetworkThreadMap } from './thread-query.ts';
import { ThreadMap } from './thread-map.tsx';
import classes from './thread.module.css';

/** A column of the map as it is shown. */
export type MapColumn = ResultOf<typeof NetworkThreadMap>['networkThread']['columns'][number];
/** An item of the map. */
export type MapItem = MapColumn['items'][number];
/** A link of the map. */
export type MapLink = ResultOf<typeof NetworkThreadMap>['networkThread']['links'][number];

const kinds = ['factor', 'strategy', 'action', 'cycle', 'escalation', 'practice', 'system_change', 'charter', 'driver'];

/** The network's thread: from the gap to what changed, with what is stuck and why. */
export default function ThreadTab({ networkId }: { networkId: string }) {
  const { t } = useTranslation('thread');
  const screen = useScreen(NetworkThreadMap, { networkId }, kinds);
  const plan = <Link href={`/networks/${networkId}/plan`}>{t('empty.to_plan')}</Link>;
  return (
    <Screen
      state={screen}
      empty={{
        when: hasNoWork,
        show: (
          <Empty
            sentence={t('empty.sentence')}
            example={t('empty.example')}
            way={{ action: plan, ask: 'facilitator' }}
          />
        ),
      }}
    >
      {({ networkThread }) => <Thread thread={networkThread} />}
    </Screen>
  );
}

type ThreadAnswer = ResultOf<typeof NetworkThreadMap>;

const hasNoWork = ({ networkThread }: ThreadAnswer): boolean =>
  networkThread.columns.every(({ column, total }) => column === 'gap' || total === 0);

function Thread({ thread: { columns, links } }: { thread: ThreadAnswer['networkThread'] }) {
  const { t } = useTranslation('thread');
  const stuck = columns.reduce((sum, { items }) => sum + items.filter((item) => item.stuck).length, 0);
  return (
    <div className={classes['tab']}>
      <p className={classes['sum']} data-stuck={stuck > 0}>
        {t('stuck_count', { count: stuck })}
      </p>
      <ThreadMap columns={columns} links={links} />
    </div>
  );
}
