import type { ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './outside.module.css';

/** The frame of a screen for somebody who is not signed in. */
export function Outside({ preferences, children }: { preferences: ReactNode; children: ReactNode }) {
  return (
    <main className={classes['screen']}>
      <Link href="/sign-in" className={classes['brand']}>
        <img src="/icon.svg" alt="" width={32} height={32} />
        <strong>Throughline</strong>
      </Link>
      {children}
      <div className={classes['preferences']}>{preferences}</div>
    </main>
  );
}
