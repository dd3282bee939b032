import * as fc from 'fast-check';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { plainLocales } from './plain-locale.tsx';
import { AdoptionCurve } from './adoption-curve.tsx';
import type { ChartPoint } from './chart-types.tsx';
import { GapChart, gapPoints } from './gap-chart.tsx';
import { RunChart } from './run-chart.tsx';
import { SmallMultiples } from './small-multiples.tsx';
import { Sparkline } from './sparkline.tsx';
import { FitWidth } from './use-width.tsx';
import { visiblePoints } from './visible-points.tsx';

const percent = { kind: 'percent' } as const;
const series = (values: (number | null)[], hidden: number[] = []): ChartPoint[] =>
  values.map((value, i) => ({
    start: `${2010 + i}-08-01`,
    label: `${2010 + i}`,
    value,
    suppressed: hidden.includes(i),
  }));
const count = (html: string, part: string): number => html.split(part).length - 1;

const spark = (points: ChartPoint[]): string =>
  renderToString(<Sparkline name="Absence" points={points} format={percent} locale={plainLocales.en} />).replaceAll(
    '\u00a0',
    ' ',
  );

describe('GapChart', () => {
  const groups = [
    { id: 'a', name: 'A', points: series([24, 23, 33.33, 18], [2]) },
    { id: 'b', name: 'B', points: series([10, 10, 11, 12]) },
  ] as const;

  it('takes no gap where a group is hidden, and breaks the shape there', () => {
    const gaps = gapPoints(visiblePoints(groups[0].points), visiblePoints(groups[1].points));
    expect(gaps.map(({ size }) => size)).toEqual([14, 13, null, 6]);
    const html = renderToString(
      <GapChart title="t" measure="m" groups={groups} format={percent} width={800} locale={plainLocales.en} />,
    );
    expect(
      html
        .match(/<path[^>]*data-chart="gap"[^>]*>/)?.[0]
        .match(/ d="([^"]*)"/)?.[1]
        ?.split('M').length,
    ).toBe(3);
    expect(html).not.toMatch(/33\.3|22\.3/);
    const plain = html.replaceAll('\u00a0', ' ');
    expect(plain).toContain('>14 percentage points<');
    expect(plain).toContain('>6 percentage points<');
  });
});

describe('SmallMultiples', () => {
  const html = renderToString(
    <SmallMultiples
      title="t"
      measure="m"
      series={[
        { id: 'a', name: 'Group A', points: series([10, 12, 77.7], [2]) },
        { id: 'b', name: 'Group B', points: series([50, 55, 52]) },
      ]}
      format={percent}
      width={700}
      locale={plainLocales.en}
    />,
  );

  it('names each panel and has all on one scale', () => {
    const ticks = html
      .split('data-panel="')
      .slice(1)
      .map((panel) =>
        panel
          .slice(panel.indexOf('value-axis'))
          .match(/>\d+%</g)
          ?.slice(0, 4),
      );
    expect(ticks).toHaveLength(2);
    expect(ticks[0]).toEqual(ticks[1]);
    expect(html).toContain('Group A');
    expect(html).not.toContain('77.7');
    expect(html).toContain('Values hidden to protect children');
  });

  it('is one tab stop', () => expect(count(html, 'tabindex="0"')).toBe(1));
});

describe('Sparkline', () => {
  it('is named by what it shows and shows nothing where there is nothing', () => {
    expect(spark(series([20, 18]))).toContain(
      'aria-label="Absence: The first value is 20% (2010), the last 18% (2011)."',
    );
    expect(spark(series([null, 9], [1]))).toContain('aria-label="Absence: No values to show"');
    expect(spark(series([20, null, 18]))).toContain('data-mark="alone"');
  });
});

describe('AdoptionCurve', () => {
  it('steps: every line is level or upright, against the eligible sites', () => {
    const points = [1, 4, 3].map((using, i) => ({ at: `2024-0${i + 1}-01`, label: `m${i}`, using }));
    const html = renderToString(
      <AdoptionCurve title="t" axisLabel="a" points={points} eligible={40} width={600} locale={plainLocales.en} />,
    );
    const d = html.match(/<path[^>]*data-chart="adoption"[^>]*>/)?.[0].match(/ d="([^"]*)"/)?.[1] ?? '';
    const corners = d
      .slice(1)
      .split('L')
      .map((pair) => pair.split(',').map(Number));
    expect(corners).toHaveLength(5);
    for (const [i, corner] of corners.slice(1).entries())
      expect(corner[0] === corners[i]?.[0] || corner[1] === corners[i]?.[1]).toBe(true);
    expect(html).toContain('3 of 40 eligible sites');
  });
});

describe('FitWidth', () => {
  it('draws at a phone width before anything is measured', () => {
    expect(renderToString(<FitWidth>{(width) => <i>{width}</i>}</FitWidth>)).toContain('<i>340</i>');
  });
});

describe('any series', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.constant(0),
    fc.double({ min: -1e9, max: 1e9 }),
    fc.double(),
    fc.constantFrom(5, 5, 5, 100, 1e-12),
  );
  const point = fc.record({
    value,
    suppressed: fc.boolean(),
    bounds: fc.option(fc.record({ low: value, high: value })),
    signal: fc.constantFrom('improvement', 'concern', 'common', null),
    excluded: fc.option(fc.constant('reason')),
  });
  const points = fc
    .array(point, { maxLength: 70 })
    .map((all) =>
      all.map((one, i) => ({ ...one, start: new Date(Date.UTC(2015, i, 1)).toISOString(), label: `p${i}` })),
    );
  const broken = /NaN|Infinity|undefined|null/;

  it('draws no number that is none', () => {
    fc.assert(
      fc.property(
        points,
        value,
        fc.constantFrom(320, 390, 1200),
        fc.constantFrom('percent', 'fraction', 'number'),
        (given, level, width, kind) => {
          const format = { kind } as const;
          const lines = given.map(() => level);
          const html = [
            renderToString(
              <RunChart
                title="t"
                measure="m"
                points={given}
                format={format}
                width={width}
                locale={plainLocales.es}
                centre={{ kind: 'mean', values: lines }}
                limits={{ lower: lines, upper: lines }}
                target={level === null ? null : { value: level }}
                baseline={level}
                phases={[{ index: 3, kind: 'phase' }]}
                flags={[{ id: 'f', kind: 'cycle', at: '2016-01-01', title: 'T' }]}
              />,
            ),
            renderToString(
              <Sparkline name="n" points={given} format={format} reference={level} locale={plainLocales.en} />,
            ),
            renderToString(
              <SmallMultiples
                title="t"
                measure="m"
                series={[{ id: 's', name: 'n', points: given }]}
                format={format}
                width={width}
                locale={plainLocales.en}
              />,
            ),
          ].join('');
          expect(html).not.toMatch(broken);
          expect(count(html.slice(0, html.indexOf('role="img" aria-label="n:')), 'data-mark="hidden"')).toBe(
            given.filter((one) => one.suppressed).length,
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});
