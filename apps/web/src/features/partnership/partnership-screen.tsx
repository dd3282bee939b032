import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { LateRequests } from '../../shared/requests/late-requests.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { useFormat, usePartnership } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { SeriesShown } from '../../shared/series/series-query.ts';
import { NetworkRows } from './network-rows.tsx';
import classes from './partnership.module.css';
import { withUnit } from '../../shared/session/format.ts';

const PartnershipPage = graphql(
  `
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
            series {
              ...SeriesShown
            }
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
          escalationsUnanswered
          longestWaitDays
          updatedAt
        }
        networkCount
      }
    }
  `,
  [SeriesShown],
);
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
      <Screen state={screen}>
        {({ partnershipPage: { outcomes, networks } }) => (
          <>
            <LateRequests />
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
  const can = useCan();
  if (outcomes.length === 0) {
    const add = can('canManageIndicators') ? <Link href="/indicators?form=outcome">{t('add_outcomes')}</Link> : null;
    return (
      <Empty sentence={t('no_outcomes')} example={t('outcome_example')} way={{ action: add, ask: 'data_manager' }} />
    );
  }
  return (
    <div className={classes['outcomes']}>
      {outcomes.map((outcome) => (
        <section key={outcome.id} aria-labelledby={outcome.id}>
          <h2 id={outcome.id}>{outcome.name}</h2>
          {outcome.indicators.length === 0 ? <p className={classes['quiet']}>{t('no_indicators')}</p> : null}
          {outcome.indicators.map((indicator) => (
            <Indicator key={indicator.id} indicator={indicator} />
          ))}
        </section>
      ))}
    </div>
  );
}

/** A core indicator as the partnership's page has it. */
export type SmallIndicator = PartnershipPageData['outcomes'][number]['indicators'][number];

function Indicator({ indicator }: { indicator: SmallIndicator }) {
  const { t } = useTranslation('partnership');
  const format = useFormat();
  const { id, name, measureType, series } = indicator;
  const last = series?.values.findLast((value) => value !== null);
  const unit = measureType === 'proportion' ? '%' : indicator.unit;
  return (
    <Link href={`/indicators/${id}`} className={classes['indicator']}>
      <span>
        {name}
        {series?.dimension ? <span className={classes['quiet']}> · {series.populationName}</span> : null}
      </span>
      {!series || last === undefined || last === null ? (
        <span className={classes['quiet']}>{t('no_data')}</span>
      ) : (
        <span className={classes['chart']}>
          <Suspense fallback={null}>
            <SmallChart measure={indicator} series={series} />
          </Suspense>
          <strong>{withUnit(format.number(last), unit)}</strong>
        </span>
      )}
    </Link>
  );
}
