import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { plainLocales } from './plain-locale.tsx';
import { chartNotes, csvText, gapTable, runChartTable, seriesTable } from './chart-export.tsx';
import { standaloneSvg } from './chart-svg.tsx';
import { chartTokens } from './chart-tokens.tsx';
import { cellValue } from './chart-format.tsx';
import type { ChartPoint } from './chart-types.tsx';
import { RunChart } from './run-chart.tsx';
import { visiblePoints } from './visible-points.tsx';
import type { RunChartData } from './run-chart-data.tsx';

const point = (i: number, rest: Partial<ChartPoint> = {}): ChartPoint => ({
  start: `${2005 + i}-07-01`,
  label: `${2005 + i}`,
  value: 20 + (i % 3),
  ...rest,
});
const points = Array.from({ length: 16 }, (_, i) =>
  point(i, {
    ...(i === 3 && { suppressed: true, value: 87.65, numerator: 4321, denominator: 4929 }),
    ...(i === 4 && { value: null, bounds: { low: 95, high: null } }),
    ...(i === 5 && { value: null }),
    ...(i === 6 && { excluded: '=HYPERLINK("http://x")' }),
    ...(i === 15 && { signal: 'concern' as const }),
  }),
);
const data: RunChartData = {
  measure: 'Absence',
  points,
  format: { kind: 'percent' },
  centre: { kind: 'mean', values: points.map(() => 21.123456789) },
  limits: { lower: points.map(() => 15), upper: points.map(() => 27) },
  phases: [{ index: 8, kind: 'phase', label: 'new limits', reason: 'New bus line' }],
  flags: [{ id: 'a', kind: 'cycle', at: '2012-03-02', title: 'Call <home>', href: '/cycles/1' }],
};
const rows = (text: string): string[] => text.replace('\uFEFF', '').trimEnd().split('\r\n');

describe('the CSV of a chart', () => {
  const lines = rows(csvText(runChartTable(data, plainLocales.en)));

  it('has value, bounds, lines, signal and marks', () => {
    expect(lines[0]).toBe('Period,Begins,Value,At least,At most,mean,Lower limit,Upper limit,Signal,Mark,Note');
    expect(lines[1]).toBe('2005,2005-07-01,20,,,21.123457,15,27,,,');
    expect(lines[5]).toBe('2009,2009-07-01,,95,,21.123457,15,27,,range,');
    expect(lines[6]).toBe('2010,2010-07-01,,,,21.123457,15,27,,none,');
    expect(lines[9]).toContain('new limits: New bus line');
    expect(lines[16]).toBe('2020,2020-07-01,20,,,21.123457,15,27,signal of concern,,');
  });

  it('says of a value that its source left out another word, with another mark in the table', () => {
    const left = points.map((point, at) => (at === 3 ? { ...point, suppressed: 'by_source' as const } : point));
    const text = csvText(seriesTable([{ id: 's', name: 'S', points: left }], plainLocales.en));
    expect(text).toContain('S,2008,2008-07-01,,,,suppressed by the source');
    expect(text).not.toMatch(/protected|87\.65|4321|4929/);
    const [hidden, source] = [points, left].map((given) => visiblePoints(given)[3]);
    expect([hidden, source].map((point) => point && cellValue(point, { kind: 'percent' }, plainLocales.en))).toEqual([
      '*',
      's',
    ]);
  });

  it('says of a hidden value one word and nothing else, not even its limits', () => {
    expect(lines[4]).toBe('2008,2008-07-01,,,,21.123457,,,,protected,');
    expect(csvText(seriesTable([{ id: 's', name: 'S', points }], plainLocales.es))).toContain(
      'S,2008,2008-07-01,,,,protegido',
    );
    expect(lines.join()).not.toMatch(/87\.|4321|4929/);
  });

  it('holds no formula', () => {
    const note = '=cmd|/C calc';
    const evil = ['=1+1', '+1', '-1', '@sum', '\tx', 'a,b', 'say "no"', note];
    const [, ...cells] = rows(csvText({ heads: ['h'], rows: evil.map((one) => [one]) }));
    expect(cells).toEqual([
      `"'=1+1"`,
      `"'+1"`,
      `"'-1"`,
      `"'@sum"`,
      `"'\tx"`,
      '"a,b"',
      '"say ""no"""',
      `"'=cmd|/C calc"`,
    ]);
    expect(rows(csvText({ heads: ['h'], rows: [[-4.5, Number.NaN, null, 1]] }))[1]).toBe('-4.5,,,1');
    expect(lines[7]).toContain('"left out of the analysis: =HYPERLINK(""http://x"")"');
  });

  it('has no gap where a group is hidden', () => {
    const other = { id: 'b', name: 'B', points: points.map(({ start, label }) => ({ start, label, value: 10 })) };
    const gap = rows(csvText(gapTable([{ id: 'a', name: 'A', points }, other], plainLocales.en)));
    expect(gap[1]).toBe('2005,2005-07-01,20,,10,,10');
    expect(gap[4]).toBe('2008,2008-07-01,,protected,10,,');
  });
});

describe('the SVG of a chart', () => {
  const drawing = renderToString(
    <RunChart {...data} title="t" width={640} locale={plainLocales.en} interactive={false} onFlag={() => undefined} />,
  );
  const markup = /<svg[^>]*data-chart="drawing"[\s\S]*?<\/svg>/.exec(drawing)?.[0] ?? '';
  const title = 'Absence & <tardiness> rose from 20% in 2005 to 24% in 2020; the data show a signal of concern';
  const notes = chartNotes(data, [{ kind: 'text', text: 'Definition changed in 2021' }], plainLocales.en);
  const { svg, width, height } = standaloneSvg(
    { markup, width: 640, height: 300 },
    { title, axisLabel: 'Absence', notes, source: 'Source: State Department of Education' },
  );

  it('stands by itself: title, measure, reasons, caveats and source, in the light colours', () => {
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    expect(svg).toContain('<title>Absence &amp; &lt;tardiness&gt; rose');
    for (const text of [
      'State Department of Education',
      'Definition changed in 2021',
      '1 · Call &lt;home&gt; · test',
      'New bus line',
      '■ signal of concern',
      'Values hidden to protect children',
    ])
      expect(svg).toContain(text);
    expect(svg).toContain(`fill="${chartTokens.light.concern}"`);
    expect(svg).not.toMatch(/var\(|style="|href=|<a[\s>]|tabindex|87\.6|4321/);
    expect([width, height > 300]).toEqual([680, true]);
  });

  it('is well-formed', () => {
    const stack: string[] = [];
    const wrong: string[] = [];
    for (const [, closing, name = '', self] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/gi)) {
      if (!closing && !self) stack.push(name);
      if (closing && stack.pop() !== name) wrong.push(name);
    }
    expect(wrong).toEqual([]);
    expect(stack).toEqual([]);
  });
});
