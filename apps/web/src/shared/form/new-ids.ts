import { useRef, useState } from 'react';
import { v7 as uuid } from 'uuid';

/** Gives the id of a further row that a form's next write makes, by a name for it. */
export type IdOf = (name: string) => string;

interface Ids {
  own: string;
  idOf: IdOf;
}

function makeIds(): Ids {
  const made = new Map<string, string>();
  const idOf = (name: string): string => {
    const id = made.get(name) ?? uuid();
    made.set(name, id);
    return id;
  };
  return { own: uuid(), idOf };
}

/**
 * The ids of the rows that a form's next write makes. They stay until the server takes that write, so that a retry sends
 * the same ones. They are not part of the draft, which may be continued in another tab after it was sent in this one.
 */
export function useNewIds(): { shown: Ids; now(): Ids; renew(): void } {
  const [shown, setShown] = useState(makeIds);
  // An attempt that waited for the one before must not reuse its ids.
  const current = useRef(shown);
  return {
    shown,
    now: () => current.current,
    renew: () => {
      current.current = makeIds();
      setShown(current.current);
    },
  };
}
