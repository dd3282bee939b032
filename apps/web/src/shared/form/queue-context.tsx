import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { backOff } from '../live/event-stream.ts';
import { OfflineQueue, queueStore, type QueuedWrite, type WriteOutcome } from '../device/offline-queue.ts';
import { mergedWrite } from './merged-write.ts';
import { useMe, useSession } from '../session/session.tsx';
import { post } from '../server/transport.ts';

interface Queue {
  /** Everything of this account that waits or was refused, oldest first. */
  writes: QueuedWrite[];
  /** Stores a write and tries to send it at once; returns its id in the queue. */
  add(write: Omit<Parameters<OfflineQueue['add']>[0], 'accountId'>): Promise<string>;
  retry: OfflineQueue['retry'];
  discard: OfflineQueue['discard'];
  /** Calls back when a write that this tab sent was answered; returns the function that ends it. */
  subscribe(listener: (outcome: WriteOutcome) => void): () => void;
}

const QueueContext = createContext<Queue | undefined>(undefined);

/** The queue of waiting writes; throws outside `QueueProvider`. */
export function useQueue(): Queue {
  const queue = use(QueueContext);
  if (!queue) throw new Error('useQueue is used outside QueueProvider');
  return queue;
}

/** Runs the account's queue: it sends when the network returns, when the tab becomes visible, and after growing pauses. */
export function QueueProvider({ children, onSent }: { children: ReactNode; onSent: () => void }) {
  const accountId = useMe().account.id;
  const { onLost: lost } = useSession();
  const [writes, setWrites] = useState<QueuedWrite[]>([]);

  const parts = useMemo(() => {
    const listeners = new Set<(outcome: WriteOutcome) => void>();
    const channel = new BroadcastChannel('throughline-queue');
    const changed = new Set<() => void>();
    const queue = new OfflineQueue(queueStore(), {
      send: (operation) => post(operation),
      merge: mergedWrite,
      exclusively: async (work) => {
        await navigator.locks.request('throughline-queue', work);
      },
      announce: () => {
        channel.postMessage('changed');
        for (const tell of changed) tell();
      },
      onOutcome: (outcome) => {
        for (const listener of listeners) listener(outcome);
      },
      onSessionLost: lost,
    });
    return { queue, channel, listeners, changed, wake: new EventTarget() };
  }, [lost]);

  useEffect(() => {
    const { listeners } = parts;
    const tell = (outcome: WriteOutcome) => {
      if ('data' in outcome) onSent();
    };
    listeners.add(tell);
    return () => {
      listeners.delete(tell);
    };
  }, [parts, onSent]);

  useEffect(() => {
    const { queue, channel, changed, wake } = parts;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let attempt = 0;
    let over = false;
    const read = () =>
      void queue
        .list(accountId)
        .then((list) => over || setWrites(list))
        .catch(() => undefined);
    const run = async () => {
      clearTimeout(timer);
      const done = await queue.flush(accountId).catch(() => false);
      if (over) return;
      attempt = done ? 0 : attempt + 1;
      if (!done) timer = setTimeout(() => void run(), backOff(attempt));
    };
    const now = () => {
      attempt = 0;
      void run();
    };
    const sendWhenVisible = () => {
      if (document.visibilityState === 'visible') now();
    };
    wake.addEventListener('wake', now);
    changed.add(read);
    channel.addEventListener('message', read);
    window.addEventListener('online', now);
    document.addEventListener('visibilitychange', sendWhenVisible);
    read();
    now();
    return () => {
      over = true;
      clearTimeout(timer);
      wake.removeEventListener('wake', now);
      changed.delete(read);
      channel.removeEventListener('message', read);
      window.removeEventListener('online', now);
      document.removeEventListener('visibilitychange', sendWhenVisible);
    };
  }, [parts, accountId]);

  const value = useMemo<Queue>(() => {
    const { queue, listeners, wake } = parts;
    return {
      writes,
      add: async (write) => {
        const id = await queue.add({ ...write, accountId });
        wake.dispatchEvent(new Event('wake'));
        return id;
      },
      retry: async (id, changes) => {
        await queue.retry(id, changes);
        wake.dispatchEvent(new Event('wake'));
      },
      discard: (id) => queue.discard(id),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }, [parts, writes, accountId]);

  return <QueueContext value={value}>{children}</QueueContext>;
}
