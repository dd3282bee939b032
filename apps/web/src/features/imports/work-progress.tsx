import { useEffect, useReducer } from 'react';
import { type Pace, paceWith, roundTime, secondsLeft } from '@throughline/domain/time-left';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';
import classes from './imports.module.css';

interface Work {
  /** What is done: a check reads rows, a commit writes observations. */
  kind: 'read' | 'write';
  done: number;
  total: number;
}

/** How far a check or a commit has come, and once enough of it was seen how long the rest takes. */
export function WorkProgress({ kind, done, total }: Work) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const [pace, see] = useReducer(
    (before: Pace | null, now: number) => paceWith(before, { at: Date.now(), done: now }),
    null,
  );
  useEffect(() => see(done), [done]);
  const left = secondsLeft(pace, total);
  const time = left === null ? null : roundTime(left);
  const isAllRead = kind === 'read' && total > 0 && done >= total;
  return (
    <div>
      <progress
        className={classes['progress']}
        aria-label={t(`progress.${kind}`)}
        max={Math.max(total, done, 1)}
        {...(done > 0 && !isAllRead && { value: done })}
      />
      <output style={{ display: 'block' }}>
        {done === 0 ? t(`progress.${kind}`) : null}
        {isAllRead ? t('progress.judge') : null}
        {done > 0 && !isAllRead ? t(`progress.${kind}_so_far`, { done: number(done), total: number(total) }) : null}
        {time ? ` · ${t(`progress.${time.unit}`, { count: time.count })}` : ''}
      </output>
    </div>
  );
}
