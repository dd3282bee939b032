import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { ActionsSection } from './actions-section.tsx';
import { BeginPlan } from './begin-plan.tsx';
import { planKinds, PlanQuery } from './plan-operations.ts';
import { PlanHead } from './plan-head.tsx';
import { Strategies } from './strategies.tsx';
import { Theory } from './theory.tsx';
import classes from './plans.module.css';

/** The network's plan: why the gap exists, what is done about it, by whom and by when. */
export default function PlanTab({ networkId }: { networkId: string }) {
  const screen = useScreen(PlanQuery, { networkId }, planKinds);
  return <Screen state={screen}>{(data) => <OpenPlan networkId={networkId} data={data} />}</Screen>;
}

function OpenPlan({ networkId, data }: { networkId: string; data: ResultOf<typeof PlanQuery> }) {
  const { t } = useTranslation('plans');
  const can = useCan();
  const { plan } = data;
  const choices = {
    factors: data.factors.nodes,
    drivers: data.drivers.nodes,
  };
  const mayPlan = can('canEditPlan', plan);
  return (
    <div className={classes['tab']}>
      {plan.current ? (
        <PlanHead plan={plan} mayPlan={mayPlan} />
      ) : (
        <Empty
          sentence={t('plan.empty')}
          example={t('plan.example')}
          way={{
            action: mayPlan ? <BeginPlan networkId={networkId} label={t('plan.draft')} /> : null,
            ask: 'facilitator',
          }}
        />
      )}
      <ActionsSection networkId={networkId} counts={plan.counts} mayPlan={mayPlan} />
      {plan.current ? <Strategies plan={plan} choices={choices} mayPlan={mayPlan} /> : null}
      <Theory
        networkId={networkId}
        choices={choices}
        strategies={plan.strategies}
        mayEdit={can('canEditTheory', plan)}
      />
    </div>
  );
}
