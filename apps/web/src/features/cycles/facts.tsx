import classes from './cycle.module.css';

interface FactsProps {
  facts: readonly (readonly [name: string, value: string])[];
  /** Said when nothing is written. */
  empty: string;
}

/** What was written, name by name; what is empty is left out. */
export function Facts({ facts, empty }: FactsProps) {
  const written = facts.filter(([, value]) => value !== '');
  if (written.length === 0) return <p className={classes['quiet']}>{empty}</p>;
  return (
    <dl className={classes['facts']}>
      {written.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
