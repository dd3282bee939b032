import { encodings } from '@throughline/source-files/text/decoding';
import { decimalSigns } from '@throughline/source-files/text/decimal-sign';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { SeenFile } from '@throughline/source-files/report/import-report';
import { delimiters } from '@throughline/source-files/text/records';
import { useTranslation } from 'react-i18next';
import { NumberField, SelectField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { numberOf } from '../../shared/form/number-of.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { importKinds, SeeImport, type ImportDetail } from './operations.ts';
import classes from './imports.module.css';

type Corrected = ImportMapping['file'];

export const delimiterWords = {
  ',': 'comma',
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'pipe',
} as const satisfies Record<SeenFile['shape']['delimiter'], string>;

/** How a file is read now: as it was seen, with what was corrected before. */
const lookWords = ({ seen: { shape, corrected = {} } }: ImportDetail) => {
  const header = corrected.headerLine === undefined ? shape.headerLine : corrected.headerLine;
  return {
    corrected,
    sheet: corrected.sheet ?? shape.workbook?.sheet ?? '',
    encoding: corrected.encoding ?? shape.encoding,
    delimiter: corrected.delimiter ?? shape.delimiter,
    headerLine: header === null ? '' : String(header),
    decimalSign: corrected.decimalSign ?? shape.decimalSign ?? 'point',
    together: corrected.together === true ? 'together' : 'alone',
  };
};
type LookWords = ReturnType<typeof lookWords>;

/** What was corrected before, with what this person corrects now. */
function correctedBy(words: LookWords, base: LookWords): Corrected {
  const { sheet, encoding, delimiter, headerLine, decimalSign, together } = words;
  return {
    ...words.corrected,
    ...(sheet !== base.sheet && { sheet }),
    ...(encoding !== base.encoding && { encoding }),
    ...(delimiter !== base.delimiter && { delimiter }),
    ...(headerLine !== base.headerLine && { headerLine: numberOf(headerLine) ?? null }),
    ...(decimalSign !== base.decimalSign && { decimalSign }),
    ...(together !== base.together && { together: together === 'together' }),
  };
}

/** What a person knows better about how the file is written: its sheet, header, encoding, delimiter, decimal sign. */
export function LookForm({ file }: { file: ImportDetail }) {
  const { t } = useTranslation('imports');
  const { list } = useFormat();
  const { workbook, alike = [] } = file.seen.shape;
  const form = useForm({
    key: `import-look:${file.id}`,
    document: SeeImport,
    label: t('look.do'),
    touches: importKinds,
    row: file,
    read: lookWords,
    input: (words, base) => ({ file: correctedBy(words, base) }),
  });
  return (
    <details className={classes['folded']} {...(alike.length > 1 && { open: true })}>
      <summary>
        <strong>{t('look.title')}</strong> <span className={classes['quiet']}>{t('look.when')}</span>
      </summary>
      <Form form={form} label={t('look.title')} className={classes['group']}>
        {alike.length > 1 ? (
          <SelectField
            form={form}
            name="together"
            label={t(workbook ? 'look.sheets' : 'look.tables')}
            hint={t('look.alike', { list: list(alike) })}
            options={(['alone', 'together'] as const).map((choice) => ({ value: choice, label: t(`look.${choice}`) }))}
          />
        ) : null}
        <div className={classes['fields']}>
          {workbook ? (
            <SelectField
              form={form}
              name="sheet"
              label={t('look.sheet')}
              options={workbook.sheets.map(({ name, hidden }) => ({
                value: name,
                label: hidden ? t('look.hidden', { name }) : name,
              }))}
            />
          ) : (
            <>
              <SelectField
                form={form}
                name="encoding"
                label={t('seen.encoding')}
                hint={t('look.encoding_hint')}
                options={encodings.map((encoding) => ({ value: encoding, label: t(`encoding.${encoding}`) }))}
              />
              <SelectField
                form={form}
                name="delimiter"
                label={t('seen.delimiter')}
                options={delimiters.map((delimiter) => ({
                  value: delimiter,
                  label: t(`delimiter.${delimiterWords[delimiter]}`),
                }))}
              />
            </>
          )}
          <NumberField form={form} name="headerLine" label={t('look.header')} hint={t('look.header_hint')} />
          <SelectField
            form={form}
            name="decimalSign"
            label={t('look.decimal')}
            options={decimalSigns.map((sign) => ({ value: sign, label: t(`look.${sign}`) }))}
          />
        </div>
        {file.mapping ? <p className={classes['quiet']}>{t('look.asks_anew')}</p> : null}
        <FormButtons form={form} save={t('look.do')} variant="default" />
      </Form>
    </details>
  );
}
