import { Button } from '@mantine/core';
import { duplicatePolicies } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../shared/form/bound-fields.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { lineText } from '@throughline/source-files/text/together';
import type { ImportReport, QualityExample, QualityFinding } from '@throughline/source-files/report/import-report';
import { labelKinds, MapPlaceLabels, type ImportDetail } from './operations.ts';
import { RecheckForm } from './recheck-form.tsx';
import { UnknownPeople } from './unknown-people.tsx';
import { useCheck } from './use-check.ts';
import classes from './imports.module.css';

interface QualityProps {
  file: ImportDetail;
  report: ImportReport;
  isOpen: boolean;
}

/** What is strange about the data, each with what to do about it, before anything is committed. */
export function QualityPart({ file, report, isOpen }: QualityProps) {
  const { t } = useTranslation('imports');
  const findings = report.quality ?? [];
  return (
    <Section title={t('quality.title')}>
      {findings.length === 0 ? (
        <p className={classes['quiet']}>{t('quality.none')}</p>
      ) : (
        <ul className={classes['findings']} aria-label={t('quality.title')}>
          {findings.map((finding) => (
            <Finding
              key={finding.code}
              finding={finding}
              file={file}
              isOpen={isOpen}
              count={finding.code === 'changed' ? report.overlap.changed : finding.count}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface FindingProps extends Omit<QualityProps, 'report'> {
  finding: QualityFinding;
  count: number;
}

const shownExamples = 4;

function Finding({ finding, count, file, isOpen }: FindingProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const { code, severity, examples } = finding;
  const before = examples[0]?.other ?? '';
  const first = examples.slice(0, shownExamples);
  const rest = examples.slice(shownExamples);
  return (
    <li className={classes['finding']} data-severity={severity}>
      <h3>
        {t(`quality.${code}.title`, { count, shown: number(count) })}{' '}
        <span className={classes['tag']}>{t(`quality.severity.${severity}`)}</span>
      </h3>
      <p>{t(`quality.${code}.what`, { file: before })}</p>
      <p className={classes['quiet']}>{t(`quality.${code}.do`)}</p>
      {code === 'duplicates' && isOpen ? <PolicyChoice file={file} /> : null}
      {code === 'people_unknown' && isOpen ? <UnknownPeople file={file} examples={examples} /> : null}
      <Examples examples={first} code={code} isOpen={isOpen} file={file} />
      {rest.length > 0 ? (
        <details>
          <summary className={classes['more']}>{t('quality.more', { count: rest.length })}</summary>
          <Examples examples={rest} code={code} isOpen={isOpen} file={file} />
        </details>
      ) : null}
    </li>
  );
}

interface ExamplesProps extends Omit<QualityProps, 'report'> {
  examples: readonly QualityExample[];
  code: QualityFinding['code'];
}

function Examples({ examples, code, ...rest }: ExamplesProps) {
  if (examples.length === 0) return null;
  return (
    <ul className={classes['examples']}>
      {examples.map((example, at) => (
        <li key={`${String(example.line)} ${example.place} ${example.what} ${String(at)}`}>
          <Example example={example} code={code} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function Example({ example, code, file, isOpen }: Omit<ExamplesProps, 'examples'> & { example: QualityExample }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const { line, place, population, period, was, now, what, other, placeId } = example;
  const textOfNumber = (value: number | null) => (value === null ? t('quality.no_number') : number(value));
  const where = [place, population, period?.slice(0, 7)].filter(Boolean).join(' · ');
  const values = {
    line: line === null ? '' : lineText(line, file.seen.shape.together),
    place: place ?? '',
    where,
    other: other ?? '',
    was: textOfNumber(was),
    now: textOfNumber(now),
    what: t(`part.${what ?? 'value'}`, { defaultValue: what ?? '' }),
  };
  return (
    <>
      {t(`quality.${code}.example`, values)}
      {isOpen && placeId !== null && place !== null && code === 'place_renamed' ? (
        <SamePlace file={file} label={place} placeId={placeId} name={other ?? ''} />
      ) : null}
    </>
  );
}

/** Chooses what becomes of lines that contradict each other, and reads the file again. */
function PolicyChoice({ file }: Pick<QualityProps, 'file'>) {
  const { t } = useTranslation('imports');
  return (
    <RecheckForm file={file} name="duplicates" label={t('duplicates.title')} className={classes['pair']}>
      {(form) => (
        <SelectField
          form={form}
          name="duplicates"
          label={t('duplicates.label')}
          none={t('duplicates.report')}
          options={duplicatePolicies
            .filter((policy) => policy !== 'report')
            .map((policy) => ({ value: policy, label: t(`duplicates.${policy}`) }))}
        />
      )}
    </RecheckForm>
  );
}

interface SamePlaceProps extends Pick<QualityProps, 'file'> {
  label: string;
  placeId: string;
  name: string;
}

/** Says that a new name is a place that we have, remembers it, and reads the file again. */
function SamePlace({ file, label, placeId, name }: SamePlaceProps) {
  const { t } = useTranslation('imports');
  const mapPlaces = useAct({ document: MapPlaceLabels, label: t('labels.save'), touches: labelKinds, row: {} });
  const check = useCheck(file);
  const save = async () => {
    const mapped = await mapPlaces.run({ labels: [{ label, placeId }] });
    if (mapped?.kind === 'saved') await check.run();
  };
  return (
    <>
      {' '}
      <Button
        variant="default"
        size="compact-md"
        loading={check.isChecking || mapPlaces.state === 'saving'}
        onClick={() => void save()}
      >
        {t('quality.same_place', { name })}
      </Button>
      <ProblemLine problem={mapPlaces.problem ?? check.problem} />
    </>
  );
}
