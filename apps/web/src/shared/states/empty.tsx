import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './states.module.css';

interface EmptyProps {
  /** One sentence on what belongs here. */
  sentence: string;
  /** One example, in the field's words. */
  example?: string;
  /** One button that makes the first one. */
  action?: ReactNode;
}

/** A screen or list with nothing in it yet: it teaches what belongs there. */
export function Empty({ sentence, example, action }: EmptyProps) {
  const { t } = useTranslation('shared');
  return (
    <div className={classes['empty']}>
      <p className={classes['sentence']}>{sentence}</p>
      {example ? (
        <p className={classes['example']}>
          <span>{t('empty.example')}</span> {example}
        </p>
      ) : null}
      {action}
    </div>
  );
}
