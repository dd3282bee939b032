import { useCodeText } from '../../shared/server/code-text.ts';
import classes from './cycle.module.css';

interface Answer {
  criterion: string;
  result: string;
  reasons: readonly string[];
}

/** The criteria of the method one by one, each with its reasons; never one score. */
export function FidelityList({ answers }: { answers: readonly Answer[] }) {
  const textOf = useCodeText('cycles');
  return (
    <ul className={classes['fidelity']}>
      {answers.map(({ criterion, result, reasons }) => (
        <li key={criterion} data-result={result}>
          <span>{textOf(`fidelity.${criterion}`, criterion)}</span>
          <b>{textOf(`fidelity.${result}`, result)}</b>
          {reasons.length > 0 ? (
            <small>{reasons.map((reason) => textOf(`reason.${reason}`, reason)).join(' · ')}</small>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
