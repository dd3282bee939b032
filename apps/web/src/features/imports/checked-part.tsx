import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat, usePartnership } from '../../shared/session/partnership.tsx';
import { lineText } from '@throughline/source-files/text/together';
import type { ImportReport } from '@throughline/source-files/report/import-report';
import { CostPart } from './cost-part.tsx';
import { LabelsPart } from './labels-part.tsx';
import { importKinds, ImportProblems, type ImportDetail } from './operations.ts';
import { PreviewPart } from './preview-part.tsx';
import { RowChangesPart } from './sources/row-changes-part.tsx';
import { useProblemText } from './problem-text.ts';
import { QualityPart } from './quality-part.tsx';
import classes from './imports.module.css';

interface CheckedProps {
  file: ImportDetail;
  report: ImportReport;
}

/** What a check found: labels to map, problems by row, the series that would come in. */
export function CheckedPart({ file, report }: CheckedProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const isOpen = file.state === 'checked';
  const { summary, overlap } = report;
  const left = summary.skippedRows + summary.otherRows + report.leftOutRows;
  return (
    <>
      {isOpen && file.sourceId !== null ? <RowChangesPart file={file} report={report} /> : null}
      {isOpen ? <LabelsPart file={file} /> : null}
      <Section title={t('found.title')}>
        <dl className={classes['facts']}>
          <Fact name={t('found.rows')} value={number(file.rowsRead)} />
          <Fact name={t('found.observations')} value={number(file.rowsAccepted)} />
          <Fact name={t('found.new')} value={number(overlap.added)} />
          <Fact name={t('found.changed')} value={number(overlap.changed)} />
          <Fact name={t('found.same')} value={number(overlap.same)} />
          {overlap.gone ? <Fact name={t('found.gone')} value={number(overlap.gone)} /> : null}
          <Fact name={t('found.left')} value={number(left)} />
          {report.placesToAdd > 0 ? <Fact name={t('found.places')} value={number(report.placesToAdd)} /> : null}
          {report.populationsToAdd > 0 ? (
            <Fact name={t('found.populations')} value={number(report.populationsToAdd)} />
          ) : null}
        </dl>
      </Section>
      <QualityPart file={file} report={report} isOpen={isOpen} />
      <Problems file={file} report={report} />
      {isOpen && overlap.changed > 0 ? <CostPart id={file.id} /> : null}
      {isOpen && file.rowsAccepted > 0 ? <PreviewPart id={file.id} /> : null}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tl-figures">{value}</dd>
    </div>
  );
}

function Problems({ file, report }: Pick<CheckedProps, 'file' | 'report'>) {
  const { t } = useTranslation('imports');
  const textOf = useCodeText('imports');
  const say = useProblemText(file.seen.shape.together);
  const { number } = useFormat();
  const { partnershipId } = usePartnership();
  if (report.problems.length === 0) {
    return (
      <Section title={t('problems.title')}>
        <p className={classes['quiet']}>{t('problems.none')}</p>
      </Section>
    );
  }
  return (
    <Section
      title={t('problems.title')}
      aside={
        <a href={`/imports/${file.id}/problems.csv?partnership=${partnershipId}`} download>
          {t('problems.download')}
        </a>
      }
    >
      <p className={classes['quiet']}>{t(file.errors > 0 ? 'problems.errors' : 'problems.warnings')}</p>
      <ul className={classes['counts']}>
        {report.problems.map(({ code, severity, count }) => (
          <li key={`${code}${severity}`}>
            {textOf(`problem.${code}`, code)}: {number(count)} ({textOf(`severity.${severity}`, severity)})
          </li>
        ))}
      </ul>
      <DataList
        key={file.version}
        query={ImportProblems}
        variables={{ id: file.id }}
        kinds={importKinds}
        label={t('problems.title')}
        page={(data) => data.importProblems}
        empty={null}
        row={({ id, line, column, severity, ...problem }) => (
          <li key={id} className={classes['problem']}>
            <strong>
              {t('problems.line', { line: lineText(line, file.seen.shape.together) })}
              {column ? `, ${column}` : ''}
            </strong>{' '}
            <span className={classes['quiet']}>({textOf(`severity.${severity}`, severity)})</span>
            <br />
            {say(problem)}{' '}
            {problem.cell && !say(problem).includes(problem.cell) ? (
              <span className={classes['quiet']}>“{problem.cell}”</span>
            ) : null}
          </li>
        )}
      />
    </Section>
  );
}
