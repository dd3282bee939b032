import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Provider } from 'urql';
import { Router } from 'wouter';
import { LiveContext, useLive } from '../shared/live/live.ts';
import { followEvents } from '../shared/live/event-stream.ts';
import { PartnershipContext } from '../shared/session/partnership.tsx';
import { QueueProvider } from '../shared/form/queue-context.tsx';
import { useSession } from '../shared/session/session.tsx';
import { useToday } from '../shared/session/use-today.ts';
import type { Me, Membership } from '../shared/session/who.ts';
import { takeClient } from './client.ts';
import { Frame } from './frame.tsx';
import { gatherForOffline } from './offline-start.ts';
import { PartnershipRoutes } from './partnership-routes.tsx';

/** Everything that belongs to one open partnership: its client and cache, its event stream, its frame and screens. */
export function PartnershipShell({ membership, me }: { membership: Membership; me: Me }) {
  const { onLost, refresh } = useSession();
  const { partnershipId, partnershipSlug } = membership;
  const accountId = me.account.id;
  const open = useMemo(() => takeClient(accountId, partnershipId), [accountId, partnershipId]);
  const { client, live, session } = open;

  useEffect(() => {
    session.addEventListener('lost', onLost);
    return () => session.removeEventListener('lost', onLost);
  }, [session, onLost]);

  useEffect(() => localStorage.setItem('throughline-partnership', partnershipSlug), [partnershipSlug]);
  useEffect(
    () => followEvents(partnershipId, { onNotice: (notice) => live.notice(notice), onGap: () => live.all() }),
    [partnershipId, live],
  );

  // What holds whatever the item comes with the session.
  useEffect(() => live.onRights(() => void refresh()), [live, refresh]);

  useEffect(() => {
    const stop = new AbortController();
    // Without it the app works all the same, with the network.
    gatherForOffline(open, stop.signal).catch(() => undefined);
    return () => stop.abort();
  }, [open]);

  const refetch = useCallback(() => live.all(), [live]);

  return (
    <Provider value={client}>
      <LiveContext value={live}>
        <PartnershipContext value={membership}>
          <QueueProvider onSent={refetch}>
            <NewDay />
            <Router base={`/p/${partnershipSlug}`}>
              <Frame me={me}>
                <PartnershipRoutes />
              </Frame>
            </Router>
          </QueueProvider>
        </PartnershipContext>
      </LiveContext>
    </Provider>
  );
}

/** On a new day other things are late, and other seats are held: everything on screen is asked again. */
function NewDay() {
  const live = useLive();
  const { refresh } = useSession();
  const today = useToday();
  const shown = useRef(today);
  useEffect(() => {
    if (today === shown.current) return;
    shown.current = today;
    live.all();
    void refresh();
  }, [today, live, refresh]);
  return null;
}
