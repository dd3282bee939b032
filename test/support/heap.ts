import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes by which the heap is larger after `work` than before it, with everything collected that nobody holds. */
export function heapAfter(work: () => void): number {
  const before = heapNow();
  work();
  return heapNow() - before;
}

/** Bytes of the heap that somebody holds. */
export function heapNow(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
