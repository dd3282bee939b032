import { useEffect, useSyncExternalStore } from 'react';
import type { Problem } from '../server/transport.ts';

/** A write that came to nothing, for as long as its author may not have read why. */
export interface Failure {
  problem: Problem;
  /** What the person calls the write. */
  label: string;
  /** The address at which it was made. */
  page: string;
}

interface Entry extends Failure {
  /** How many places on the screen say it now. */
  lines: number;
}

/** A line that is about to say it needs this long to appear. */
const appearMs = 100;

let entries: readonly Entry[] = [];
let unread: readonly Failure[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says who listens what is said nowhere, once the screen has come to rest. */
function keepEntries(next: readonly Entry[]): void {
  entries = next;
  clearTimeout(timer);
  timer = setTimeout(() => {
    unread = entries.filter(({ lines }) => lines === 0);
    for (const listener of listeners) listener();
  }, appearMs);
}

const count = (problem: Problem, by: number): void =>
  keepEntries(entries.map((entry) => (entry.problem === problem ? { ...entry, lines: entry.lines + by } : entry)));

/** Remembers why a write came to nothing. What fields say is no matter of this: the text in them is kept. */
export function rememberFailure(problem: Problem, label: string): void {
  if (problem.fields) return;
  const others = entries.filter((entry) => entry.label !== label);
  keepEntries([...others, { problem, label, page: window.location.pathname, lines: 0 }]);
}

/** Says that a part of the screen shows the problem, as long as it does. */
export function useShownFailure(problem: Problem | undefined): void {
  useEffect(() => {
    if (!problem) return undefined;
    count(problem, 1);
    return () => count(problem, -1);
  }, [problem]);
}

/** Whoever goes on has read what stands on the screen. */
function goOn(): void {
  if (entries.some(({ lines }) => lines > 0)) keepEntries(entries.filter(({ lines }) => lines === 0));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  document.addEventListener('pointerdown', goOn, { capture: true });
  document.addEventListener('keydown', goOn, { capture: true });
  return () => {
    listeners.delete(listener);
    document.removeEventListener('pointerdown', goOn, { capture: true });
    document.removeEventListener('keydown', goOn, { capture: true });
  };
}

/**
 * What came to nothing and is said nowhere: the button, its dialog or its whole part of the screen has gone before its
 * author did anything else, because somebody else was there a moment earlier.
 */
export function useUnreadFailures(): { failures: readonly Failure[]; forget(failure: Failure): void } {
  const failures = useSyncExternalStore(subscribe, () => unread);
  return { failures, forget: ({ problem }) => keepEntries(entries.filter((entry) => entry.problem !== problem)) };
}
