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

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const medianOf = (values: readonly number[]): number => median([...values].sort((a, b) => a - b));

/**
 * Flags values that do not fit their own series, each against the median and the median absolute deviation of the
 * other points, so that a wrong value cannot hide itself. A flag asks a person to look; it changes nothing.
 * A count must differ by about half of the median, a percent by about ten points, before it can be flagged.
 * @param points one series; order does not matter
 */
export function findOutliers<Key>(points: readonly SeriesPoint<Key>[], unit: SeriesUnit): Outlier<Key>[] {
  if (points.length <= fewestOthers) return [];
  return points.flatMap((point, index) => {
    const others = points.filter((_other, at) => at !== index).map(({ value }) => value);
    const middle = medianOf(others);
    const deviation = medianOf(others.map((value) => Math.abs(value - middle)));
    const floor = unit === 'percent' ? smallestPercentSpread : 0;
    const spread = Math.max(deviation, smallestRelativeSpread * Math.abs(middle), floor);
    if (spread === 0) return [];
    // 0.6745 is the third quartile of the normal distribution: it turns the deviation into a standard deviation.
    const score = (0.6745 * Math.abs(point.value - middle)) / spread;
    return score > outlierScore ? [{ ...point, median: middle, score }] : [];
  });
}
