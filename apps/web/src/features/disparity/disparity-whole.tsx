import { useTranslation } from 'react-i18next';
import type { Bounds } from '@throughline/measurement';
import { type DisparityView, type WholeMeasure, wholeMeasures } from './disparity-model.ts';
import type { DisparityWords } from './disparity-words.ts';
import classes from './disparity.module.css';

/** Writes a measure of all groups in its own kind of number. */
export function writeWhole(measure: WholeMeasure, value: Bounds, words: DisparityWords): string {
  if (measure === 'rangeDifference') return words.size(value);
  return measure === 'rangeRatio' || measure === 'summaryRateRatio' ? words.ratio(value) : words.percent(value);
}

/** The measures over all groups, each with a line that says what it means; nothing for groups that overlap. */
export function WholeMeasures({ view, words }: { view: DisparityView; words: DisparityWords }) {
  const { t } = useTranslation('disparity');
  const known = wholeMeasures.flatMap((measure) => {
    const value = view.now[measure];
    return value ? [{ measure, value }] : [];
  });
  if (known.length === 0) return null;
  return (
    <section className={classes['part']}>
      <h3>{t('whole.title')}</h3>
      <dl className={classes['measures']}>
        {known.map(({ measure, value }) => (
          <div key={measure}>
            <dt>{t(`whole.${measure}`)}</dt>
            <dd className={classes['figure']}>{writeWhole(measure, value, words)}</dd>
            <dd className={classes['quiet']}>{t(`means.${measure}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
