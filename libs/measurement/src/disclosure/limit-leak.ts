/** Between two values, in people; null is unbounded. */
export type CountRange = readonly [number, number | null];

const people = (centre: number, limit: number): number => (9 * centre * (1 - centre)) / (limit - centre) ** 2;

/**
 * The denominators that a control limit of a P chart allows: n = 9p̄(1−p̄)/(UCL−p̄)². It falls with the limit and rises
 * with the centre, so the corners of both rounding intervals bound it; a lower limit is an upper one of 100 − p.
 *
 * @param centre the centre line in percent, above 0 and below 100.
 * @param limit the limit in percent; 0 and 100 can be cut off there and then bound n from above only.
 * @param half half the step that each is rounded to, in percent.
 */
export function denominatorsFromLimit(
  centre: { readonly value: number; readonly half: number },
  limit: { readonly limit: number; readonly half: number },
): CountRange {
  const isUpper = limit.limit > centre.value;
  const [p, u] = isUpper ? [centre.value, limit.limit] : [100 - centre.value, 100 - limit.limit];
  const [lowP, highP] = [Math.max(0, p - centre.half) / 100, Math.min(100, p + centre.half) / 100];
  const [lowU, highU] = [(u - limit.half) / 100, (u + limit.half) / 100];
  if (lowU <= highP || highP >= 1) return [0, null];
  const most = Math.floor(people(highP, lowU) + 1e-9);
  return [u >= 100 ? 0 : Math.ceil(people(lowP, highU) - 1e-9), most];
}
