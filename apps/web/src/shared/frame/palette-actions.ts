import { useEffect, useSyncExternalStore } from 'react';

/** Something that the command palette can do. */
export interface PaletteAction {
  id: string;
  /** Translated: a verb and its object. */
  label: string;
  /** Other words under which people look for it. */
  keywords?: string;
  run(): void;
}

let actions: readonly PaletteAction[] = [];
const listeners = new Set<() => void>();
const put = (next: readonly PaletteAction[]) => {
  actions = next;
  for (const tell of listeners) tell();
};

/** Offers actions in the palette while the calling component is on screen. Keep the array's identity with `useMemo`. */
export function usePaletteActions(offered: readonly PaletteAction[]): void {
  useEffect(() => {
    put([...actions, ...offered]);
    return () => put(actions.filter((action) => !offered.includes(action)));
  }, [offered]);
}

/** All actions offered now. */
export function useOfferedActions(): readonly PaletteAction[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => actions,
  );
}

/** Actions whose label or keywords contain every word of the text, accents and case aside. */
export function matchActions(offered: readonly PaletteAction[], text: string): PaletteAction[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return offered.filter((action) => {
    const haystack = plain(`${action.label} ${action.keywords ?? ''}`);
    return words.every((word) => haystack.includes(word));
  });
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
