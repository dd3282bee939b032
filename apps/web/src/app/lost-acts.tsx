import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useProblemText } from '../shared/states/problem.tsx';
import { type Failure, useUnreadFailures } from '../shared/states/unread-failures.ts';
import classes from './waiting-writes.module.css';

/**
 * Says above the screen why a press came to nothing, when the place that would say it has gone: two people pressed at the
 * same moment, and the screen already shows what the other one did.
 */
export function LostActs() {
  const { failures, forget } = useUnreadFailures();
  // Drawn again at each address.
  useLocation();
  const here = window.location.pathname;
  useEffect(() => {
    for (const failure of failures) if (failure.page !== here) forget(failure);
  }, [failures, forget, here]);
  return (
    <div className={classes['unsent']}>
      {failures
        .filter(({ page }) => page === here)
        .map((failure) => (
          <LostAct key={failure.label} failure={failure} onRead={() => forget(failure)} />
        ))}
    </div>
  );
}

function LostAct({ failure: { problem, label }, onRead }: { failure: Failure; onRead(): void }) {
  const { t } = useTranslation(['app', 'shared']);
  const { happened, todo } = useProblemText()(problem);
  return (
    <p role="alert" className={classes['line']} data-refused="true">
      {t('lost.line', { label })} {happened} {problem.code === 'CHANGED' ? t('lost.now') : todo}{' '}
      <button type="button" onClick={onRead}>
        {t('shared:close')}
      </button>
    </p>
  );
}
