import { useMemo, useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { breakdownName } from '@throughline/domain/populations';
import { useCan } from '../../shared/abilities.ts';
import { Empty } from '../../shared/empty.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { ProblemView } from '../../shared/problem.tsx';
import { AddPopulationForm, EditDimensionForm } from './population-forms.tsx';
import { type Dimension, Dimensions, type Population, populationKinds, Populations } from './population-operations.ts';
import { PopulationRow } from './population-row.tsx';
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
    </Page>
  );
}

interface OnePageProps {
  after: string | undefined;
  retired: boolean;
  isLast: boolean;
  dimensions: readonly Dimension[];
  manages: boolean;
  onMore(cursor: string): void;
  onAdd(): void;
}

function OnePage({ after, retired, isLast, dimensions, manages, onMore, onAdd }: OnePageProps) {
  const { t } = useTranslation(['populations', 'shared']);
  const variables = { first: pageSize, after: after ?? null, retired };
  const [{ data, error }, again] = useLiveQuery(Populations, variables, populationKinds);
  const page = data?.populations;
  if (!page)
    return error ? <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} /> : <Loading />;
  if (page.totalCount === 0) {
    return (
      <Empty
        sentence={t('empty')}
        example={t('example')}
        action={manages ? <Button onClick={onAdd}>{t('add.open')}</Button> : null}
      />
    );
  }
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
        />
      ))}
      {isLast && next ? (
        <div>
          <Button variant="default" onClick={() => onMore(next)}>
            {t('shared:more')}
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
}

function BreakdownPart({ name, rows, dimension, manages }: BreakdownPartProps) {
  const { t } = useTranslation('populations');
  const [editing, setEditing] = useState(false);
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
            onClick={() => setEditing(true)}
            aria-label={t('dimension.open_of', { name: title })}
          >
            {t('dimension.open')}
          </Button>
        ) : null}
      </div>
      <ul className={classes['list']} aria-label={title}>
        {rows.map((row) => (
          <PopulationRow key={row.id} population={row} manages={manages} />
        ))}
      </ul>
      {editing && dimension ? <EditDimensionForm dimension={dimension} onClose={() => setEditing(false)} /> : null}
    </section>
  );
}
