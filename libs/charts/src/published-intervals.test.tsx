import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { runChartTable, seriesNotes, seriesTable } from './chart-export.tsx';
import { ChartTable } from './chart-table.tsx';
import type { ChartPoint, PublishedInterval } from './chart-types.tsx';
import { plainLocales } from './plain-locale.tsx';
import { RunChart } from './run-chart.tsx';
import { SmallMultiples } from './small-multiples.tsx';
import { textAlternative } from './text-alternative.tsx';

const interval: PublishedInterval = { low: 10.4, high: 14.6, level: 90 };
const points: ChartPoint[] = [
  { start: '2018-01-01', label: '2018', value: 12.5, interval },
  { start: '2019-01-01', label: '2019', value: 13, interval: { low: 11, high: 15, level: 90 } },
  { start: '2020-01-01', label: '2020', value: 14 },
  { start: '2021-01-01', label: '2021', value: 15, interval, suppressed: true },
  { start: '2022-01-01', label: '2022', value: null, bounds: { low: 5, high: 10 }, interval },
];
const locale = plainLocales.en;
const data = { measure: 'Poverty', points, format: { kind: 'percent' } as const };
/** With plain blanks. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const draw = (given: readonly ChartPoint[]): string =>
  plain(renderToString(<RunChart {...data} points={given} title="T" width={640} locale={locale} />));
const whiskers = (html: string): number => html.split('data-mark="interval"').length - 1;

describe('intervals that a source published', () => {
  it('are drawn with their values alone, and a legend says what they are and whose', () => {
    const html = draw(points);
    expect(whiskers(html)).toBe(2);
    expect(html).toContain('Whiskers: 90% margin or bounds as published by the source');
    const none = draw(points.map(({ interval: _none, ...point }) => point));
    expect([whiskers(none), none.includes('Whiskers')]).toEqual([0, false]);
  });

  it('say no level where the source says none, or several', () => {
    const mixed = points.map((point, at) => ({ ...point, interval: { ...interval, level: at === 0 ? 95 : null } }));
    expect(draw(mixed)).toContain('Whiskers: margin or bounds as published by the source');
  });

  it('belong to the span of the axis', () => {
    const far: ChartPoint = {
      start: '2018-01-01',
      label: '2018',
      value: 12,
      interval: { low: 2, high: 88, level: null },
    };
    const y = (html: string): number[] =>
      [...html.matchAll(/data-mark="interval" d="M[\d.]+,(-?[\d.]+)H/g)].map(([, top]) => Number(top));
    expect(Math.min(...y(draw([far, ...points.slice(1)])))).toBeGreaterThan(0);
  });

  it('stand in words for a screen reader, in the table, and in what is downloaded', () => {
    const text = plain(textAlternative(data, locale));
    expect(text).toContain(
      '2 values have a published interval; the last, 2019: as published by the source, 90%: 11% to 15%.',
    );
    const one = { id: 'a', name: 'Everybody', points };
    const table = (series: readonly (typeof one)[]) =>
      plain(renderToString(<ChartTable caption="C" series={series} format={data.format} locale={locale} />));
    expect(table([one])).toContain('as published by the source, 90%: 10.4% to 14.6%');
    expect(table([one, { ...one, id: 'b', name: 'Others' }])).toContain(
      'as published by the source, 90%: 10.4% to 14.6%',
    );
    const file = runChartTable(data, locale);
    expect(file.heads.slice(5, 8)).toEqual(['Published lower bound', 'Published upper bound', 'Level in percent']);
    expect(file.rows.map((row) => row.slice(5, 8))).toEqual([
      [10.4, 14.6, 90],
      [11, 15, 90],
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(seriesTable([one], locale).rows[0]?.slice(6, 9)).toEqual([10.4, 14.6, 90]);
    expect(seriesNotes([one], data.format, locale).join()).toContain('as published by the source');
  });

  it('are drawn in the panels of several groups, in Spanish too', () => {
    const series = [1, 2].map((id) => ({ id: String(id), name: `Group ${id}`, points }));
    const html = renderToString(
      <SmallMultiples
        title="T"
        measure="M"
        series={series}
        format={data.format}
        width={640}
        locale={plainLocales.es}
      />,
    );
    expect(whiskers(html)).toBe(4);
    expect(html).toContain('según los publicó la fuente');
  });
});
