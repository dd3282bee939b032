import { type ReactNode, useCallback, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shared/frame/dialog.tsx';
import { countDrafts } from '../shared/device/kept-drafts.ts';
import { useQueue } from '../shared/form/queue-context.tsx';
import { useMe, useSession } from '../shared/session/session.tsx';

/** Signs out; where this device still holds what nobody has sent, the person decides about it first. */
export function useSignOut(): { start(): void; dialog: ReactNode } {
  const { t } = useTranslation('app');
  const { account } = useMe();
  const { signOut } = useSession();
  const { writes } = useQueue();
  const [unsent, setUnsent] = useState(0);
  const waiting = writes.length;
  const start = useCallback(() => {
    const begin = async () => {
      const count = waiting + (await countDrafts(account.id).catch(() => 0));
      if (count === 0) await signOut();
      else setUnsent(count);
    };
    void begin();
  }, [account.id, waiting, signOut]);
  const stay = () => setUnsent(0);
  return {
    start,
    dialog:
      unsent > 0 ? (
        <Dialog
          title={t('sign_out.title')}
          onClose={stay}
          actions={
            <>
              <Button variant="default" onClick={stay}>
                {t('sign_out.stay')}
              </Button>
              <Button onClick={() => void signOut()}>{t('sign_out.leave')}</Button>
            </>
          }
        >
          <p>{t('sign_out.unsent', { count: unsent })}</p>
        </Dialog>
      ) : null,
  };
}
