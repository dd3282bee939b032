import type { Maybe } from './chart-types.ts';

/** ln k! for k = 0..n; linear in n. */
export function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let k = 2; k <= n; k += 1) logs[k] = (logs[k - 1] ?? 0) + Math.log(k);
  return logs;
}

/** ln of "n choose k" from a table of log factorials; −∞ where it is zero. */
function logChoose(logs: Float64Array, n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  return (logs[n] ?? 0) - (logs[k] ?? 0) - (logs[n - k] ?? 0);
}

/**
 * The smallest k with P(X ≤ k) ≥ p for X binomial with `trials` fair coins.
 *
 * @param p a probability strictly between 0 and 1
 * @param trials a whole number from 0; the work is linear in it
 */
export function fairCoinQuantile(p: number, trials: number): number {
  const logs = logFactorials(trials);
  const logAll = trials * Math.LN2;
  let cumulative = 0;
  for (let k = 0; k < trials; k += 1) {
    cumulative += Math.exp(logChoose(logs, trials, k) - logAll);
    if (cumulative >= p) return k;
  }
  return trials;
}

/** P(R = r) for r = 0..n runs of n points, half of them (rounded down) on one side: Swed & Eisenhart 1943. */
export function runsDistribution(n: number): Float64Array {
  const n1 = Math.floor(n / 2);
  const n2 = n - n1;
  const logs = logFactorials(n);
  const logAll = logChoose(logs, n, n1);
  const chance = new Float64Array(n + 1);
  const term = (a: number, b: number): number =>
    Math.exp(logChoose(logs, n1 - 1, a) + logChoose(logs, n2 - 1, b) - logAll);
  for (let runs = 2; runs <= n; runs += 1) {
    const k = Math.floor(runs / 2);
    chance[runs] = runs % 2 === 0 ? 2 * term(k - 1, k - 1) : term(k - 1, k) + term(k, k - 1);
  }
  return chance;
}

/**
 * Limits for the number of runs about the median, 2.5 % in each tail of the exact distribution with n1 = ⌊n/2⌋
 * (Swed & Eisenhart 1943; used by Perla, Provost & Murray 2011). The printed tables differ by one in places.
 * Null below 10 useful points.
 */
export function runsLimits(nUseful: number): { readonly low: Maybe; readonly high: Maybe } {
  if (nUseful < 10) return { low: null, high: null };
  const tail = 0.025 * (1 + 1e-9);
  const chance = runsDistribution(nUseful);
  let low = 1;
  for (let below = chance[1] ?? 0; below <= tail; below += chance[low] ?? 0) low += 1;
  let high = nUseful;
  for (let above = chance[nUseful] ?? 0; above <= tail; above += chance[high] ?? 0) high -= 1;
  return { low, high };
}
