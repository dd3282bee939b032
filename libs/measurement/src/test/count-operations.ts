import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/** The compilers above the interpreter. */
const tiers = ['opt', 'maglev', 'sparkplug'];

/**
 * How many blocks of a library's code ran during `work`: counted by the engine itself, so that it is the same on any
 * machine. Only modules that are loaded after this call are counted, as code that was compiled before has no counters; loops
 * inside the engine's own functions (`indexOf`, `sort`) count as one.
 */
export async function operationCounter(folder: string): Promise<{
  count(work: () => void): Promise<number>;
  end(): Promise<void>;
}> {
  // Optimised code leaves counters out.
  for (const tier of tiers) setFlagsFromString(`--no-${tier}`);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const total = async (): Promise<number> => {
    // Taking the counts sets them back to zero.
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => url.includes(folder))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
  };
  return {
    async count(work) {
      await total();
      work();
      return total();
    },
    async end() {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
      for (const tier of tiers) setFlagsFromString(`--${tier}`);
    },
  };
}
