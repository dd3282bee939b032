import { useMemo, useState } from 'react';
import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { AddActionDialog } from '../../shared/actions/action-dialog.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { ActionBoard } from './action-board.tsx';
import { ActionTable } from './action-table.tsx';
import { ActionTimeLine } from './action-time-line.tsx';
import { mostActions, type NetworkPlan, PlanActionsQuery } from './plan-operations.ts';
import classes from './plans.module.css';

const shapes = ['table', 'board', 'time_line'] as const;
type Shape = (typeof shapes)[number];
const rememberedAs = 'throughline-plan-shape';
const views = { table: ActionTable, board: ActionBoard, time_line: ActionTimeLine };
const kinds = ['action', 'strategy'];

interface ActionsSectionProps {
  networkId: string;
  counts: NetworkPlan['counts'];
  mayPlan: boolean;
}

/** The actions as a table, a board or a time line over the same rows. */
export function ActionsSection({ networkId, counts, mayPlan }: ActionsSectionProps) {
  const { t } = useTranslation('plans');
  const { memberId } = usePartnership();
  const [shape, setShape] = useShape();
  const [mine, setMine] = useState(false);
  const [late, setLate] = useState(false);
  const [search] = useSearchParams();
  const [adding, setAdding] = useState(mayPlan && search.get('form') === 'action');
  const filter = useMemo(
    () => ({ ...(mine && { ownerMemberId: memberId }), ...(late && { late }) }),
    [mine, late, memberId],
  );
  const screen = useScreen(PlanActionsQuery, { networkId, filter, first: mostActions }, kinds);
  const View = views[shape];
  const add = mayPlan ? <Button onClick={() => setAdding(true)}>{t('action.add')}</Button> : null;
  return (
    <Section title={t('action.title')} aside={counts.total > 0 ? add : null}>
      {counts.total === 0 ? (
        <Empty sentence={t('action.empty')} example={t('action.example')} way={{ action: add, ask: 'facilitator' }} />
      ) : (
        <>
          <div className={classes['controls']}>
            <SegmentedControl
              aria-label={t('shape.label')}
              value={shape}
              onChange={(chosen) => setShape(shapes.find((one) => one === chosen) ?? 'table')}
              data={shapes.map((one) => ({ value: one, label: t(`shape.${one}`) }))}
            />
            <Checkbox
              className={classes['check'] ?? ''}
              label={t('action.mine')}
              checked={mine}
              onChange={(event) => setMine(event.currentTarget.checked)}
            />
            <Checkbox
              className={classes['check'] ?? ''}
              label={t('action.late')}
              checked={late}
              onChange={(event) => setLate(event.currentTarget.checked)}
            />
          </div>
          <Screen
            state={screen}
            empty={{
              when: ({ actions }) => actions.nodes.length === 0,
              show: <p className={classes['quiet']}>{t('action.none')}</p>,
            }}
          >
            {({ actions }) => (
              <>
                <View actions={actions.nodes} />
                {actions.totalCount > mostActions ? (
                  <p className={classes['quiet']}>
                    {t('action.cut', { shown: mostActions, total: actions.totalCount })}
                  </p>
                ) : null}
              </>
            )}
          </Screen>
        </>
      )}
      {adding ? <AddActionDialog networkId={networkId} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}

/** The shape that this person chose last, on this device. */
function useShape(): [Shape, (shape: Shape) => void] {
  const [shape, set] = useState<Shape>(() => {
    const remembered = localStorage.getItem(rememberedAs);
    return shapes.find((one) => one === remembered) ?? 'table';
  });
  return [
    shape,
    (next) => {
      localStorage.setItem(rememberedAs, next);
      set(next);
    },
  ];
}
