/** One value of a series, with whatever names it (a period, a line). */
export interface SeriesPoint<Key> {
  key: Key;
  value: number;
}

export interface Outlier<Key> extends SeriesPoint<Key> {
  /** Median of the series' other points. */
  median: number;
  /** Distance from that median in modified z-scores. */
  score: number;
}

/** What the values are; it decides how small a spread is believed. */
export type SeriesUnit = 'count' | 'percent';

/** Fewer other points than this say nothing about what is usual. */
export const fewestOthers = 4;
/** Modified z-scores above this are flagged (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers). */
export const outlierScore = 3.5;
/** A median absolute deviation below this share of the median is chance in a short series, and is not believed. */
export const smallestRelativeSpread = 0.1;
/** The same for percents, in percentage points. */
export const smallestPercentSpread = 2;
/** The third quartile of the normal distribution: it turns the median deviation into a standard deviation. */
export const deviationFactor = 0.6745;

/** The median of `sorted` without its entry at `without`. */
function medianWithout(sorted: Float64Array, without: number): number {
  const count = sorted.length - 1;
  const at = (rank: number): number => sorted[rank < without ? rank : rank + 1] ?? 0;
  const middle = count >> 1;
  return count % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
}

/** Where `value`, which is in `sorted`, stands in it; of equal ones any will do, as they say the same. */
function rankOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Flags values that do not fit their own series, each against the median and the median absolute deviation of the
 * other points, so that a wrong value cannot hide itself. A flag asks a person to look; it changes nothing.
 * A count must differ by about half of the median, a percent by about ten points, before it can be flagged.
 * The cost grows as that of sorting the series.
 * @param points one series; order does not matter
 */
export function findOutliers<Key>(points: readonly SeriesPoint<Key>[], unit: SeriesUnit): Outlier<Key>[] {
  if (points.length <= fewestOthers) return [];
  const sorted = Float64Array.from(points, ({ value }) => value).sort();
  const floor = unit === 'percent' ? smallestPercentSpread : 0;
  // Leaving one out gives three medians at most: the distances from each are sorted once, not once a point.
  const distances = new Map<number, Float64Array>();
  return points.flatMap((point) => {
    const middle = medianWithout(sorted, rankOf(sorted, point.value));
    const own = Math.abs(point.value - middle);
    // The deviation can only raise what is believed; most points are settled without it.
    const least = Math.max(smallestRelativeSpread * Math.abs(middle), floor);
    if (deviationFactor * own <= outlierScore * least) return [];
    let away = distances.get(middle);
    if (away === undefined) {
      away = sorted.map((value) => Math.abs(value - middle)).sort();
      distances.set(middle, away);
    }
    const spread = Math.max(medianWithout(away, rankOf(away, own)), least);
    if (spread === 0) return [];
    const score = (deviationFactor * own) / spread;
    return score > outlierScore ? [{ ...point, median: middle, score }] : [];
  });
}
