import { useTranslation } from 'react-i18next';
import classes from './cycle.module.css';

interface Answer {
  criterion: string;
  result: string;
  reasons: readonly string[];
}

/** The criteria of the method one by one, each with its reasons; never one score. */
export function FidelityList({ answers }: { answers: readonly Answer[] }) {
  const { t } = useTranslation('cycles');
  return (
    <ul className={classes['fidelity']}>
      {answers.map(({ criterion, result, reasons }) => (
        <li key={criterion} data-result={result}>
          <span>{t(`fidelity.${criterion}`)}</span>
          <b>{t(`fidelity.${result}`)}</b>
          {reasons.length > 0 ? <small>{reasons.map((reason) => t(`reason.${reason}`)).join(' · ')}</small> : null}
        </li>
      ))}
    </ul>
  );
}
