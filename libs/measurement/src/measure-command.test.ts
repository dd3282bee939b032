import { describe, expect, it } from 'vitest';
import { measureCommand } from './measure-command.ts';

const run = (request: unknown): unknown => JSON.parse(measureCommand(JSON.stringify(request)).stdout);

describe('measureCommand', () => {
  it('answers every series in order, a refused one with its error', () => {
    const answer = run({
      series: [
        { id: 'a', chart: 'c', in: { y: [4, 4] } },
        { id: 'b', chart: 't', in: { y: [0] } },
        { id: 'c', xmr: true, in: { y: [1, 2, 3], direction: 'increase' } },
        { id: 'd', chart: 'i', in: { y: 'no list' } },
        'not a series',
      ],
    });
    expect(answer).toMatchObject({
      series: [
        { id: 'a', out: { ucl: [10, 10] } },
        { id: 'b', out: { error: 'Time between events must be greater than zero' } },
        { id: 'c', out: { mean: [2, 2, 2], variationIcon: 'common_cause' } },
        { id: 'd', out: { error: expect.any(String) } },
        { id: null, out: { error: expect.any(String) } },
      ],
    });
  });

  it.each(['{"series":', '[]', '{"series":{}}', ''])('refuses the text %j with a message and an exit code', (text) => {
    const result = measureCommand(text);
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(/^The input .+\n$/su);
  });
});
