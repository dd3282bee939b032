import type { ReactNode } from 'react';
import classes from './imports.module.css';

interface FoldingPartProps {
  title: string;
  /** Whether the step is due; one that is past is folded, and can be opened again. */
  due: boolean;
  children: ReactNode;
}

/** A step of the journey that folds away once it is done. */
export function FoldingPart({ title, due, children }: FoldingPartProps) {
  return (
    <details key={String(due)} open={due} className={classes['part']}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div className={classes['stack']}>{children}</div>
    </details>
  );
}
