import { useState } from 'react';

/** What is typed beside the buttons. */
export interface Typed {
  note: string;
  promisedBy: string;
}

/** The token's own secret stays out of the key: the second part names the notification. */
const keyOf = (token: string): string => `throughline-item-link:${token.split('.')[1] ?? ''}`;

function read(key: string): Partial<Typed> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Typed>;
  } catch {
    return {};
  }
}

function write(key: string, typed: Typed | null): void {
  try {
    if (typed) localStorage.setItem(key, JSON.stringify(typed));
    else localStorage.removeItem(key);
  } catch {
    // A browser without storage has what is on the screen.
  }
}

/** What is typed on the page of a link: kept on this device with each stroke, until a step is taken. */
export function useKeptNote(token: string, blank: Typed): [Typed, (change: Partial<Typed>) => void, () => void] {
  const key = keyOf(token);
  const [typed, setTyped] = useState<Typed>(() => ({ ...blank, ...read(key) }));
  return [
    typed,
    (change) => {
      const next = { ...typed, ...change };
      setTyped(next);
      write(key, next);
    },
    () => {
      setTyped(blank);
      write(key, null);
    },
  ];
}
