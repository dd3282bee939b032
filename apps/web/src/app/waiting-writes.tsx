import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueue } from '../shared/form/queue-context.tsx';
import classes from './waiting-writes.module.css';

const RefusedWrites = lazy(() => import('./refused-writes.tsx'));

/** One line above the screen while something waits for the network or for its author's decision; otherwise nothing. */
export function WaitingWrites() {
  const { t } = useTranslation('app');
  const { writes } = useQueue();
  const [open, setOpen] = useState(false);
  const refused = writes.filter(({ state }) => state === 'refused').length;
  const waiting = writes.length - refused;
  return (
    <div aria-live="polite">
      {waiting > 0 ? <p className={classes['line']}>{t('waiting.waiting', { count: waiting })}</p> : null}
      {refused > 0 ? (
        <p className={classes['line']} data-refused="true">
          {t('waiting.refused', { count: refused })}{' '}
          <button type="button" onClick={() => setOpen(true)}>
            {t('waiting.decide')}
          </button>
        </p>
      ) : null}
      {open ? (
        <Suspense fallback={null}>
          <RefusedWrites onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
