import { ProblemLine } from '../../shared/states/problem.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import classes from './imports.module.css';

/** Why a file could not be taken, in the server's words for the file where it has them. */
export function UploadProblem({ problem }: { problem: Problem | undefined }) {
  if (!problem?.fields) return <ProblemLine problem={problem} />;
  return (
    <p className={classes['concern']} role="alert">
      {Object.values(problem.fields).join(' ')}
    </p>
  );
}
