import { useState } from 'react';
import { Button } from '@mantine/core';
import { encodings, type Encoding } from '@throughline/source-files/text/decoding';
import { decimalSigns, type DecimalSign } from '@throughline/source-files/mapping/marks';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { delimiters, type Delimiter } from '@throughline/source-files/text/records';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { useWrite } from '../../shared/use-write.ts';
import { withField } from './change.ts';
import type { SeenFile } from '@throughline/source-files/report/import-report';
import { importKinds, SeeImport, type ImportDetail } from './operations.ts';
import classes from './imports.module.css';

type Corrected = ImportMapping['file'];

const isEncoding = (value: string): value is Encoding => (encodings as readonly string[]).includes(value);
const isDelimiter = (value: string): value is Delimiter => (delimiters as readonly string[]).includes(value);
const isSign = (value: string): value is DecimalSign => (decimalSigns as readonly string[]).includes(value);

export const delimiterWords: Record<SeenFile['shape']['delimiter'], string> = {
  ',': 'comma',
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'pipe',
};

/** What a person knows better about how the file is written: its sheet, header, encoding, delimiter, decimal sign. */
export function LookForm({ file, seen, refresh }: { file: ImportDetail; seen: SeenFile; refresh(): void }) {
  const { t } = useTranslation('imports');
  const { shape } = seen;
  const [corrected, setCorrected] = useState<Corrected>(seen.corrected ?? {});
  const see = useWrite(SeeImport, { label: t('look.do'), touches: importKinds });
  const header = corrected.headerLine === undefined ? shape.headerLine : corrected.headerLine;
  const save = async () => {
    const saved = await see.run({ id: file.id, version: file.version, file: corrected });
    if (saved.kind === 'saved') refresh();
  };
  const shapeErrors = see.fieldErrors['file'];
  return (
    <details className={classes['folded']}>
      <summary>
        <strong>{t('look.title')}</strong> <span className={classes['quiet']}>{t('look.when')}</span>
      </summary>
      <div className={classes['group']}>
        <div className={classes['fields']}>
          {shape.workbook ? (
            <ChoiceField
              label={t('look.sheet')}
              value={corrected.sheet ?? shape.workbook.sheet}
              onChange={(sheet) => setCorrected({ ...corrected, sheet })}
              options={shape.workbook.sheets.map(({ name, hidden }) => ({
                value: name,
                label: hidden ? t('look.hidden', { name }) : name,
              }))}
            />
          ) : (
            <>
              <ChoiceField
                label={t('seen.encoding')}
                hint={t('look.encoding_hint')}
                value={corrected.encoding ?? shape.encoding}
                onChange={(value) =>
                  setCorrected(withField(corrected, 'encoding', isEncoding(value) ? value : undefined))
                }
                options={encodings.map((encoding) => ({ value: encoding, label: t(`encoding.${encoding}`) }))}
              />
              <ChoiceField
                label={t('seen.delimiter')}
                value={corrected.delimiter ?? shape.delimiter}
                onChange={(value) =>
                  setCorrected(withField(corrected, 'delimiter', isDelimiter(value) ? value : undefined))
                }
                options={delimiters.map((delimiter) => ({
                  value: delimiter,
                  label: t(`delimiter.${delimiterWords[delimiter]}`),
                }))}
              />
            </>
          )}
          <TextLine
            label={t('look.header')}
            hint={t('look.header_hint')}
            type="number"
            value={header === null ? '' : String(header)}
            onChange={(value) => setCorrected({ ...corrected, headerLine: value === '' ? null : Number(value) })}
          />
          <ChoiceField
            label={t('look.decimal')}
            value={corrected.decimalSign ?? 'point'}
            onChange={(value) => setCorrected(withField(corrected, 'decimalSign', isSign(value) ? value : undefined))}
            options={decimalSigns.map((sign) => ({ value: sign, label: t(`look.${sign}`) }))}
          />
        </div>
        {file.mapping ? <p className={classes['quiet']}>{t('look.asks_anew')}</p> : null}
        <div className={classes['buttons']}>
          <Button variant="default" size="md" loading={see.state === 'saving'} onClick={() => void save()}>
            {t('look.do')}
          </Button>
        </div>
        {shapeErrors ? (
          <p className={classes['concern']} role="alert">
            {shapeErrors}
          </p>
        ) : (
          <ProblemLine problem={see.problem} />
        )}
      </div>
    </details>
  );
}
