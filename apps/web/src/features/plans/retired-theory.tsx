import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { planKinds, RestoreDriver, RestoreFactor, RetiredTheory as RetiredTheoryQuery } from './plan-operations.ts';
import classes from './plans.module.css';

type Retired = ResultOf<typeof RetiredTheoryQuery>;
type RetiredRow = Retired['drivers']['nodes'][number];

interface RetiredTheoryProps {
  networkId: string;
  mayEdit: boolean;
}

/** What was taken out of the theory; asked for only by who wants to see it, and restored from here. */
export function RetiredTheory({ networkId, mayEdit }: RetiredTheoryProps) {
  const { t } = useTranslation('plans');
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Checkbox
        label={t('retired.show')}
        checked={isShown}
        onChange={(event) => setShown(event.currentTarget.checked)}
      />
      {isShown ? <RetiredLists networkId={networkId} mayEdit={mayEdit} /> : null}
    </>
  );
}

function RetiredLists({ networkId, mayEdit }: RetiredTheoryProps) {
  const { t } = useTranslation('plans');
  const screen = useScreen(RetiredTheoryQuery, { networkId }, planKinds);
  return (
    <Screen state={screen}>
      {({ drivers, factors }) =>
        drivers.nodes.length + factors.nodes.length === 0 ? (
          <p>{t('retired.none')}</p>
        ) : (
          <ul className={classes['list']} aria-label={t('retired.title')}>
            {drivers.nodes.map((row) => (
              <RetiredItem
                key={row.id}
                row={row}
                document={RestoreDriver}
                kind={t('retired.driver')}
                mayEdit={mayEdit}
              />
            ))}
            {factors.nodes.map((row) => (
              <RetiredItem
                key={row.id}
                row={row}
                document={RestoreFactor}
                kind={t('retired.factor')}
                mayEdit={mayEdit}
              />
            ))}
          </ul>
        )
      }
    </Screen>
  );
}

interface RetiredItemProps<Data> {
  row: RetiredRow;
  document: TypedDocumentNode<Data, { input: { idempotencyKey: string; id: string; version: number } }>;
  kind: string;
  mayEdit: boolean;
}

function RetiredItem<Data>({ row, document, kind, mayEdit }: RetiredItemProps<Data>) {
  const { t } = useTranslation('plans');
  const { day } = useFormat();
  const { id, version, title, retiredAt } = row;
  const restore = useAct({ document, label: t('retired.restore'), touches: planKinds, row: { id, version } });
  return (
    <li id={id}>
      <div className={classes['node']}>
        <div className={classes['what']}>
          <span className={classes['nodeTitle']}>{title}</span>
          <div className={classes['facts']}>
            <span>{kind}</span>
            {retiredAt ? <span>{t('retired.since', { day: day(retiredAt) })}</span> : null}
          </div>
        </div>
        {mayEdit ? (
          <div className={classes['buttons']}>
            <Button
              variant="subtle"
              loading={restore.state === 'saving'}
              aria-label={t('retired.restore_of', { title })}
              onClick={() => void restore.run()}
            >
              {t('retired.restore')}
            </Button>
          </div>
        ) : null}
      </div>
      <ProblemLine problem={restore.problem} />
    </li>
  );
}
