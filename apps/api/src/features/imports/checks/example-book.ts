import { mostExamples } from './import-quality.ts';
import type { ProblemCount, QualityExample, QualityFinding } from '@throughline/source-files/report/import-report';

const nothing: QualityExample = {
  line: null,
  indicatorId: null,
  place: null,
  population: null,
  period: null,
  was: null,
  now: null,
  what: null,
  other: null,
  placeId: null,
};

/** The first examples of what is found row by row, for the findings that sum it up. */
export class ExampleBook {
  readonly #examples = { duplicates: [] as QualityExample[], outliers: [] as QualityExample[] };

  note(kind: 'duplicates' | 'outliers', example: Partial<QualityExample>): void {
    if (this.#examples[kind].length < mostExamples) this.#examples[kind].push({ ...nothing, ...example });
  }

  /** @param provisional how many observations may still change */
  findings(problems: readonly ProblemCount[], provisional: number): QualityFinding[] {
    const count = (code: string) => problems.find((problem) => problem.code === code)?.count ?? 0;
    const different = count('duplicate_different');
    const findings: QualityFinding[] = [
      {
        code: 'duplicates',
        severity: different > 0 ? 'error' : 'note',
        count: different + count('duplicate_left_out'),
        examples: this.#examples.duplicates,
      },
      { code: 'outliers', severity: 'warning', count: count('outlier'), examples: this.#examples.outliers },
      { code: 'provisional', severity: 'note', count: provisional, examples: [] },
    ];
    return findings.filter((finding) => finding.count > 0);
  }
}
