import { lineText } from '@throughline/source-files/text/together';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';
import { FoldingPart } from './folding-part.tsx';
import { delimiterWords, LookForm } from './look-form.tsx';
import type { ImportDetail } from './operations.ts';
import classes from './imports.module.css';

interface SeenProps {
  file: ImportDetail;
  collapsed: boolean;
  /** Whether it may still be looked at in another way. */
  isOpen: boolean;
}

/** What is in the file: how it is written, its header, its columns with first rows and marks. */
export function SeenPart({ file, collapsed, isOpen }: SeenProps) {
  const seen = file.seen;
  const { t } = useTranslation('imports');
  const { number, list } = useFormat();
  const { shape, profiles, sample } = seen;
  const marks = [...new Set(profiles.flatMap((profile) => profile.marks.map(({ text }) => text)))];
  const rows = profiles[0]?.cells ?? 0;
  return (
    <FoldingPart title={t('seen.title')} due={!collapsed}>
      <dl className={classes['facts']}>
        <Fact name={t('seen.rows')} value={number(rows)} />
        <Fact name={t('seen.columns')} value={number(shape.columns.length)} />
        {shape.workbook ? (
          <Fact name={t('look.sheet')} value={shape.workbook.sheet} />
        ) : (
          <>
            <Fact name={t('seen.encoding')} value={t(`encoding.${shape.encoding}`)} />
            <Fact name={t('seen.delimiter')} value={t(`delimiter.${delimiterWords[shape.delimiter]}`)} />
          </>
        )}
        <Fact
          name={t('seen.header')}
          value={shape.headerLine === null ? t('seen.no_header') : t('seen.line', { line: shape.headerLine })}
        />
        <Fact name={t('seen.marks')} value={marks.length > 0 ? list(marks.slice(0, 12)) : t('seen.no_marks')} />
        {shape.titleLines.length > 0 ? (
          <Fact wide name={t('seen.titles')} value={shape.titleLines.map(({ text }) => text).join(' · ')} />
        ) : null}
      </dl>
      <section className={classes['scroll']} aria-label={t('seen.table')} {...scrollStop}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('seen.line_column')}</th>
              {shape.columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.slice(0, 6).map(({ line, cells }) => (
              <tr key={line}>
                <td data-number="true">{lineText(line, shape.together)}</td>
                {shape.columns.map(({ index, name }) => (
                  <td key={name}>{cells[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {isOpen ? <LookForm file={file} /> : null}
    </FoldingPart>
  );
}

/** A wide table is scrolled with the keyboard too. */
const scrollStop = { tabIndex: 0 };

function Fact({ name, value, wide = false }: { name: string; value: string; wide?: boolean }) {
  return (
    <div className={wide ? classes['wide'] : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
