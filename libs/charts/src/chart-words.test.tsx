import { describe, expect, it } from 'vitest';
import { plainLocales } from './plain-locale.tsx';
import { caveatText } from './caveat-line.tsx';
import type { ChartPoint, Finding } from './chart-types.tsx';
import { formatValue } from './chart-format.tsx';
import { findingTitle } from './finding-title.tsx';
import { textAlternative } from './text-alternative.tsx';

const subject = { measure: 'Chronic absence', population: 'Black students', format: { kind: 'percent' } } as const;
const sujeto = {
  measure: 'Ausentismo crónico',
  population: 'estudiantes negros',
  format: { kind: 'percent' },
} as const;
const ends = { from: 23.6, to: 16.3, fromPeriod: '2019-20', toPeriod: '2023-24' };
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const year = (i: number, rest: Partial<ChartPoint>): ChartPoint => ({
  start: `${2010 + i}-08-01`,
  label: `${2010 + i}`,
  value: null,
  ...rest,
});
describe('findingTitle', () => {
  const cases: [Finding, string, string][] = [
    [
      { ...ends, kind: 'signal_improvement' },
      'Chronic absence for Black students fell from 23.6% in 2019-20 to 16.3% in 2023-24; the data show a signal of improvement',
      'Ausentismo crónico, estudiantes negros: baja de 23.6% en 2019-20 a 16.3% en 2023-24; los datos muestran una señal de mejora',
    ],
    [
      { ...ends, from: 16.3, to: 23.6, kind: 'signal_concern' },
      'Chronic absence for Black students rose from 16.3% in 2019-20 to 23.6% in 2023-24; the data show a signal of concern',
      'Ausentismo crónico, estudiantes negros: sube de 16.3% en 2019-20 a 23.6% en 2023-24; los datos muestran una señal de alerta',
    ],
    [
      { ...ends, kind: 'no_signal' },
      'Chronic absence for Black students: 23.6% in 2019-20, 16.3% in 2023-24; no signal of change',
      'Ausentismo crónico, estudiantes negros: 23.6% en 2019-20, 16.3% en 2023-24; sin señal de cambio',
    ],
    [
      { ...ends, kind: 'too_few_points', points: 4 },
      'Chronic absence for Black students: 23.6% in 2019-20, 16.3% in 2023-24; too few points for a signal: 4 points (10 needed)',
      'Ausentismo crónico, estudiantes negros: 23.6% en 2019-20, 16.3% en 2023-24; muy pocos puntos para una señal: 4 puntos (se necesitan 10)',
    ],
    [
      { ...ends, from: null, fromPeriod: null, kind: 'single_point' },
      'Chronic absence for Black students: 16.3% in 2023-24; one point cannot show a change',
      'Ausentismo crónico, estudiantes negros: 16.3% en 2023-24; un solo punto no muestra cambio',
    ],
    [
      { kind: 'no_data', from: null, to: null, fromPeriod: null, toPeriod: null },
      'Chronic absence for Black students: no values to show yet',
      'Ausentismo crónico, estudiantes negros: todavía no hay datos para mostrar',
    ],
  ];

  it.each(cases)('writes $kind in both languages', (finding, english, spanish) => {
    expect(plain(findingTitle(finding, subject, plainLocales.en))).toBe(english);
    expect(plain(findingTitle(finding, sujeto, plainLocales.es))).toBe(spanish);
  });

  const during = { fromPeriod: '2021-22', toPeriod: '2023-24', when: 'since' } as const;
  const before = { fromPeriod: '2015-16', toPeriod: '2017-18', when: 'during' } as const;

  it('says since when, and tells the newest signal the other way beside it', () => {
    const finding: Finding = { ...ends, kind: 'signal_improvement', signal: during, opposite: before };
    expect(findingTitle(finding, subject, plainLocales.en)).toMatch(
      /signal of improvement since 2021-22 and one of concern from 2015-16 to 2017-18$/,
    );
    expect(findingTitle(finding, sujeto, plainLocales.es)).toMatch(
      /señal de mejora desde 2021-22 y una de alerta de 2015-16 a 2017-18$/,
    );
  });

  it('tells a gap in its own words', () => {
    const gap = { gap: { group: 'A', reference: 'B' }, format: { kind: 'percent' } } as const;
    const finding: Finding = { ...ends, kind: 'signal_improvement', better: 'lower', signal: during };
    expect(plain(findingTitle(finding, gap, plainLocales.en))).toBe(
      'The gap between A and B narrowed from 23.6 percentage points in 2019-20 to 16.3 percentage points in 2023-24; the data show a signal of narrowing since 2021-22',
    );
    expect(findingTitle({ ...finding, kind: 'no_signal', signal: null }, gap, plainLocales.en)).not.toMatch(/narrow/);
  });

  it('does not say that a value moved when the written values are the same', () => {
    const finding: Finding = { ...ends, from: 16.32, to: 16.28, kind: 'signal_improvement' };
    const title = plain(findingTitle(finding, subject, plainLocales.en));
    expect(title).toContain('16.3% both in 2019-20 and in 2023-24');
    expect(title).not.toMatch(/fell|rose/);
  });

  it('never says rose or fell without a signal', () => {
    for (const kind of ['no_signal', 'too_few_points'] as const) {
      expect(findingTitle({ ...ends, kind }, subject, plainLocales.en)).not.toMatch(/fell|rose|improv/);
      expect(findingTitle({ ...ends, kind }, sujeto, plainLocales.es)).not.toMatch(/baja|sube|mejora/);
    }
  });

  it('falls back to no data when a finding comes without any value', () => {
    const finding: Finding = { ...ends, from: null, to: Number.NaN, kind: 'signal_improvement' };
    expect(findingTitle(finding, subject, plainLocales.en)).toBe(
      'Chronic absence for Black students: no values to show yet',
    );
  });

  it('leaves the population out for everybody', () => {
    const title = findingTitle({ ...ends, kind: 'no_signal' }, { ...subject, population: null }, plainLocales.en);
    expect(title.startsWith('Chronic absence: ')).toBe(true);
  });
});

describe('textAlternative', () => {
  const data = {
    measure: 'Absence',
    population: 'Latino students',
    format: { kind: 'percent' } as const,
    points: [
      year(0, { value: 20 }),
      year(1, { value: 87.5, suppressed: true }),
      year(2, {}),
      year(3, { bounds: { low: 95, high: null } }),
      year(4, { value: 18 }),
    ],
    target: { value: 12, byWhen: '2026' },
    flags: [{ id: 'a', kind: 'cycle' as const, at: '2013-02-04', title: 'Call home' }],
  };

  it('says ends, what is missing and why, the target and the flags', () => {
    const text = plain(textAlternative(data, plainLocales.en));
    expect(text).toContain('Line chart of Absence for Latino students, 5 periods from 2010 to 2014.');
    expect(text).toContain('The first value is 20% (2010), the last 18% (2014).');
    expect(text).toContain('1 value is hidden to protect children.');
    expect(text).toContain('1 period has no value.');
    expect(text).toContain('1 value is known only as a range.');
    expect(text).toContain('The target is 12% (2026).');
    expect(text).toContain('not as proof of cause: test “Call home” (Mon, Feb 4, 2013).');
    expect(text).not.toContain('87');
  });

  it('says the same in Spanish', () => {
    const text = plain(textAlternative(data, plainLocales.es));
    expect(text).toContain('El primer valor es 20% (2010) y el último 18% (2014).');
    expect(text).toContain('1 valor está oculto');
    expect(text).not.toContain('87');
  });

  it('tells an empty chart as empty, without its lines', () => {
    const text = textAlternative(
      { ...data, points: [year(0, {}), year(1, { suppressed: true })], flags: [] },
      plainLocales.en,
    );
    expect(text).toContain('without any value to show');
    expect(text).not.toContain('target');
  });
});

describe('words', () => {
  it('tells the honest limits', () => {
    const few = { kind: 'too_few', points: 9, needed: 10 } as const;
    expect(caveatText(few, plainLocales.en)).toBe('9 points: too few for run-chart signals (10 needed)');
    expect(caveatText(few, plainLocales.es)).toBe('9 puntos: muy pocos para ver señales (se necesitan 10)');
    expect(caveatText({ kind: 'text', text: 'Definition changed in 2021' }, plainLocales.en)).toBe(
      'Definition changed in 2021',
    );
  });

  it('writes fractions as percentages and never a minus zero', () => {
    expect(plain(formatValue(0.236, { kind: 'fraction' }, plainLocales.en))).toBe('23.6%');
    expect(plain(formatValue(-0.01, { kind: 'percent' }, plainLocales.en))).toBe('0%');
    expect(plain(formatValue(1204, { kind: 'number', unit: 'days' }, plainLocales.en))).toBe('1,204 days');
  });
});
