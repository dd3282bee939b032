import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { plainLocales } from './plain-locale.tsx';
import { chartTokens } from './chart-tokens.tsx';
import type { ChartPoint } from './chart-types.tsx';
import { SmallMultiples } from './small-multiples.tsx';
import type { XmrIconsProps } from './xmr-icons.tsx';
import { XmrIcons } from './xmr-icons.tsx';

const draw = (props: Partial<XmrIconsProps>): string =>
  renderToString(
    <XmrIcons variation="common_cause" assurance={null} isShort={false} locale={plainLocales.en} {...props} />,
  );

describe('XmrIcons', () => {
  it.each([
    ['improvement_low', 'improve', 'Improvement: special cause, lower'],
    ['concern_high', 'concern', 'Concern: special cause, higher'],
    ['common_cause', 'common', 'Ordinary variation'],
  ] as const)('%s is drawn in its colour and said in words', (variation, token, words) => {
    const html = draw({ variation });
    expect(html).toContain(`data-icon="variation-${variation}"`);
    expect(html).toContain(`stroke="${chartTokens.light[token]}"`);
    expect(html).toContain(words);
  });

  it('says whether the target is within reach, in both languages', () => {
    expect(draw({ assurance: 'fail' })).toContain('The target is missed consistently');
    expect(draw({ assurance: 'inconsistent', locale: plainLocales.es })).toContain('La meta se alcanza o no por azar');
    expect(draw({})).not.toContain('data-icon="assurance');
  });

  it('tells that limits are provisional, and draws no icon of too few values', () => {
    expect(draw({ isShort: true })).toContain('Fewer than 13 values: the limits are provisional');
    const few = draw({ variation: null, isShort: true });
    expect(few).toContain('Too few values for icons (10 needed)');
    expect(few).not.toContain('<svg');
  });
});

describe('SmallMultiples of a group that is hidden', () => {
  const point = (i: number, rest: Partial<ChartPoint>): ChartPoint => ({
    start: `${2010 + i}-07-01`,
    label: `${2010 + i}`,
    value: null,
    ...rest,
  });
  const multiples = (points: ChartPoint[]): string =>
    renderToString(
      <SmallMultiples
        title="t"
        measure="m"
        series={[{ id: 'a', name: 'A', points }]}
        format={{ kind: 'percent' }}
        width={390}
        locale={plainLocales.en}
      />,
    );

  it('says so in its panel, and leaves published ranges to be read', () => {
    const hidden = multiples([point(0, { suppressed: true }), point(1, { suppressed: true })]);
    expect(hidden).toContain('>hidden to protect children<');
    const ranges = multiples([point(0, { suppressed: true }), point(1, { bounds: { low: 80, high: null } })]);
    expect(ranges).not.toContain('>hidden to protect children<');
    expect(ranges.replaceAll('\u00a0', ' ')).toContain('A: 2011 at least 80%.');
  });
});
