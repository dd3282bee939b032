import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnsentDrafts } from '../shared/form/use-kept-draft.ts';
import { usePartnership } from '../shared/session/partnership.tsx';
import { useMe } from '../shared/session/session.tsx';
import classes from './waiting-writes.module.css';

const UnsentList = lazy(() => import('./unsent-list.tsx'));

/**
 * One line above the screen while this device holds text that was typed and not sent, and whose form is on no screen:
 * its item has moved on, its dialog was closed, the session ended.
 */
export function UnsentDrafts() {
  const { t } = useTranslation('app');
  const { account } = useMe();
  const { partnershipId } = usePartnership();
  const { drafts, drop } = useUnsentDrafts(`${account.id}:${partnershipId}:`);
  const [open, setOpen] = useState(false);
  return (
    <div aria-live="polite" className={classes['unsent']}>
      {drafts.length > 0 ? (
        <p className={classes['line']}>
          {t('unsent.line', { count: drafts.length })}{' '}
          <button type="button" onClick={() => setOpen(true)}>
            {t('unsent.look')}
          </button>
        </p>
      ) : null}
      {open ? (
        <Suspense fallback={null}>
          <UnsentList drafts={drafts} drop={drop} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
