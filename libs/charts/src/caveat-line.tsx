import type { Caveat, ChartLocale } from './chart-types.tsx';
import { suppressedMark } from './chart-types.tsx';
import { chartMessages } from './chart-messages.tsx';
import { tokenValue } from './chart-tokens.tsx';

/** One caveat in words. */
export function caveatText(caveat: Caveat, locale: ChartLocale): string {
  const words = chartMessages(locale).caveat;
  switch (caveat.kind) {
    case 'too_few':
      return words.tooFew(caveat.points, caveat.needed);
    case 'too_few_for_limits':
      return words.tooFewForLimits(caveat.points, caveat.needed);
    case 'latest':
      return words.latest(caveat.periods, caveat.earlier);
    case 'annual':
      return words.annual;
    case 'hidden':
      return words.hidden(suppressedMark);
    case 'ranges':
      return words.ranges;
    case 'excluded':
      return words.excluded(caveat.points);
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
