import { useSearchParams } from 'wouter';
import { chartKinds } from '@throughline/measurement';
import type { OfferedChart, Reading } from '../../shared/series/analysis.ts';

const isChart = (word: string | null): word is OfferedChart =>
  word === 'xmr' || chartKinds.some((kind) => kind === word);

/** How the reader wants the series read, kept in the address so that a link shows the same. */
export function useReading(): [Reading, (reading: Reading) => void] {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('chart');
  const reading: Reading = {
    chart: isChart(wanted) ? wanted : null,
    rules: search.get('rules') === 'perla' ? 'perla' : 'anhoej',
  };
  const set = ({ chart, rules }: Reading): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (chart === null) next.delete('chart');
        else next.set('chart', chart);
        if (rules === 'anhoej') next.delete('rules');
        else next.set('rules', rules);
        return next;
      },
      { replace: true },
    );
  return [reading, set];
}
