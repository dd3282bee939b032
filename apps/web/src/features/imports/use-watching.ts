import { useLive } from '../../shared/live/live.ts';

const askMs = 1_000;

/** Has the import asked for again and again while something works on it, so that its screen shows how far that has come. */
export function useWatching(id: string): (work: () => Promise<unknown>) => Promise<void> {
  const live = useLive();
  return async (work) => {
    const timer = setInterval(() => live.notice({ kind: 'import', id }), askMs);
    await work().finally(() => clearInterval(timer));
  };
}
