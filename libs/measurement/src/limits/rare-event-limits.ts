import { basePoints } from './chart-input.ts';
import { limitsAround, mapLimits, type LineRequest, type Lines } from './limits.ts';
import { mean, median, movingRangeSigma } from '../basics/numbers.ts';
import { Refusal } from '../basics/refusal.ts';

/** The median of a geometric distribution in its means, to the three digits in use (Provost & Murray). */
const medianShare = 693 / 1000;

/**
 * G chart, cases between rare events: limits ḡ ± 3√(ḡ(ḡ+1)) from 0, the median as the centre line (Montgomery p. 319;
 * Provost & Murray). With a given centre ḡ the theoretical median 0.693·ḡ is drawn.
 */
export function caseLines({ points, base, cl }: LineRequest): Lines {
  const values = basePoints(points, base).value;
  const average = cl ?? mean(values);
  const sigma = average === null ? null : Math.sqrt(average * (average + 1));
  const limits = limitsAround(
    average,
    points.value.map(() => sigma),
    { least: 0 },
  );
  return { value: points.value, cl: cl === null ? median(values) : medianShare * cl, limits };
}

/** The power that makes exponential times near normal (Nelson 1994). */
const timePower = 3.6;

/**
 * T chart, time between rare events: an I chart of y^(1/3.6), transformed back; a limit below zero is zero
 * (Nelson 1994; Provost & Murray). A given centre line is in the units of the data.
 */
export function timeLines({ points, base, cl, screened }: LineRequest): Lines {
  if (cl !== null && cl <= 0) throw new Refusal('A centre line of times must be greater than zero');
  const squeezed = points.value.map((value) => (value === null ? null : value ** (1 / timePower)));
  const values = squeezed.filter((_, index) => base[index]);
  const centre = cl === null ? mean(values) : cl ** (1 / timePower);
  const sigma = movingRangeSigma(values, screened);
  const limits = limitsAround(
    centre,
    points.value.map(() => sigma),
    { least: 0 },
  );
  return {
    value: points.value,
    cl: centre === null ? null : centre ** timePower,
    limits: mapLimits(limits, (limit) => limit ** timePower),
  };
}
