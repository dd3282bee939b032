import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { ChartTheme } from '../../shared/series/chart-theme.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { Page } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { SeriesShown } from '../../shared/series/series-query.ts';
import { AddIndicator } from './add-indicator.tsx';
import { AddOutcome } from './outcome-form.tsx';
import { IndicatorRow, type ListedIndicator } from './indicator-row.tsx';
import { OutcomesPart } from './outcomes-part.tsx';
import { indicatorKinds } from './operations.ts';
import classes from './indicators.module.css';

const IndicatorsPage = graphql(
  `
    query IndicatorsPage($first: Int!, $after: String) {
      indicators(first: $first, after: $after) {
        nodes {
          id
          name
          level
          measureType
          direction
          cadence
          unit
          outcomeId
          outcomeName
          outcomeStage
          health {
            code
            on
            count
          }
          latest
          latestPeriod
          change
          headline {
            ...SeriesShown
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [SeriesShown],
);

const pageSize = 50;

/** All indicators that are followed, under their outcomes, each with its last years and what they show. */
export default function IndicatorsScreen() {
  const { t } = useTranslation('indicators');
  const can = useCan();
  const { adding, setAdding, goOn } = useOpenForm();
  const [, navigate] = useLocation();
  const [outcomeId, setOutcomeId] = useState<string>();
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const manages = can('canManageIndicators');
  const goOnWith = (id: string) => {
    setOutcomeId(id);
    setAdding('indicator');
  };
  return (
    <Page
      title={t('list.title')}
      lead={
        <>
          {t('list.lead')} <Link href="/data">{t('list.data')}</Link>
        </>
      }
      action={manages ? <Button onClick={() => setAdding('indicator')}>{t('add.open')}</Button> : null}
    >
      <ChartTheme />
      {cursors.map((after, at) => (
        <OnePage
          key={after ?? ''}
          after={after}
          manages={manages}
          isLast={at === cursors.length - 1}
          onMore={(cursor) => setCursors([...cursors, cursor])}
          onAdd={() => setAdding('indicator')}
        />
      ))}
      {manages ? <OutcomesPart onAdd={() => setAdding('outcome')} /> : null}
      {adding === 'indicator' ? (
        <AddIndicator
          outcomeId={outcomeId}
          onClose={() => setAdding(undefined)}
          onAdded={(id) => {
            // Once it is there, what it lacks is numbers: its page leads to them.
            const open = () => navigate(`/indicators/${id}`);
            if (!goOn({ toIndicator: open })) open();
          }}
          onOutcome={() => setAdding('outcome first')}
        />
      ) : null}
      {adding === 'outcome' ? (
        <AddOutcome onClose={() => setAdding(undefined)} onAdded={(id) => goOn({ toIndicator: () => goOnWith(id) })} />
      ) : null}
      {adding === 'outcome first' ? <AddOutcome onClose={() => setAdding('indicator')} onAdded={goOnWith} /> : null}
    </Page>
  );
}

type OpenForm = 'indicator' | 'outcome' | 'outcome first';
const forms: readonly OpenForm[] = ['indicator', 'outcome', 'outcome first'];

/** Screens that send somebody here for what they lack, to come back to. */
const comesBackTo = /^\/(networks\?form|imports\/[0-9a-f-]{36})$/;

interface OpenedForm {
  adding: OpenForm | undefined;
  setAdding(form: OpenForm | undefined): void;
  /** Goes where an address sends whoever has added what it asked for; false where it sends nowhere. */
  goOn(ways: { toIndicator(): void }): boolean;
}

/**
 * The form that is open, kept in the address so that a link opens it; `next` says what it was opened for: the screen that
 * lacks an outcome or an indicator, or the form of an indicator after that of its outcome.
 */
function useOpenForm(): OpenedForm {
  const [search, setSearch] = useSearchParams();
  const [, navigate] = useLocation();
  const next = search.get('next') ?? '';
  return {
    adding: forms.find((form) => form === search.get('form')),
    setAdding: (form) => setSearch(form === undefined ? {} : { form, ...(next !== '' && { next }) }, { replace: true }),
    goOn: ({ toIndicator }) => {
      if (next === 'indicator') toIndicator();
      else if (comesBackTo.test(next)) navigate(next);
      else return false;
      return true;
    },
  };
}

interface OnePageProps {
  after: string | undefined;
  manages: boolean;
  isLast: boolean;
  onMore(cursor: string): void;
  onAdd(): void;
}

function OnePage({ after, onAdd, ...props }: OnePageProps) {
  const { t } = useTranslation('indicators');
  const screen = useScreen(IndicatorsPage, { first: pageSize, after: after ?? null }, indicatorKinds);
  const first = (
    <Empty
      sentence={t('list.empty')}
      example={t('list.example')}
      way={{
        action: props.manages ? <Button onClick={onAdd}>{t('add.open')}</Button> : null,
        ask: 'data_manager',
      }}
    />
  );
  return (
    <Screen state={screen} empty={{ when: ({ indicators }) => indicators.totalCount === 0, show: first }}>
      {({ indicators }) => <Outcomes {...props} page={indicators} />}
    </Screen>
  );
}

interface OutcomesProps extends Omit<OnePageProps, 'after' | 'onAdd'> {
  page: ResultOf<typeof IndicatorsPage>['indicators'];
}

function Outcomes({ page, manages, isLast, onMore }: OutcomesProps) {
  const { t } = useTranslation(['indicators', 'shared']);
  const next = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return (
    <>
      {byOutcome(page.nodes).map(([outcomeId, nodes]) => (
        <section key={outcomeId}>
          <OutcomeHeading outcome={nodes[0]} />
          <ul className={classes['list']}>
            {nodes.map((node) => (
              <IndicatorRow key={node.id} indicator={node} />
            ))}
          </ul>
        </section>
      ))}
      {isLast && next ? (
        <div>
          <Button variant="default" onClick={() => onMore(next)}>
            {t('shared:more')}
          </Button>
        </div>
      ) : null}
      {manages ? (
        <p className={classes['quiet']}>
          <Link href="/imports">{t('list.import')}</Link>
        </p>
      ) : null}
    </>
  );
}

/** The outcome's name, and its stage where the name does not say it. */
function OutcomeHeading({ outcome }: { outcome: ListedIndicator | undefined }) {
  const { t } = useTranslation('words');
  if (!outcome) return null;
  const stage = t(`outcome_stage.${outcome.outcomeStage}`);
  const isSaid = outcome.outcomeStage === 'other' || stage.toLowerCase() === outcome.outcomeName.toLowerCase();
  return (
    <h2 className={classes['outcome']}>
      {outcome.outcomeName}
      {isSaid ? null : <small>{stage}</small>}
    </h2>
  );
}

/** The rows under their outcomes, in the order in which the outcomes come. */
function byOutcome(nodes: readonly ListedIndicator[]): [string, ListedIndicator[]][] {
  const groups = new Map<string, ListedIndicator[]>();
  for (const node of nodes) groups.set(node.outcomeId, [...(groups.get(node.outcomeId) ?? []), node]);
  return [...groups];
}
