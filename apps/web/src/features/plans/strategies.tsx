import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddActionDialog } from '../../shared/actions/action-dialog.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { Section } from '../../shared/frame/page.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { ReasonDialog } from '../../shared/form/reason-dialog.tsx';
import {
  AbandonStrategy,
  type Choices,
  CompleteStrategy,
  type NetworkPlan,
  planKinds,
  ReopenStrategy,
  type Strategy,
} from './plan-operations.ts';
import { AddStrategyDialog, EditStrategyDialog } from './strategy-dialog.tsx';
import classes from './plans.module.css';

interface StrategiesProps {
  plan: NetworkPlan;
  choices: Choices;
  mayPlan: boolean;
}

/** The lines of work of the plan, each with what it answers and how its actions stand. */
export function Strategies({ plan, choices, mayPlan }: StrategiesProps) {
  const { t } = useTranslation('plans');
  const [adding, setAdding] = useState(false);
  const into = plan.next ?? plan.current;
  const add = mayPlan ? (
    <Button variant="default" onClick={() => setAdding(true)}>
      {t('strategy.add')}
    </Button>
  ) : null;
  return (
    <Section title={t('strategy.title')} aside={plan.strategies.length > 0 ? add : null}>
      {plan.strategies.length === 0 ? (
        <Empty
          sentence={t('strategy.empty')}
          example={t('strategy.example')}
          way={{ action: add, ask: 'facilitator' }}
        />
      ) : (
        <ul className={classes['list']} aria-label={t('strategy.title')}>
          {plan.strategies.map((strategy) => (
            <li key={strategy.id} id={strategy.id}>
              <StrategyRow strategy={strategy} plan={plan} choices={choices} />
            </li>
          ))}
        </ul>
      )}
      {adding && into ? (
        <AddStrategyDialog planId={into.id} choices={choices} onClose={() => setAdding(false)} />
      ) : null}
    </Section>
  );
}

type Open = 'edit' | 'action' | 'abandon' | 'reopen';

function StrategyRow({ strategy, plan, choices }: { strategy: Strategy; plan: NetworkPlan; choices: Choices }) {
  const { t } = useTranslation(['plans', 'words']);
  const [open, setOpen] = useState<Open>();
  const { id, version } = strategy;
  const complete = useAct({
    document: CompleteStrategy,
    label: t('strategy.complete'),
    touches: planKinds,
    row: { id, version },
  });
  const { counts, verbs } = strategy;
  const origin = strategy.driverTitle ?? strategy.factorTitle;
  const close = () => setOpen(undefined);
  return (
    <div className={classes['row']} data-over={strategy.state !== 'active'}>
      <div className={classes['what']}>
        <h3>{strategy.title}</h3>
        <div className={classes['facts']}>
          <span>
            {strategy.populationName
              ? t('strategy.for', { who: strategy.populationName })
              : t(`words:strategy_kind.${strategy.kind}`)}
          </span>
          {strategy.state === 'active' ? null : <strong>{t(`words:strategy_state.${strategy.state}`)}</strong>}
          {plan.next?.id === strategy.planId ? <span>{t('strategy.of_next')}</span> : null}
          <span>{t('strategy.actions', { count: counts.total })}</span>
          {counts.late > 0 ? <span className={classes['late']}>{t('counts.late', { count: counts.late })}</span> : null}
          {origin ? <span>{t('strategy.answers', { what: origin })}</span> : null}
        </div>
        {strategy.description ? <p className={classes['prose']}>{strategy.description}</p> : null}
      </div>
      {verbs.length > 0 ? (
        <div className={classes['buttons']}>
          {strategy.state === 'active' ? (
            <>
              <Quiet label={t('strategy.add_action')} title={strategy.title} onClick={() => setOpen('action')} />
              <Quiet label={t('edit')} title={strategy.title} onClick={() => setOpen('edit')} />
            </>
          ) : null}
          {verbs.includes('complete') ? (
            <Quiet label={t('strategy.complete')} title={strategy.title} onClick={() => void complete.run()} />
          ) : null}
          {verbs.includes('abandon') ? (
            <Quiet label={t('strategy.abandon')} title={strategy.title} onClick={() => setOpen('abandon')} />
          ) : null}
          {verbs.includes('reopen') ? (
            <Quiet label={t('strategy.reopen')} title={strategy.title} onClick={() => setOpen('reopen')} />
          ) : null}
          <ProblemLine problem={complete.problem} />
        </div>
      ) : null}
      {open === 'edit' ? <EditStrategyDialog strategy={strategy} choices={choices} onClose={close} /> : null}
      {open === 'action' ? <AddActionDialog networkId={plan.id} strategyId={strategy.id} onClose={close} /> : null}
      {open === 'abandon' ? (
        <ReasonDialog
          touches={planKinds}
          document={AbandonStrategy}
          item={strategy}
          verb={t('strategy.abandon')}
          ask={t('strategy.why_abandon')}
          onClose={close}
        />
      ) : null}
      {open === 'reopen' ? (
        <ReasonDialog
          touches={planKinds}
          document={ReopenStrategy}
          item={strategy}
          verb={t('strategy.reopen')}
          ask={t('strategy.why_reopen')}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

/** A button beside a row: its name says of which row. */
export function Quiet({ label, title, onClick }: { label: string; title: string; onClick(): void }) {
  return (
    <Button variant="subtle" className={classes['small'] ?? ''} aria-label={`${label}: ${title}`} onClick={onClick}>
      {label}
    </Button>
  );
}
