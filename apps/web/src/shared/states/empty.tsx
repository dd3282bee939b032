import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './states.module.css';

/** Whom to ask for what is missing: who holds this role or seat, or in words of the screen's own. */
type Asked = 'director' | 'data_manager' | 'facilitator' | { text: string };

/** The way on from an empty screen: who may add what is missing is led to it, who may not is told whom to ask. */
export interface Way {
  /** The button or link that leads to it; nothing for who may not. */
  action?: ReactNode;
  /** True for who may where the button stands above already. */
  above?: boolean;
  ask: Asked;
}

interface EmptyProps {
  /** One sentence on what belongs here. */
  sentence: string;
  /** One example, in the field's words. */
  example?: string;
  /** `none` where nothing is missing that somebody could add: a search that found nothing, a list that fills itself. */
  way: Way | 'none';
}

/** A screen or list with nothing in it yet: it teaches what belongs there, and is no dead end. */
export function Empty({ sentence, example, way }: EmptyProps) {
  const { t } = useTranslation('shared');
  return (
    <div className={classes['empty']} data-way={wayOf(way)}>
      <p className={classes['sentence']}>{sentence}</p>
      {example ? (
        <p className={classes['example']}>
          <span>{t('empty.example')}</span> {example}
        </p>
      ) : null}
      {way === 'none' ? null : <WayOn way={way} />}
    </div>
  );
}

function wayOf(way: Way | 'none'): 'none' | 'lead' | 'above' | 'ask' {
  if (way === 'none') return way;
  if (way.action) return 'lead';
  return way.above ? 'above' : 'ask';
}

function WayOn({ way: { action, above = false, ask } }: { way: Way }) {
  const { t } = useTranslation('shared');
  if (action) return action;
  if (above) return null;
  return <p className={classes['example']}>{typeof ask === 'string' ? t(`empty.ask.${ask}`) : ask.text}</p>;
}
