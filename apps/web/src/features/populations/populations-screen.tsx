import { useMemo, useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { breakdownName } from '@throughline/domain/populations';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { Page } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { type Tasks, useRowOf, useTask } from '../../shared/frame/use-task.ts';
import { MovePopulationDialog } from './move-dialog.tsx';
import { AddPopulationForm, EditDimensionForm, EditPopulationForm } from './population-forms.tsx';
import { PopulationLabels } from './population-labels.tsx';
import { Dimensions, populationKinds } from '../../shared/populations/population-query.ts';
import { type Dimension, type Population, Populations } from './population-operations.ts';
import { PopulationRow, type PopulationTask } from './population-row.tsx';
import classes from './populations.module.css';

const pageSize = 100;

/** Whom the partnership looks at: its dimensions, their groups, and crossings of two. */
export default function PopulationsScreen() {
  const { t } = useTranslation('populations');
  const can = useCan();
  const manages = can('canManageIndicators');
  const [adding, setAdding] = useState(false);
  const [retired, setRetired] = useState(false);
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const [{ data }] = useLiveQuery(Dimensions, {}, populationKinds);
  const dimensions = useMemo(() => data?.populationDimensions.nodes ?? [], [data]);
  const rows = useTask<PopulationTask, Population>();
  const parts = useTask<'edit', Dimension>();
  return (
    <Page title={t('title')} lead={t('lead')}>
      {/* In the page and not over it: every row has buttons that a button over the page would half cover. */}
      {manages ? (
        <div>
          <Button onClick={() => setAdding(true)}>{t('add.open')}</Button>
        </div>
      ) : null}
      {cursors.map((after, at) => (
        <OnePage
          key={`${after ?? ''}${String(retired)}`}
          after={after}
          retired={retired}
          isLast={at === cursors.length - 1}
          dimensions={dimensions}
          manages={manages}
          onMore={(cursor) => setCursors([...cursors, cursor])}
          onAdd={() => setAdding(true)}
          tasks={{ rows, parts }}
        />
      ))}
      <Checkbox
        label={t('retired.show')}
        checked={retired}
        size="md"
        onChange={(event) => {
          setRetired(event.currentTarget.checked);
          setCursors([undefined]);
        }}
      />
      {adding ? <AddPopulationForm dimensions={dimensions} onClose={() => setAdding(false)} /> : null}
      {rows.task?.what === 'edit' ? (
        <EditPopulationForm key={rows.task.row.id} population={rows.task.row} onClose={rows.end} />
      ) : null}
      {rows.task?.what === 'move' ? (
        <MovePopulationDialog key={rows.task.row.id} population={rows.task.row} onClose={rows.end} />
      ) : null}
      {rows.task?.what === 'labels' ? (
        <PopulationLabels population={rows.task.row} manages={manages} onClose={rows.end} />
      ) : null}
      {parts.task ? <EditDimensionForm key={parts.task.row.id} dimension={parts.task.row} onClose={parts.end} /> : null}
    </Page>
  );
}

interface ScreenTasks {
  rows: Tasks<PopulationTask, Population>;
  parts: Tasks<'edit', Dimension>;
}

interface OnePageProps {
  after: string | undefined;
  retired: boolean;
  isLast: boolean;
  dimensions: readonly Dimension[];
  manages: boolean;
  onMore(cursor: string): void;
  onAdd(): void;
  tasks: ScreenTasks;
}

function OnePage({ after, retired, onAdd, ...props }: OnePageProps) {
  const { t } = useTranslation('populations');
  const screen = useScreen(Populations, { first: pageSize, after: after ?? null, retired }, populationKinds);
  const first = (
    <Empty
      sentence={t('empty')}
      example={t('example')}
      way={{
        action: props.manages ? <Button onClick={onAdd}>{t('add.open')}</Button> : null,
        ask: 'data_manager',
      }}
    />
  );
  return (
    <Screen state={screen} empty={{ when: ({ populations }) => populations.totalCount === 0, show: first }}>
      {({ populations }) => <Breakdowns {...props} page={populations} />}
    </Screen>
  );
}

interface BreakdownsProps extends Omit<OnePageProps, 'after' | 'retired' | 'onAdd'> {
  page: ResultOf<typeof Populations>['populations'];
}

function Breakdowns({ page, isLast, dimensions, manages, onMore, tasks }: BreakdownsProps) {
  const { t } = useTranslation('shared');
  const next = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return (
    <>
      {byBreakdown(page.nodes, dimensions).map(({ name, rows }) => (
        <BreakdownPart
          key={name ?? ''}
          name={name}
          rows={rows}
          dimension={dimensions.find((one) => one.name === name)}
          manages={manages}
          tasks={tasks}
        />
      ))}
      {isLast && next ? (
        <div>
          <Button variant="default" onClick={() => onMore(next)}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** The populations under what they are groups of: everybody, dimensions in their order, then crossings. */
function byBreakdown(
  rows: readonly Population[],
  dimensions: readonly Dimension[],
): { name: string | null; rows: Population[] }[] {
  const found = new Map<string | null, Population[]>();
  for (const row of rows) {
    const name = breakdownName(row);
    found.set(name, [...(found.get(name) ?? []), row]);
  }
  const rank = (name: string | null): number => {
    if (name === null) return -1;
    const at = dimensions.findIndex((one) => one.name === name);
    return at < 0 ? dimensions.length : at;
  };
  return [...found].map(([name, own]) => ({ name, rows: own })).toSorted((a, b) => rank(a.name) - rank(b.name));
}

interface BreakdownPartProps {
  name: string | null;
  rows: readonly Population[];
  dimension: Dimension | undefined;
  manages: boolean;
  tasks: ScreenTasks;
}

function BreakdownPart({ name, rows, dimension, manages, tasks }: BreakdownPartProps) {
  const { t } = useTranslation('populations');
  useRowOf(tasks.parts, dimension);
  const title = name ?? t('everybody');
  return (
    <section className={classes['part']}>
      <div className={classes['head']}>
        <div>
          <h2>{title}</h2>
          {dimension ? (
            <p className={classes['quiet']}>{t(dimension.isExclusive ? 'exclusive.yes' : 'exclusive.no')}</p>
          ) : null}
          {name !== null && !dimension ? <p className={classes['quiet']}>{t('crossing')}</p> : null}
        </div>
        {manages && dimension ? (
          <Button
            variant="default"
            onClick={() => tasks.parts.begin('edit', dimension)}
            aria-label={t('dimension.open_of', { name: title })}
          >
            {t('dimension.open')}
          </Button>
        ) : null}
      </div>
      <ul className={classes['list']} aria-label={title}>
        {rows.map((row) => (
          <PopulationRow key={row.id} population={row} manages={manages} tasks={tasks.rows} />
        ))}
      </ul>
    </section>
  );
}
