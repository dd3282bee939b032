import { expect, it } from 'vitest';
// Nothing of what is counted may be imported here: it would be compiled before the counting begins.
import { operationCounter } from './test/count-operations.ts';

it('measuring grows in line with the points', { timeout: 120_000 }, async () => {
  const counter = await operationCounter('/libs/measurement/src/');
  try {
    const { measure } = await import('./measure.ts');
    const { measureXmr } = await import('./limits/xmr.ts');
    const operations = (length: number): Promise<number> => {
      const y = Array.from({ length }, (_, index) => 50 + ((index * 7919) % 101) / 10);
      return counter.count(() => {
        for (const chart of ['run', 'i', 't', 'g'] as const) measure(chart, { y, screened: true });
        measureXmr({ y, direction: 'increase', screened: true });
      });
    };
    const [few, many] = [await operations(300), await operations(3_000)];
    expect(few).toBeGreaterThan(300);
    // Ten times the points, ten times the work; squares would take a hundred times as much.
    expect(many / few).toBeLessThan(12);
  } finally {
    await counter.end();
  }
});
