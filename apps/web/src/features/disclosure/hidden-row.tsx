import { useTranslation } from 'react-i18next';
import { numberLocale } from '../../shared/session/format.ts';
import type { HiddenObservation } from './operations.ts';
import classes from './disclosure.module.css';

/** One hidden number: whose it is, what it truly is, and why nobody else sees it. */
export function HiddenRow({ row, unit, minimum }: { row: HiddenObservation; unit: string; minimum: number }) {
  const { t, i18n } = useTranslation('disclosure');
  const number = new Intl.NumberFormat(numberLocale(i18n.language), { maximumFractionDigits: 1 });
  const { value, numerator, denominator, reason, looksNeedless, isAsFirstPublished, shownValue } = row;
  const write = (one: number): string => `${number.format(one)}${unit === '%' ? '%' : ''}`;
  const written = value === null ? '–' : write(value);
  const counts =
    numerator !== null && denominator !== null
      ? t('list.of', { part: number.format(numerator), whole: number.format(denominator) })
      : denominator === null
        ? null
        : t('list.people', { count: denominator });
  return (
    <li className={classes['row']}>
      <div className={classes['who']}>
        <strong>{row.populationName}</strong>
        <span>
          {row.placeName}, {row.period}
        </span>
      </div>
      <div className={classes['number']}>
        {written}
        {counts === null ? null : <small>{counts}</small>}
      </div>
      <div className={classes['why']}>
        {reason === null ? t('list.before') : t(`reason.${reason}`, { minimum })}
        {isAsFirstPublished ? (
          <small>
            {shownValue === null
              ? t('list.range_as_first_published')
              : t('list.as_first_published', { value: write(shownValue) })}
          </small>
        ) : null}
        {looksNeedless ? <small>{t('list.needless')}</small> : null}
      </div>
    </li>
  );
}
