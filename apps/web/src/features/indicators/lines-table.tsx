import { useTranslation } from 'react-i18next';
import type { ExportTable } from '@throughline/charts/chart-export';
import { numberLocale } from '../../shared/session/format.ts';
import classes from './indicators.module.css';

// A table wider than its room is scrolled by keyboard, too, so the room itself takes the focus.
const scrollStop = { role: 'region', tabIndex: 0 };

/** Most digits after the point. */
const most = 2;

const decimalsOf = (value: string | number | null): number =>
  typeof value === 'number' ? (String(Number(value.toFixed(most))).split('.')[1]?.length ?? 0) : 0;

/** Everything that a chart draws, as a table: what its CSV holds, in the reader's numbers. */
export function LinesTable({ table, caption }: { table: ExportTable; caption: string }) {
  const { t, i18n } = useTranslation('indicators');
  const isNumeric = (column: number): boolean => table.rows.some((row) => typeof row[column] === 'number');
  // As many digits in a column as the longest of its numbers needs, so that they line up.
  const formatOf = (column: number): Intl.NumberFormat => {
    const needed = table.rows.map((row) => decimalsOf(row[column] ?? null));
    const minimumFractionDigits = needed.reduce((widest, one) => Math.max(widest, one), 0);
    return new Intl.NumberFormat(numberLocale(i18n.language), { maximumFractionDigits: most, minimumFractionDigits });
  };
  // The period says it; its first day is for programs.
  const columns = table.heads
    .map((head, at) => ({ head, at, numeric: isNumeric(at), format: formatOf(at) }))
    .filter(({ at }) => at !== 1);
  const used = columns.filter(({ at }) => at === 0 || table.rows.some((row) => row[at] !== null && row[at] !== ''));
  return (
    <details className={classes['decisions']}>
      <summary>{t('chart.table')}</summary>
      <div {...scrollStop} className={classes['scroll']} aria-label={caption}>
        <table className={classes['table']}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {used.map(({ head, at, numeric }) => (
                <th key={at} scope="col" style={{ textAlign: numeric ? 'end' : 'start' }}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={String(row[1])}>
                {used.map(({ at, numeric, format }) => {
                  const value = row[at] ?? null;
                  const shown = typeof value === 'number' ? format.format(value) : (value ?? '');
                  return at === 0 ? (
                    <th key={at} scope="row">
                      {shown}
                    </th>
                  ) : (
                    <td key={at} style={{ textAlign: numeric ? 'end' : 'start' }}>
                      {shown}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
