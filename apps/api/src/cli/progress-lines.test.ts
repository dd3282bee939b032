import { expect, it } from 'vitest';
import type { ImportProgress } from '../features/imports/commit/commit-progress.ts';
import { ProgressLines } from './progress-lines.ts';

const linesAbout = (...steps: [seconds: number, progress: ImportProgress][]): string[] => {
  const lines: string[] = [];
  let at = 0;
  const progress = new ProgressLines(
    'rates.csv',
    (line) => lines.push(line),
    () => at * 1000,
  );
  for (const [seconds, step] of steps) {
    at = seconds;
    progress.tell(step);
  }
  return lines;
};
const read = (done: number): ImportProgress => ({ step: 'read', done, total: 1_000_000 });
const write = (done: number): ImportProgress => ({ step: 'write', done, total: 900_000 });

it('tells a line every five seconds, with the time that is left once it was seen', () => {
  expect(linesAbout([1, read(20_000)], [5, read(20_000)], [6, read(120_000)], [10, read(200_000)])).toEqual([
    'rates.csv: read 20,000 of about 1,000,000 rows',
    'rates.csv: read 200,000 of about 1,000,000 rows, about 40 seconds left',
  ]);
});

it('begins a pace of its own when the observations are written', () => {
  expect(linesAbout([1, read(900_000)], [6, write(50_000)], [12, write(100_000)], [18, write(500_000)])).toEqual([
    'rates.csv: written 50,000 of 900,000 observations',
    'rates.csv: written 100,000 of 900,000 observations, about 2 minutes left',
    'rates.csv: written 500,000 of 900,000 observations, about 15 seconds left',
  ]);
});

it('tells nothing of a file that is done at once', () => {
  expect(linesAbout([1, read(20_000)], [2, write(50_000)], [3, write(900_000)])).toEqual([]);
});
