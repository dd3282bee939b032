import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { AuditEntry } from './audit-operations.ts';
import classes from './audit.module.css';
import { useReadableEntry } from './readable-entry.ts';

/** One entry: a sentence, when, why, and what the fields were that a director looks for. */
export function EntryRow({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const { sentence, changes } = useReadableEntry(entry);
  return (
    <li className={classes['entry']}>
      <p>{sentence}</p>
      <p className={classes['quiet']}>
        <time dateTime={entry.at}>{format.moment(entry.at)}</time> ·{' '}
        {entry.sealNumber === null ? t('not_sealed') : t('seal', { number: entry.sealNumber })}
      </p>
      {entry.reason ? <p className={classes['reason']}>{entry.reason}</p> : null}
      {changes.length > 0 ? (
        <dl className={classes['changes']}>
          {changes.map(({ field, label, before, after }) => (
            <div key={field}>
              <dt>{label}</dt>
              <dd>
                {before !== null ? <del>{before}</del> : null}{' '}
                {after === null ? <em>{t('emptied')}</em> : <ins>{after}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}
