import type { ChartLocale } from './chart-locale.tsx';
import type { Caveat } from './chart-types.tsx';
import { sourceMark, suppressedMark } from './chart-types.tsx';
import { formatValue } from './chart-format.tsx';
import { tokenValue } from './chart-tokens.tsx';

/** One caveat in words. */
export function caveatText(caveat: Caveat, locale: ChartLocale): string {
  switch (caveat.kind) {
    case 'too_few':
      return locale.t('caveat.too_few', { count: caveat.points, needed: caveat.needed });
    case 'too_few_for_limits':
      return locale.t('caveat.too_few_for_limits', { count: caveat.points, needed: caveat.needed });
    case 'latest':
      return locale.t('caveat.latest', { periods: caveat.periods, count: caveat.earlier });
    case 'annual':
      return locale.t('caveat.annual');
    case 'overlapping':
      return locale.t('caveat.overlapping');
    case 'hidden':
      return locale.t('caveat.hidden', { mark: suppressedMark });
    case 'by_source':
      return locale.t('caveat.by_source', { mark: sourceMark });
    case 'ranges':
      return locale.t('caveat.ranges');
    case 'intervals':
    case 'interval_lines':
      return caveat.level === null
        ? locale.t(`caveat.${caveat.kind}`)
        : locale.t(`caveat.${caveat.kind}_at`, { level: formatValue(caveat.level, { kind: 'percent' }, locale) });
    case 'excluded':
      return locale.t('caveat.excluded', { count: caveat.points });
    case 'text':
      return caveat.text;
  }
}

/** The honest limits of a chart in one quiet line; nothing when there are none. */
export function CaveatLine({ caveats, locale }: { caveats: readonly Caveat[]; locale: ChartLocale }) {
  if (caveats.length === 0) return null;
  return (
    <p data-chart="caveats" style={{ margin: '8px 0 0', fontSize: 13, lineHeight: 1.45, color: tokenValue('muted') }}>
      {caveats.map((caveat) => caveatText(caveat, locale)).join(' · ')}
    </p>
  );
}
