import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountAnswer, AccountProblem } from './account-client.ts';
import { ProblemLine } from './account-problem.tsx';

interface PasskeyButtonProps<Data> {
  /** Its words: what it does. */
  label: string;
  send(language: string): Promise<AccountAnswer<Data>>;
  onDone(data: Data): void;
}

/** One press after which the device asks who is there. */
export function PasskeyButton<Data>({ label, send, onDone }: PasskeyButtonProps<Data>) {
  const { i18n } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem>();
  const press = async () => {
    setBusy(true);
    setProblem(undefined);
    const answer = await send(i18n.language);
    setBusy(false);
    if ('problem' in answer) setProblem(answer.problem);
    else onDone(answer.data);
  };
  return (
    <>
      <ProblemLine problem={problem} />
      <Button variant="default" loading={busy} onClick={() => void press()}>
        {label}
      </Button>
    </>
  );
}
