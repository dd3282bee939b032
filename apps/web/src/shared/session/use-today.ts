import { useCallback, useSyncExternalStore } from 'react';
import { dayIn, nextDayBegins } from '@throughline/domain/dates';
import { usePartnership } from './partnership.tsx';

/** The day that it is, YYYY-MM-DD in the partnership's time zone; a page that stays open goes on to the next one. */
export function useToday(): string {
  const { timeZone } = usePartnership();
  const follow = useCallback((turned: () => void) => followDays(timeZone, turned), [timeZone]);
  return useSyncExternalStore(follow, () => dayIn(timeZone, new Date()));
}

/** Calls back at each midnight of the zone, and when the tab is looked at again: a device that slept has missed it. */
function followDays(timeZone: string, turned: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const now = Date.now();
    timer = setTimeout(
      () => {
        turned();
        wait();
      },
      nextDayBegins(timeZone, now) - now,
    );
  };
  const look = () => {
    clearTimeout(timer);
    turned();
    wait();
  };
  wait();
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('focus', look);
  };
}
