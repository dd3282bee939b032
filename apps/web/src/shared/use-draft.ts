import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Drafts, draftStore, type StoredDraft } from './drafts.ts';
import { useMe } from './session.tsx';

let drafts: Drafts | undefined;
const theDrafts = (): Drafts => (drafts ??= new Drafts(draftStore()));

/** Clears drafts that nobody came back to; called once when the app starts. */
export const sweepDrafts = (): Promise<void> => theDrafts().sweep(Date.now());

/** A form's value that survives a reload, a lost session and a conflict. */
export interface Draft<T> {
  value: T;
  /** What the form showed when the person began to type: pass it as `base` to a versioned write. */
  base: T;
  set(value: T): void;
  /** Forgets the draft and shows `initial` again; call it when the server has the text. */
  clear(): void;
  /** False for the moment in which a stored draft is being read; fields are read-only until then. */
  ready: boolean;
  /** True when the text comes from an earlier visit. */
  restored: boolean;
  /** True while there is text that the server does not have. */
  dirty: boolean;
}

interface Held<T> {
  /** Whose draft it is; while it is not the key asked for, the stored draft is still being read. */
  key: string;
  value: T;
  base: T;
  dirty: boolean;
  restored: boolean;
}

/**
 * Keeps what a person types under `key` (unique for the form and its item, `quick-log:<idea>`), for this account only.
 * @param initial what the form shows with no draft; a later value replaces it as long as nothing was typed
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const fullKey = `${useMe().account.id}:${key}`;
  const [shown, setShown] = useState<Held<T>>();
  const latest = useRef<Held<T> | undefined>(undefined);
  const initialNow = useRef(initial);
  const held = shown?.key === fullKey ? shown : undefined;

  useEffect(() => {
    initialNow.current = initial;
  }, [initial]);

  useEffect(() => {
    let gone = false;
    const take = (stored: StoredDraft<T> | undefined) => {
      if (gone) return;
      const { value, base } = stored ?? { value: initialNow.current, base: initialNow.current };
      const next = { key: fullKey, value, base, dirty: stored !== undefined, restored: stored !== undefined };
      latest.current = next;
      setShown(next);
    };
    theDrafts()
      .load<T>(fullKey)
      .then(take, () => take(undefined));
    return () => {
      gone = true;
      latest.current = undefined;
    };
  }, [fullKey]);

  const set = useCallback(
    (value: T) => {
      const before = latest.current;
      if (!before) return;
      const next = { ...before, value, base: before.dirty ? before.base : initialNow.current, dirty: true };
      latest.current = next;
      setShown(next);
      // Storage that is full or closed leaves the text on the screen; the save chip never claims more than that.
      theDrafts()
        .save(fullKey, { value, base: next.base, at: Date.now() })
        .catch(() => undefined);
    },
    [fullKey],
  );

  const clear = useCallback(() => {
    const next = {
      key: fullKey,
      value: initialNow.current,
      base: initialNow.current,
      dirty: false,
      restored: false,
    };
    latest.current = next;
    setShown(next);
    theDrafts()
      .remove(fullKey)
      .catch(() => undefined);
  }, [fullKey]);

  return useMemo(() => {
    const clean = !held?.dirty;
    return {
      value: clean ? initial : held.value,
      base: clean ? initial : held.base,
      set,
      clear,
      ready: held !== undefined,
      restored: held?.restored ?? false,
      dirty: held?.dirty ?? false,
    };
  }, [held, initial, set, clear]);
}
