import { describe, expect, it } from 'vitest';
import { chooseChart, type ChartQuestion } from './choose-chart.ts';

const question = (more: Partial<ChartQuestion>): ChartQuestion => ({
  measureType: 'proportion',
  cadence: 'month',
  points: 24,
  denominators: true,
  meanEvents: 40,
  ...more,
});

describe('chooseChart', () => {
  it.each([
    [{}, 'pp', 'proportion'],
    [{ meanEvents: 2 }, 'p', 'proportion_small_counts'],
    [{ denominators: false }, 'i', 'proportion_without_denominators'],
    [{ measureType: 'rate' }, 'up', 'rate'],
    [{ measureType: 'rate', denominators: false }, 'i', 'rate_without_denominators'],
    [{ measureType: 'count' }, 'c', 'count'],
    [{ measureType: 'mean' }, 'i', 'mean'],
    [{ measureType: 'time_between' }, 't', 'time_between'],
    [{ measureType: 'cases_between' }, 'g', 'cases_between'],
    [{ points: 11 }, 'run', 'few_points'],
    [{ points: 12 }, 'pp', 'proportion'],
    [{ cadence: 'year' }, 'run', 'annual'],
    [{ cadence: 'school_year' }, 'run', 'annual'],
    [{ cadence: 'five_years' }, 'run', 'overlapping'],
    [{ cadence: 'rolling_year' }, 'run', 'overlapping'],
  ] as const)('%o → %s', (more, chart, reason) => {
    expect(chooseChart(question(more))).toEqual({ chart, reason });
  });
});
