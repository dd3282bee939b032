import { useState } from 'react';
import { type RowChange, rowChanges } from '@throughline/domain/vocabulary';
import type { ImportReport } from '@throughline/source-files/report/import-report';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../../shared/form/fields.tsx';
import { Section } from '../../../shared/frame/page.tsx';
import { DataList } from '../../../shared/lists/data-list.tsx';
import { useFormat } from '../../../shared/session/partnership.tsx';
import { importKinds, type ImportDetail } from '../operations.ts';
import { type ChangedRow, RowChanges, type RowNumbers } from './operations.ts';
import classes from './sources.module.css';
import { withUnit } from '../../../shared/session/format.ts';

/** What the new file of a source says beside what is there, row by row. */
export function RowChangesPart({ file, report }: { file: ImportDetail; report: ImportReport }) {
  const { t } = useTranslation(['imports', 'words']);
  const { number } = useFormat();
  const { added, changed, same, gone = 0, outside = 0 } = report.overlap;
  const counts: Record<RowChange, number> = { added, revised: changed, gone, same };
  const [chosen, setChosen] = useState<RowChange>();
  const change = chosen ?? rowChanges.find((each) => counts[each] > 0) ?? 'same';
  return (
    <Section title={t('renewal.title')}>
      <p className={classes['quiet']}>{t('renewal.lead')}</p>
      <ChoiceField
        label={t('renewal.show')}
        value={change}
        onChange={(value) => setChosen(rowChanges.find((each) => each === value))}
        options={rowChanges.map((value) => ({
          value,
          label: `${t(`words:row_change.${value}`)}: ${number(counts[value])}`,
        }))}
      />
      {outside > 0 ? (
        <p className={classes['quiet']}>{t('renewal.outside', { count: outside, shown: number(outside) })}</p>
      ) : null}
      <DataList
        key={`${file.version} ${change}`}
        query={RowChanges}
        variables={{ id: file.id, change }}
        kinds={importKinds}
        label={t('renewal.title')}
        page={(data) => data.importRowChanges}
        empty={<p className={classes['quiet']}>{t('renewal.none')}</p>}
        row={(row) => (
          <Row key={`${row.line} ${row.indicator} ${row.place} ${row.population} ${row.period}`} row={row} />
        )}
      />
    </Section>
  );
}

function Row({ row }: { row: ChangedRow }) {
  const { t } = useTranslation('imports');
  const { before, after } = row;
  return (
    <li className={classes['row']}>
      <span>
        {[row.place, row.population || t('preview.everybody'), row.period].join(' · ')}
        <br />
        <span className={classes['quiet']}>
          {row.indicator}
          {row.line === null ? '' : ` · ${t('problems.line', { line: row.line })}`}
        </span>
      </span>
      <span className="tl-figures">
        {before && after ? (
          <>
            <s className={classes['quiet']}>
              <Numbers numbers={before} unit={row.unit} />
            </s>{' '}
            → <Numbers numbers={after} unit={row.unit} />
          </>
        ) : (
          <Numbers numbers={(before ?? after) as RowNumbers} unit={row.unit} />
        )}
      </span>
    </li>
  );
}

/** What an observation says: its value with the counts behind it, a range, or why there is no number. */
function Numbers({ numbers, unit }: { numbers: RowNumbers; unit: string }) {
  const { t } = useTranslation('words');
  const { number } = useFormat();
  const { status, value, numerator, denominator, lower, upper } = numbers;
  const textOf = (one: number | null): string => (one === null ? '–' : number(one));
  const counts = numerator === null && denominator === null ? '' : ` (${textOf(numerator)} / ${textOf(denominator)})`;
  if (value !== null) return `${withUnit(number(value), unit)}${counts}`;
  if (lower !== null || upper !== null) return `${withUnit(`${textOf(lower)} – ${textOf(upper)}`, unit)}${counts}`;
  return `${t(`observation_status.${status}`)}${counts}`;
}
