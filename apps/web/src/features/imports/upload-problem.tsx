import { ProblemLine } from '../../shared/states/problem.tsx';
import { useRefusalText } from '../../shared/states/refusal-text.ts';
import type { Problem } from '../../shared/server/transport.ts';
import classes from './imports.module.css';

/** Why a file could not be taken. */
export function UploadProblem({ problem }: { problem: Problem | undefined }) {
  const refusalText = useRefusalText();
  if (!problem?.fields) return <ProblemLine problem={problem} />;
  return (
    <p className={classes['concern']} role="alert">
      {Object.values(problem.fields).map(refusalText).join(' ')}
    </p>
  );
}
