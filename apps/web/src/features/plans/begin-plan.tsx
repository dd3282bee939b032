import { useState } from 'react';
import { Button, type ButtonVariant } from '@mantine/core';
import { v7 as uuid } from 'uuid';
import { useAct } from '../../shared/form/use-act.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { DraftPlan, planKinds } from './plan-operations.ts';

interface BeginPlanProps {
  networkId: string;
  label: string;
  variant?: ButtonVariant;
}

/** Begins the network's first plan, or its next. */
export function BeginPlan({ networkId, label, variant = 'filled' }: BeginPlanProps) {
  const [id] = useState(() => uuid());
  const begin = useAct({ document: DraftPlan, label, touches: planKinds, row: { id } });
  return (
    <>
      <Button variant={variant} loading={begin.state === 'saving'} onClick={() => void begin.run({ networkId })}>
        {label}
      </Button>
      <ProblemLine problem={begin.problem} />
    </>
  );
}
