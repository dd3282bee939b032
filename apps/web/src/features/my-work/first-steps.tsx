import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { DraftCharter } from '../../shared/charters/draft-charter.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { useLiveQuery } from '../../shared/live/live.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { problemOf } from '../../shared/server/transport.ts';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import classes from './first-steps.module.css';

const FirstStepsQuery = graphql(`
  query FirstSteps {
    firstSteps {
      id
      hasPeople
      hasOutcome
      indicatorId
      hasNumbers
      networkId
      hasCharter
      hasPlan
      hasTest
    }
  }
`);
const kinds: readonly string[] = [
  'member',
  'outcome',
  'indicator',
  'import',
  'network',
  'charter',
  'plan',
  'action',
  'cycle',
];

type Steps = ResultOf<typeof FirstStepsQuery>['firstSteps'];

const keys = ['people', 'outcome', 'indicator', 'network', 'charter', 'plan', 'test'] as const;
type StepKey = (typeof keys)[number];

const isDone: Record<StepKey, (steps: Steps) => boolean> = {
  people: ({ hasPeople }) => hasPeople,
  outcome: ({ hasOutcome }) => hasOutcome,
  indicator: ({ hasNumbers }) => hasNumbers,
  network: ({ networkId }) => networkId !== null,
  charter: ({ hasCharter }) => hasCharter,
  plan: ({ hasPlan }) => hasPlan,
  test: ({ hasTest }) => hasTest,
};

/** What leads from an empty partnership to its first chart and its first test: done by what is there, each one tap away. */
export default function FirstSteps() {
  const { t } = useTranslation('my-work');
  const [isPutAway, putAway] = usePutAway();
  const [{ data, error }] = useLiveQuery(FirstStepsQuery, {}, kinds);
  if (error && !data) return <ProblemLine problem={problemOf(error)} />;
  const steps = data?.firstSteps;
  if (!steps || keys.every((key) => isDone[key](steps))) return null;
  const next = keys.find((key) => !isDone[key](steps));
  if (isPutAway)
    return (
      <div>
        <Button variant="subtle" onClick={() => putAway(false)}>
          {t('first.show')}
        </Button>
      </div>
    );
  return (
    <Section
      title={t('first.title')}
      aside={
        <Button variant="subtle" onClick={() => putAway(true)}>
          {t('first.put_away')}
        </Button>
      }
    >
      <ol className={classes['steps']} aria-label={t('first.title')}>
        {keys.map((key) => (
          <li key={key} data-done={isDone[key](steps)} aria-current={key === next ? 'step' : undefined}>
            <span className={classes['what']}>
              <span className={classes['name']}>{t(`first.step.${key}`)}</span>
              <span className={classes['why']}>{t(isDone[key](steps) ? 'first.done' : `first.why.${key}`)}</span>
            </span>
            <span className={classes['ways']}>
              <Ways step={key} steps={steps} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** One tap to the form of a step; of one that is done, to what it brought. */
function Ways({ step, steps }: { step: StepKey; steps: Steps }) {
  const { t } = useTranslation('my-work');
  const [, navigate] = useLocation();
  const { indicatorId, networkId } = steps;
  const to = (href: string, label: string) => (
    <Link href={href} className={classes['way']}>
      {label}
    </Link>
  );
  if (isDone[step](steps)) return step === 'indicator' ? to(`/indicators/${indicatorId}`, t('first.chart')) : null;
  if (step === 'people') return to('/people/invite', t('first.do.people'));
  if (step === 'outcome') return to('/indicators?form=outcome&next=indicator', t('first.do.outcome'));
  if (step === 'network') return to('/networks?form', t('first.do.network'));
  if (step === 'indicator') {
    if (indicatorId === null) return to('/indicators?form=indicator', t('first.do.indicator'));
    return (
      <>
        {to('/imports', t('first.do.import'))}
        {to(`/indicators/${indicatorId}?form=value`, t('first.do.value'))}
      </>
    );
  }
  if (networkId === null) return <span className={classes['why']}>{t('first.after_network')}</span>;
  if (step === 'plan') return to(`/networks/${networkId}/plan?form=action`, t('first.do.plan'));
  if (step === 'test') return to(`/networks/${networkId}/log`, t('first.do.test'));
  return (
    <DraftCharter
      networkId={networkId}
      label={t('first.do.charter')}
      onDrafted={() => navigate(`/networks/${networkId}/charter`)}
    />
  );
}

/** Whether this person has put the list away on this device. */
function usePutAway(): [boolean, (isPutAway: boolean) => void] {
  const { partnershipId, memberId } = usePartnership();
  const key = `throughline-first-steps:${partnershipId}:${memberId}`;
  const [isPutAway, set] = useState(() => localStorage.getItem(key) === 'away');
  return [
    isPutAway,
    (away) => {
      if (away) localStorage.setItem(key, 'away');
      else localStorage.removeItem(key);
      set(away);
    },
  ];
}
