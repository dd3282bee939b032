import { useRef, useState } from 'react';
import { v7 as uuid } from 'uuid';

/** The id of another row that a form's next write makes, by a name for it. */
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
 * The ids of the rows that a form's next write makes. They stay until that write is taken, so that what is sent again
 * is the same; they are no part of the draft, which may go on in another tab after it was sent in this one.
 */
export function useNewIds(): { shown: Ids; now(): Ids; renew(): void } {
  const [shown, setShown] = useState(makeIds);
  // An attempt that waited for the one before it must not send the ids that went with that.
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
