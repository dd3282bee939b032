import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Empty } from '../../shared/empty.tsx';
import { graphql, type ResultOf } from '../../shared/graphql.ts';
import { Page, Section } from '../../shared/page.tsx';
import { useFormat, usePartnership } from '../../shared/partnership.tsx';
import { Screen, useScreen } from '../../shared/screen.tsx';
import { NetworkRows } from './network-rows.tsx';
import type { SmallSeries } from './small-chart.tsx';
import classes from './partnership.module.css';

const PartnershipPage = graphql(`
  query PartnershipPage {
    partnershipPage {
      id
      outcomes {
        id
        name
        indicators {
          id
          name
          measureType
          direction
          cadence
          unit
          populationName
          periods
          values
        }
      }
      networks {
        id
        version
        name
        state
        parentId
        charterState
        actionsOpen
        actionsLate
        cyclesOpen
        cyclesWithoutPredictions
        asksUnanswered
        longestWaitDays
        updatedAt
      }
      networkCount
    }
  }
`);
/** Anything that moves a figure of the page. */
const kinds = [
  'network',
  'charter',
  'action',
  'cycle',
  'cycle_question',
  'escalation',
  'outcome',
  'indicator',
  'import',
];

export type PartnershipPageData = ResultOf<typeof PartnershipPage>['partnershipPage'];

const SmallChart = lazy(() => import('./small-chart.tsx'));

/** The partnership at a glance: outcomes as small charts, networks with their flow. */
export default function PartnershipScreen() {
  const { t } = useTranslation('partnership');
  const { partnershipName } = usePartnership();
  const screen = useScreen(PartnershipPage, {}, kinds);
  return (
    <Page title={partnershipName} lead={t('lead')}>
      <Screen of={screen}>
        {({ partnershipPage: { outcomes, networks } }) => (
          <>
            <Outcomes outcomes={outcomes} />
            <Section title={t('networks')} aside={<Link href="/networks">{t('all_networks')}</Link>}>
              <NetworkRows networks={networks} />
            </Section>
          </>
        )}
      </Screen>
    </Page>
  );
}

function Outcomes({ outcomes }: { outcomes: PartnershipPageData['outcomes'] }) {
  const { t } = useTranslation('partnership');
  if (outcomes.length === 0) return <Empty sentence={t('no_outcomes')} example={t('outcome_example')} />;
  return (
    <div className={classes['outcomes']}>
      {outcomes.map((outcome) => (
        <section key={outcome.id} aria-labelledby={outcome.id}>
          <h2 id={outcome.id}>{outcome.name}</h2>
          {outcome.indicators.length === 0 ? <p className={classes['quiet']}>{t('no_indicators')}</p> : null}
          {outcome.indicators.map((indicator) => (
            <Indicator key={indicator.id} id={indicator.id} series={indicator as SmallSeries} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Indicator({ id, series }: { id: string; series: SmallSeries }) {
  const { t } = useTranslation('partnership');
  const format = useFormat();
  const last = series.values.findLast((value) => value !== null);
  const unit = series.measureType === 'proportion' ? '%' : series.unit;
  return (
    <Link href={`/indicators/${id}`} className={classes['indicator']}>
      <span>
        {series.name}
        {series.populationName ? <span className={classes['quiet']}> · {series.populationName}</span> : null}
      </span>
      {last === undefined || last === null ? (
        <span className={classes['quiet']}>{t('no_data')}</span>
      ) : (
        <span className={classes['chart']}>
          <Suspense fallback={null}>
            <SmallChart series={series} />
          </Suspense>
          <strong>
            {format.number(last)} {unit}
          </strong>
        </span>
      )}
    </Link>
  );
}
