import type { ReactNode } from 'react';
import classes from './imports.module.css';

interface FoldedProps {
  title: string;
  /** What it is set to, or when it is needed. */
  note: string;
  /** Opened because something in it must be corrected. */
  open: boolean;
  children: ReactNode;
}

/** Fields that most files do not need, under one line that says what they are set to. */
export function Folded({ title, note, open, children }: FoldedProps) {
  return (
    <details className={classes['folded']} {...(open && { open: true })}>
      <summary>
        <strong>{title}</strong> <span className={classes['quiet']}>{note}</span>
      </summary>
      <div className={classes['group']}>{children}</div>
    </details>
  );
}
