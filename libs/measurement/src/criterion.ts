/** Pass, fail, or not yet to be said; shown one by one with counts, never summed into a score. */
export type CriterionVerdict = 'pass' | 'fail' | 'not_yet';

/** One checked criterion: `met` of `of` things that it asks for. */
export interface Criterion<Code extends string> {
  readonly code: Code;
  readonly verdict: CriterionVerdict;
  readonly met: number;
  readonly of: number;
}

/** A criterion that passes when all is met, and fails only once its time has come. */
export function criterion<Code extends string>(code: Code, met: number, of: number, due: boolean): Criterion<Code> {
  const all = of > 0 && met >= of;
  return { code, verdict: all ? 'pass' : due ? 'fail' : 'not_yet', met, of };
}

/** How many of the statements hold. */
export function holding(statements: readonly boolean[]): number {
  return statements.filter(Boolean).length;
}
