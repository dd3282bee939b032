import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { plainLocales } from './plain-locale.tsx';
import type { ChartFlag, ChartPoint } from './chart-types.tsx';
import { ChartTable } from './chart-table.tsx';
import type { RunChartProps } from './run-chart.tsx';
import { RunChart } from './run-chart.tsx';

const month = (i: number): Pick<ChartPoint, 'start' | 'label'> => {
  const start = new Date(Date.UTC(2020, i, 1)).toISOString().slice(0, 10);
  return { start, label: start.slice(0, 7) };
};
const series = (values: (number | null)[], changes: Record<number, Partial<ChartPoint>> = {}): ChartPoint[] =>
  values.map((value, i) => ({ ...month(i), value, ...changes[i] }));
const base: RunChartProps = {
  title: 'A finding',
  measure: 'Absence',
  points: series(Array.from({ length: 14 }, (_, i) => 20 + (i % 3))),
  format: { kind: 'percent' },
  width: 640,
  locale: plainLocales.en,
};
const draw = (props: Partial<RunChartProps>): string => renderToString(<RunChart {...base} {...props} />);
const count = (html: string, part: string): number => html.split(part).length - 1;
const path = (html: string, chart: string): string => {
  const tag = html.match(new RegExp(`<path[^>]*data-chart="${chart}"[^>]*>`))?.[0] ?? '';
  return tag.match(/ d="([^"]*)"/)?.[1] ?? '';
};
const constant = (value: number, n = 14): number[] => Array.from({ length: n }, () => value);

const moves = (points: ChartPoint[]): number => path(draw({ points }), 'series-line').split('M').length - 1;

const drawSignals = (n: number): string =>
  draw({ points: series(constant(20, n), { 3: { signal: 'improvement' }, 4: { signal: 'concern' } }) });

const height = (html: string): number => Number(html.match(/data-chart="stops"[\s\S]*?<svg[^>]* height="(\d+)"/)?.[1]);

describe('RunChart', () => {
  it('draws one mark for each value and none for a gap', () => {
    const html = draw({ points: series([20, null, 21, 22, null, null, 23]) });
    expect(count(html, 'data-mark="value"')).toBe(4);
    expect(count(html, 'data-mark="hidden"')).toBe(0);
  });

  it('breaks the line at gaps, hidden values and ranges', () => {
    expect(moves(series([20, 21, 22, 23, 24]))).toBe(1);
    expect(moves(series([20, 21, null, 23, 24]))).toBe(2);
    expect(moves(series([20, 21, 22, 23, 24], { 2: { suppressed: true } }))).toBe(2);
    expect(moves(series([20, 21, 22, 23, 24], { 2: { bounds: { low: 20, high: 29 } } }))).toBe(2);
  });

  it('never lets a hidden value into the markup, not by position, counts, note, signal or axis', () => {
    const secret = {
      value: 87.654,
      numerator: 4321,
      denominator: 4929,
      note: 'secretnote',
      signal: 'concern' as const,
    };
    const hidden = series([...constant(20, 12), 21, 22], {
      5: { ...secret, bounds: { low: 80, high: 91 }, excluded: 'secretreason', suppressed: true },
    });
    const empty = series([...constant(20, 12), 21, 22], { 5: { value: null, suppressed: true } });
    expect(draw({ points: hidden })).toBe(draw({ points: empty }));
    expect(draw({ points: hidden })).not.toMatch(/87\.6|4321|4929|secret/);
    const table = renderToString(
      <ChartTable
        caption="c"
        series={[{ id: 's', name: 's', points: hidden }]}
        format={base.format}
        locale={plainLocales.en}
      />,
    );
    expect(table).not.toMatch(/87\.|4,?321|4,?929|secret/);
    expect(count(table, 'data-cell="hidden"')).toBe(1);
  });

  it('blanks the limits at a hidden point, because they tell its denominator', () => {
    const limits = { lower: constant(10), upper: constant(30) };
    const all = path(draw({ limits }), 'limits');
    const hidden = path(draw({ limits, points: series(constant(20), { 5: { suppressed: true } }) }), 'limits');
    expect(all.split('M').length - 1).toBe(1);
    expect(hidden.split('M').length - 1).toBe(2);
  });

  it('draws limits from 12 points on, and says so below', () => {
    const limits = { lower: constant(10), upper: constant(30) };
    expect(draw({ limits })).toContain('data-chart="limits"');
    const few = draw({ limits, points: series(constant(20, 11)) });
    expect(few).not.toContain('data-chart="limits"');
    expect(few).toContain('11 points: too few for control limits (12 needed)');
  });

  it('shows no signal below ten points, whatever it is given', () => {
    expect(drawSignals(9)).not.toMatch(/data-signal="(improvement|concern)"|signal of improvement/);
    expect(drawSignals(9)).toContain('9 points: too few for run-chart signals (10 needed)');
    expect(drawSignals(10)).toContain('data-signal="improvement"');
  });

  it('tells signals apart by shape as well as by colour', () => {
    const html = draw({ points: series(constant(20), { 3: { signal: 'improvement' }, 4: { signal: 'concern' } }) });
    const shape = (signal: string): string => html.match(new RegExp(`data-signal="${signal}"[^>]*><(\\w+)`))?.[1] ?? '';
    expect([shape('common'), shape('improvement'), shape('concern')]).toEqual(['circle', 'path', 'rect']);
  });

  it('draws excluded points hollow, with the reason in the caveat', () => {
    const html = draw({ points: series(constant(20), { 3: { excluded: 'Storm' } }) });
    expect(count(html, 'data-excluded="true"')).toBe(1);
    expect(html).toContain('1 point left out of the analysis (hollow)');
  });

  it('starts centre and limits anew at a phase, and only marks a freeze', () => {
    const centre = { kind: 'mean' as const, values: [...constant(21, 7), ...constant(20, 7)] };
    const parts = (kind: 'phase' | 'freeze'): number =>
      path(draw({ centre, phases: [{ index: 7, kind, label: 'after calls' }] }), 'centre').split('M').length - 1;
    expect(parts('phase')).toBe(2);
    expect(parts('freeze')).toBe(1);
    expect(
      draw({ centre, phases: [{ index: 7, kind: 'phase', label: 'after calls', reason: 'New bus line' }] }),
    ).toContain('after calls (New bus line)');
  });

  it('writes the first and last value, centre, target and baseline in words', () => {
    const html = draw({
      points: series([23.6, ...constant(20, 12), 16.3]),
      population: 'Black students',
      centre: { kind: 'median', values: constant(20) },
      target: { value: 12, byWhen: '2027' },
      baseline: 23.6,
    }).replaceAll('\u00a0', ' ');
    expect(html.match(/data-chart="first-value"[^>]*>([^<]*)/)?.[1]).toBe('23.6%');
    const labels = html.slice(html.indexOf('data-chart="edge-labels"'));
    for (const text of ['16.3% Black students', 'median 20%', 'target 12% (2027)', 'baseline 23.6%'])
      expect(labels.replaceAll(/<\/tspan><tspan[^>]*>/g, ' ')).toContain(text);
    expect(html).toMatch(/data-chart="target"[^>]*/);
    expect(html.match(/<line[^>]*data-chart="target"[^>]*>/)?.[0]).toContain('stroke-dasharray="7 5"');
  });

  it('draws a value of several years with its width, in the middle of its years', () => {
    const points = [2010, 2011, 2012].map((year) => ({
      start: `${year}-01-01`,
      end: `${year + 4}-12-31`,
      label: `${year}-${year + 4}`,
      value: year - 1990,
    }));
    const html = draw({ points });
    const lines = [...html.matchAll(/<line data-mark="period" x1="([\d.]+)" x2="([\d.]+)"/g)].map(([, from, to]) => [
      Number(from),
      Number(to),
    ]);
    const marks = [...html.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(lines).toHaveLength(3);
    lines.forEach(([from = 0, to = 0], at) => {
      expect((from + to) / 2).toBeCloseTo(marks[at] ?? 0, 0);
    });
    // Neighbours that share four of five years overlap.
    expect(lines[1]?.[0]).toBeLessThan(lines[0]?.[1] ?? 0);
    expect(count(draw({}), 'data-mark="period"')).toBe(0);
  });

  it('says that there is nothing instead of drawing lines over nothing', () => {
    const html = draw({
      points: series([null, null, null]),
      target: { value: 12 },
      centre: { kind: 'mean', values: [1, 1, 1] },
    });
    expect(html).toContain('No values to show');
    expect(html).not.toMatch(/data-chart="(target|centre|value-axis)"/);
    expect(draw({ points: [] })).toContain('No values to show');
  });

  describe('flags', () => {
    const flags: ChartFlag[] = [
      { id: 'late', kind: 'system_change', at: '2020-11-02', title: 'Policy 5113', href: '/system-changes/1' },
      { id: 'a', kind: 'cycle', at: '2020-03-02', title: 'Call home', href: '/cycles/1' },
      { id: 'b', kind: 'adoption', at: '2020-03-05', title: 'Lincoln' },
    ];

    it('numbers them by date, names them, and links those that open', () => {
      const html = draw({ flags });
      expect(html).toContain('aria-label="1, test: Call home, Mon, Mar 2, 2020"');
      expect(html).toContain('aria-label="2, adoption: Lincoln, Thu, Mar 5, 2020"');
      expect(html).toContain('aria-label="3, system change: Policy 5113, Mon, Nov 2, 2020"');
      expect(html).toMatch(/<a[^>]*href="\/cycles\/1"[^>]*tabindex="-1"/i);
      expect(html).toContain('not proof of cause');
    });

    it('stacks those that would touch and makes the drawing taller for them', () => {
      const apart = flags.filter(({ id }) => id !== 'b');
      expect(height(draw({ flags }))).toBe(height(draw({ flags: apart })) + 24);
    });
  });

  it('is one tab stop in a page and an image on paper', () => {
    const flags: ChartFlag[] = [{ id: 'a', kind: 'cycle', at: '2020-03-02', title: 'Call home' }];
    const html = draw({ flags });
    expect(count(html, 'tabindex="0"')).toBe(1);
    expect(html).toContain('aria-live="polite"');
    const paper = draw({ flags, interactive: false });
    expect(paper).not.toMatch(/tabindex|aria-live|role="application"/);
    expect(paper).toMatch(/<svg[^>]*role="img"[^>]*aria-labelledby/);
  });

  it('keeps every text at 12 px or more and every colour with a fallback', () => {
    for (const width of [320, 1200]) {
      const html = draw({ width, population: 'A population with a very long name indeed', target: { value: 3 } });
      const sizes = [...html.matchAll(/font-size[=:]"?([\d.]+)/g)].map((match) => Number(match[1]));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
      expect(html).not.toMatch(/var\(--tl-chart-[a-z0-9]+\)/);
    }
  });
});

describe('ChartTable', () => {
  it('right-aligns values at one number of digits, and keeps counts away from ranges', () => {
    const points = series([20, 20.5, 0], { 2: { numerator: 41, denominator: 43, bounds: { low: 95, high: null } } });
    const html = renderToString(
      <ChartTable
        caption="c"
        series={[{ id: 's', name: 's', points }]}
        format={base.format}
        locale={plainLocales.en}
      />,
    ).replaceAll('\u00a0', ' ');
    expect(html).toContain('>20.0%<');
    expect(html).toContain('>at least 95.0%<');
    expect(html).not.toMatch(/>4[13]</);
    expect(html).toContain('tabular-nums');
  });

  it('puts several populations side by side', () => {
    const both = ['A', 'B'].map((name) => ({ id: name, name, points: series([1, 2]) }));
    const html = renderToString(<ChartTable caption="c" series={both} format={base.format} locale={plainLocales.es} />);
    expect(html.match(/<th[^>]*scope="col"[^>]*>([^<]*)/g)?.map((th) => th.split('>')[1])).toEqual([
      'Período',
      'A',
      'B',
    ]);
  });
});
