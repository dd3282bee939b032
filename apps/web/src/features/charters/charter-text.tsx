import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { ShownCharter } from './charter-query.ts';
import classes from './charters.module.css';

/** A version to read: its aim part by part, then its words. */
export function CharterText({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation('charters');
  const format = useFormat();
  const value = (number: number | null) =>
    number === null
      ? null
      : `${format.number(number)} ${charter.aimMeasureType === 'proportion' ? '%' : (charter.aimUnit ?? '')}`;
  const parts = [
    ['aimIndicatorId', charter.aimIndicatorName],
    ['aimPopulationId', charter.aimPopulationName ?? t('everybody')],
    ['aimPlaceId', charter.aimPlaceName ?? t('home')],
    ['aimFrom', value(charter.aimFrom)],
    ['aimBaselineOn', charter.aimBaselineOn && format.day(charter.aimBaselineOn)],
    ['aimTo', value(charter.aimTo)],
    ['aimBy', charter.aimBy && format.day(charter.aimBy)],
    ['priorityPopulationIds', charter.priorityPopulationNames.join(' · ') || null],
    ['scope', charter.scope || null],
    ['sphereOfControl', charter.sphereOfControl || null],
    ['agreements', charter.agreements || null],
    ['amendmentReason', charter.amendmentReason || null],
  ] as const;
  return (
    <dl className={classes['text']}>
      {parts.map(([field, text]) =>
        text === null ? null : (
          <div key={field}>
            <dt>{t(`field.${field}`)}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Who agreed and who objected, with their words; what was said before the last review is shown as such. */
export function SignOffs({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation(['charters', 'words']);
  const format = useFormat();
  if (charter.signOffs.length === 0) return <p className={classes['quiet']}>{t('no_sign_offs')}</p>;
  return (
    <ul className={classes['signOffs']} aria-label={t('sign_offs')}>
      {charter.signOffs.map((one) => (
        <li key={one.id} data-counts={one.counts}>
          <strong>{one.memberName}</strong>{' '}
          <span data-verdict={one.verdict}>{t(`words:sign_off_verdict.${one.verdict}`)}</span>
          <span className={classes['quiet']}>
            {format.day(one.signedAt)}
            {one.counts ? '' : ` · ${t('before_review')}`}
          </span>
          {one.comment ? <p>{one.comment}</p> : null}
        </li>
      ))}
    </ul>
  );
}
