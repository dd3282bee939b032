import { type Pace, paceWith, roundTime, secondsLeft } from '@throughline/domain/time-left';
import type { ImportProgress } from '../features/imports/commit/commit-progress.ts';

/** Between two lines about one file. */
const fewestMs = 5_000;

const format = new Intl.NumberFormat('en-US');

/** Tells how far the import of a file has come, a line now and then: nothing of a file that is done at once. */
export class ProgressLines {
  #pace: Pace | null = null;
  #step: ImportProgress['step'] = 'read';
  #toldAt: number;

  constructor(
    private readonly fileName: string,
    private readonly print: (line: string) => void,
    private readonly clock: () => number = Date.now,
  ) {
    this.#toldAt = clock();
  }

  tell({ step, done, total }: ImportProgress): void {
    if (step !== this.#step) this.#pace = null;
    this.#step = step;
    const at = this.clock();
    this.#pace = paceWith(this.#pace, { at, done });
    if (at - this.#toldAt < fewestMs) return;
    this.#toldAt = at;
    const left = secondsLeft(this.#pace, total);
    const what = step === 'read' ? `read ${format.format(done)} of about` : `written ${format.format(done)} of`;
    const unit = step === 'read' ? 'rows' : 'observations';
    this.print(
      `${this.fileName}: ${what} ${format.format(total)} ${unit}${left === null ? '' : `, ${inWords(left)} left`}`,
    );
  }
}

function inWords(seconds: number): string {
  const { unit, count } = roundTime(seconds);
  return `about ${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
