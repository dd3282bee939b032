import { useState } from 'react';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { useMe } from '../../shared/session/session.tsx';

/** Where a test was logged last on this device, by this account in this partnership. */
export interface LastPlace {
  networkId: string;
  ideaId: string;
}

/** The place that was used last, and how to remember another. */
export function useLastPlace(): [LastPlace | null, (place: LastPlace) => void] {
  const { account } = useMe();
  const { partnershipId } = usePartnership();
  const key = `throughline:last-log:${account.id}:${partnershipId}`;
  const [place, setPlace] = useState(() => read(key));
  const remember = (next: LastPlace) => {
    setPlace(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // A device that keeps nothing asks again.
    }
  };
  return [place, remember];
}

function read(key: string): LastPlace | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as LastPlace | null;
  } catch {
    return null;
  }
}
