/** How much of a piece of work was done at a moment, in milliseconds. */
export interface Sighting {
  readonly at: number;
  readonly done: number;
}

/** The first and the last that was seen of a piece of work. */
export interface Pace {
  readonly first: Sighting;
  readonly last: Sighting;
}

/** A pace is believed once it was seen for so long, and for such a share of the work. */
const fewestMs = 3_000;
const smallestShare = 0.05;

/** The pace with one more sighting. Work that has gone back was begun anew, and so is its pace. */
export function paceWith(pace: Pace | null, sighting: Sighting): Pace {
  const isAnother = pace === null || sighting.done < pace.last.done;
  return { first: isAnother ? sighting : pace.first, last: sighting };
}

/** Seconds that the rest of the work takes at its pace; null until enough of it has been seen to say so. */
export function secondsLeft(pace: Pace | null, total: number): number | null {
  if (pace === null || pace.last.done >= total) return null;
  const ms = pace.last.at - pace.first.at;
  const gained = pace.last.done - pace.first.done;
  if (ms < fewestMs || gained < smallestShare * total) return null;
  return ((total - pace.last.done) / gained) * (ms / 1000);
}

/** A time as one says it: in steps of five seconds, from a minute on in minutes. */
export function roundTime(seconds: number): { unit: 'seconds' | 'minutes'; count: number } {
  const steps = Math.max(1, Math.ceil(seconds / 5)) * 5;
  return steps < 60 ? { unit: 'seconds', count: steps } : { unit: 'minutes', count: Math.round(seconds / 60) || 1 };
}
