import { useTranslation } from 'react-i18next';
import { isNumber } from '@throughline/measurement';
import type { DisparityView, GroupRow } from './disparity-model.ts';
import type { DisparityWords } from './disparity-words.ts';
import classes from './disparity.module.css';

// A table wider than its room is scrolled by keyboard, too, so the room itself takes the focus.
const scrollStop = { role: 'region', tabIndex: 0 };

interface GroupTableProps {
  view: DisparityView;
  words: DisparityWords;
  caption: string;
}

/** Every group against the reference: absolute and relative side by side. */
export function GroupTable({ view, words, caption }: GroupTableProps) {
  const { t } = useTranslation('disparity');
  const hasRatio = view.rows.some(({ adverseRatio }) => adverseRatio !== null);
  const hasChange = view.rows.some(({ change }) => change !== null);
  const columns = [
    t('table.rate'),
    t('table.difference'),
    ...(hasRatio ? [t('table.ratio')] : []),
    ...(view.since ? [t('table.gap', { since: view.since.label })] : []),
    ...(hasChange ? [t('table.change')] : []),
  ];
  return (
    <div className={classes['scroll']} {...scrollStop} aria-label={caption}>
      <table className={classes['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.group')}</th>
            {columns.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.group} data-reference={row.isReference}>
              <th scope="row">
                {row.name}
                {row.isReference ? <small>{t('table.is_reference')}</small> : null}
                {row.isKey && !row.isReference ? <small>{t('table.key')}</small> : null}
              </th>
              <td>{words.rate(row.known)}</td>
              <td>{row.isReference ? '' : words.difference(row.difference)}</td>
              {hasRatio ? <td>{row.isReference || !row.adverseRatio ? '' : words.ratio(row.adverseRatio)}</td> : null}
              {view.since ? <GapCell row={row} view={view} words={words} /> : null}
              {hasChange ? <td>{row.change ? words.percent(row.change) : ''}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The share of the gap that closed; a dash where none can be told, and in words what a number would hide. */
function GapCell({ row, view, words }: { row: GroupRow; view: DisparityView; words: DisparityWords }) {
  const { t } = useTranslation('disparity');
  if (row.isReference) return <td>–</td>;
  const { gap } = row;
  const ahead = gap !== null && gap.gapAtStart.upper !== null && gap.gapAtStart.upper < 0;
  if (gap === null || gap.percent === null || ahead) return <td>–</td>;
  const closed = gap.percent.lower !== null && gap.percent.lower > 0;
  return (
    <td>
      {words.percent(gap.percent)}
      {gap.overshoot === 'yes' ? <small>{t('table.overshoot')}</small> : null}
      {closed && isNumber(gap.percent) && gap.referenceFell === 'yes' ? (
        <small>{t('table.fell', { reference: view.reference.name })}</small>
      ) : null}
    </td>
  );
}
