import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../states/refusal-text.ts';
import type { AccountProblem } from './account-client.ts';
import classes from './account.module.css';

/** Says why something was not done and what to do; read out when it appears. */
export function ProblemLine({ problem }: { problem: AccountProblem | undefined }) {
  const { t } = useTranslation('account');
  const refusalText = useRefusalText();
  if (!problem) return null;
  const text = problem.kind === 'refused' ? refusalText(problem) : t(`problem.${problem.kind}`);
  return (
    <p role="alert" className={classes['problem']}>
      {text}
    </p>
  );
}
