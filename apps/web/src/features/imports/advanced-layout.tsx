import { Button } from '@mantine/core';
import { sectionRows, type SectionRows, type SectionSource } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { withField, withItem } from './change.ts';
import type { MappingFormProps } from './mapping-fields.tsx';
import classes from './imports.module.css';

const isRows = (value: string): value is SectionRows => (sectionRows as readonly string[]).includes(value);

/** Merged cells whose label counts downwards, and rows that head the rows below them. */
export function LayoutFields({ mapping, onChange, seen, errors }: MappingFormProps) {
  const { t } = useTranslation('imports');
  const columns = seen.shape.columns.map(({ name }) => name);
  const gaps = seen.profiles.filter(({ column, blank }) => mapping.fillDown?.includes(column) === true || blank > 0);
  const fillDown = mapping.fillDown ?? [];
  const sections = mapping.sections ?? [];
  const setSections = (next: SectionSource[]) =>
    onChange(withField(mapping, 'sections', next.length > 0 ? next : undefined));
  return (
    <>
      {gaps.length > 0 ? (
        <fieldset className={classes['group']}>
          <legend>{t('layout.fill_down')}</legend>
          <p className={classes['quiet']}>{t('layout.fill_down_hint')}</p>
          <div className={classes['fields']}>
            {gaps.slice(0, 24).map(({ column }) => (
              <label key={column} className={classes['check']}>
                <input
                  type="checkbox"
                  checked={fillDown.includes(column)}
                  onChange={(event) => {
                    const rest = fillDown.filter((each) => each !== column);
                    const next = event.currentTarget.checked ? [...rest, column] : rest;
                    onChange(withField(mapping, 'fillDown', next.length > 0 ? next : undefined));
                  }}
                />
                {column}
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      {sections.map((section, at) => (
        <fieldset key={`section ${String(at)}`} className={classes['rule']}>
          <legend>{t('layout.section', { number: at + 1 })}</legend>
          <div className={classes['fields']}>
            <ChoiceField
              label={t('layout.section_column')}
              error={errors[`mapping.sections.${at}.column`]}
              value={section.column}
              onChange={(column) => setSections(withItem(sections, at, { ...section, column }))}
              options={columns.map((name) => ({ value: name, label: name }))}
            />
            <ChoiceField
              label={t('layout.section_rows')}
              error={errors[`mapping.sections.${at}.rows`]}
              value={section.rows}
              onChange={(rows) =>
                isRows(rows) ? setSections(withItem(sections, at, { ...section, rows })) : undefined
              }
              options={sectionRows.map((rows) => ({ value: rows, label: t(`layout.${rows}`) }))}
            />
            <TextLine
              label={t('layout.section_as')}
              hint={t('layout.section_as_hint')}
              error={errors[`mapping.sections.${at}.as`]}
              value={section.as}
              onChange={(as) => setSections(withItem(sections, at, { ...section, as }))}
            />
            <TextLine
              label={t('layout.section_labels')}
              hint={t('layout.section_labels_hint')}
              error={errors[`mapping.sections.${at}.labels`]}
              value={section.labels?.join('; ') ?? ''}
              onChange={(text) => {
                const labels = text === '' ? undefined : text.split(/;\s*/);
                setSections(withItem(sections, at, withField(section, 'labels', labels)));
              }}
            />
          </div>
          <div className={classes['buttons']}>
            <Button variant="subtle" onClick={() => setSections(withItem(sections, at, null))}>
              {t('layout.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div className={classes['buttons']}>
        <Button
          variant="default"
          onClick={() =>
            setSections([
              ...sections,
              { as: t('layout.new_name', { number: sections.length + 1 }), column: columns[0] ?? '', rows: 'alone' },
            ])
          }
        >
          {t('layout.add')}
        </Button>
      </div>
    </>
  );
}
