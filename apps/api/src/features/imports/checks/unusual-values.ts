import type { PoolClient } from 'pg';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { findOutliers } from '@throughline/source-files/rows/outliers';
import type { QualityExample } from '@throughline/source-files/report/import-report';
import { breathe } from '../files/import-files.ts';
import { readSeries, wholeFile } from './import-check.sql.ts';
import type { FoundProblem } from './problem-book.ts';

interface SeriesRow {
  indicatorId: string;
  placeLabel: string | null;
  populationLabel: string | null;
  points: [line: number | null, value: number | null, denominator: number | null, period: string][];
}

interface WhichSeries {
  indicatorId: string;
  place: string | null;
  population: string | null;
}

/** Series that are held to be judged together. */
const seriesAtOnce = 200;
/** Longer series are judged in pieces: what was usual years of days ago says little, and the cost is quadratic. */
const longestSeries = 300;

/** Takes one unusual value with what shows it. */
type NoteUnusual = (problem: FoundProblem, example: Partial<QualityExample>) => void;

/** Values that do not fit their own series, with what the partnership has already, are shown to a person. */
export async function noteUnusual(
  client: PoolClient,
  ids: readonly string[],
  { indicators }: ImportMapping,
  note: NoteUnusual,
): Promise<void> {
  const percents = indicators.filter(({ measure }) => measure === 'proportion');
  const indicatorIds = percents.map(({ indicatorKey }) => indicatorKey);
  await client.query(wholeFile);
  await client.query(`DECLARE series NO SCROLL CURSOR FOR ${readSeries}`, [...ids, indicatorIds]);
  for (;;) {
    const { rows } = await client.query<SeriesRow>(`FETCH ${seriesAtOnce} FROM series`);
    if (rows.length === 0) return;
    for (const series of rows) judge(series, indicators, note);
    await breathe();
  }
}

function judge(series: SeriesRow, indicators: ImportMapping['indicators'], note: NoteUnusual): void {
  const { indicatorId, placeLabel: place, populationLabel: population, points: all } = series;
  // The file's point stands before the one that it replaces.
  const points = all.filter(([, , , period], at) => at === 0 || all[at - 1]?.[3] !== period);
  const source = indicators.find(({ indicatorKey }) => indicatorKey === indicatorId);
  const unit = source?.measure === 'proportion' ? 'percent' : 'count';
  const which = { indicatorId, place, population };
  for (let at = 0; at < points.length; at += longestSeries) {
    const piece = points.slice(at, at + longestSeries);
    tell(piece, { part: 1, unit, column: source?.value?.column ?? null }, which, note);
    tell(piece, { part: 2, unit: 'count', column: source?.denominator?.column ?? null }, which, note);
  }
}

interface Told {
  /** Where the number stands in a point. */
  part: 1 | 2;
  unit: 'percent' | 'count';
  column: string | null;
}

function tell(points: SeriesRow['points'], { part, unit, column }: Told, series: WhichSeries, note: NoteUnusual): void {
  const known = points.flatMap((point) => (point[part] === null ? [] : [{ key: point, value: point[part] }]));
  for (const { key, value, median } of findOutliers(known, unit)) {
    if (key[0] === null) continue;
    const usual = Number(median.toPrecision(6));
    const what = part === 1 ? 'value' : 'denominator';
    const place = series.place ?? '';
    const problem: FoundProblem = {
      line: key[0],
      column,
      code: 'outlier',
      severity: 'warning',
      message: `The ${what} ${value} does not fit the series of ${place || 'this place'}, where ${usual} is usual. Ask the publisher, or keep it.`,
      params: { what, value, usual, place },
      cell: String(value),
    };
    note(problem, { ...series, line: key[0], period: key[3], was: usual, now: value, what });
  }
}
