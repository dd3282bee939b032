// Load, in slices that take turns: what disturbs the machine for a moment disturbs every contender alike.

/** The value below which a share (0 to 1) of sorted numbers lies. */
const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Keeps `atOnce` requests in flight for `seconds`; adds each one's milliseconds to `times`. Answers the milliseconds that passed. */
async function slice(send, atOnce, seconds, times) {
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const worker = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      await send();
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return performance.now() - begin;
}

const sliceSeconds = 1.5;

/**
 * Measures contenders against each other, `seconds` each, `atOnce` requests at a time, after a warm-up.
 * @param contenders `{name, send, cpu}`; `send` makes one random request and rejects when the answer is wrong, `cpu` is a meter.
 * @returns by contender: milliseconds `p50`, `p95`, and of processors a request (`cpu`), `rate` in requests a second, and `least` and `most` of it by slice.
 */
export async function compare(contenders, atOnce, seconds) {
  const runs = contenders.map((each) => ({ ...each, times: [], passed: 0, used: 0, rates: [] }));
  for (const { send } of runs) await slice(send, atOnce, sliceSeconds, []);
  const rounds = Math.max(1, Math.round(seconds / sliceSeconds));
  for (let round = 0; round < rounds; round += 1) {
    for (const run of runs) {
      const before = run.times.length;
      const stop = await run.cpu.start();
      const passed = await slice(run.send, atOnce, sliceSeconds, run.times);
      run.used += stop();
      run.passed += passed;
      run.rates.push(((run.times.length - before) / passed) * 1000);
    }
  }
  return runs.map(({ name, times, passed, used, rates }) => {
    const sorted = times.toSorted((a, b) => a - b);
    return {
      name,
      atOnce,
      p50: percentile(sorted, 0.5),
      p95: percentile(sorted, 0.95),
      rate: (times.length / passed) * 1000,
      least: Math.min(...rates),
      most: Math.max(...rates),
      cpu: used / times.length,
    };
  });
}
