import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountProblem } from './account-client.ts';
import { ProblemLine } from './account-problem.tsx';
import { goToProvider } from './ways-client.ts';

interface ProviderButtonProps {
  /** What people call the provider; with none there is no button. */
  label: string | null;
  /** The link of the invitation that is answered. */
  invitation?: string;
}

/** Leads to the provider, to sign in or to join. */
export function ProviderButton({ label, invitation }: ProviderButtonProps) {
  const { t, i18n } = useTranslation('account');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem>();
  if (label === null) return null;
  const go = async () => {
    setBusy(true);
    const answer = await goToProvider(i18n.language, invitation === undefined ? {} : { invitation });
    if ('problem' in answer) setProblem(answer.problem);
    setBusy(false);
  };
  return (
    <>
      <ProblemLine problem={problem} />
      <Button variant="default" loading={busy} onClick={() => void go()}>
        {t('provider.continue', { label })}
      </Button>
    </>
  );
}
