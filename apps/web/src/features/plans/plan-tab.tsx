import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useCan } from '../../shared/abilities.ts';
import { Empty } from '../../shared/empty.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { ProblemLine, ProblemView } from '../../shared/problem.tsx';
import { useWrite } from '../../shared/use-write.ts';
import { ActionsSection } from './actions-section.tsx';
import { DraftPlan, planKinds, PlanQuery } from './plan-operations.ts';
import { PlanHead } from './plan-head.tsx';
import { Strategies } from './strategies.tsx';
import { Theory } from './theory.tsx';
import classes from './plans.module.css';

/** The network's plan: why the gap exists, what is done about it, by whom and by when. */
export default function PlanTab({ networkId }: { networkId: string }) {
  const [{ data, error }, again] = useLiveQuery(PlanQuery, { networkId }, planKinds);
  const can = useCan();
  const choices = useMemo(
    () => ({
      factors: data?.factors.nodes ?? [],
      drivers: data?.drivers.nodes ?? [],
      populations: data?.populations.nodes ?? [],
    }),
    [data],
  );
  if (!data) {
    return error ? <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} /> : <Loading />;
  }
  const { plan } = data;
  const mayPlan = can('canEditPlan', plan);
  return (
    <div className={classes['tab']}>
      {plan.current ? (
        <PlanHead plan={plan} mayPlan={mayPlan} />
      ) : (
        <FirstPlan networkId={networkId} mayPlan={mayPlan} />
      )}
      <ActionsSection networkId={networkId} counts={plan.counts} mayPlan={mayPlan} />
      {plan.current ? <Strategies plan={plan} choices={choices} mayPlan={mayPlan} /> : null}
      <Theory networkId={networkId} choices={choices} strategies={plan.strategies} may={can('canEditTheory', plan)} />
    </div>
  );
}

function FirstPlan({ networkId, mayPlan }: { networkId: string; mayPlan: boolean }) {
  const { t } = useTranslation('plans');
  const write = useWrite(DraftPlan, { label: t('plan.draft'), touches: planKinds });
  const [id] = useState(() => uuid());
  return (
    <>
      <Empty
        sentence={t('plan.empty')}
        example={t('plan.example')}
        action={
          mayPlan ? (
            <Button loading={write.state === 'saving'} onClick={() => void write.run({ id, networkId })}>
              {t('plan.draft')}
            </Button>
          ) : null
        }
      />
      <ProblemLine problem={write.problem} />
    </>
  );
}
