import { Button } from '@mantine/core';
import { duplicatePolicies, type DuplicatePolicy, type RowFilter } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { withField, withItem } from './change.ts';
import { Filters } from './filter-field.tsx';
import type { MappingFormProps } from './mapping-fields.tsx';
import classes from './imports.module.css';

export const isPolicy = (value: string): value is DuplicatePolicy =>
  (duplicatePolicies as readonly string[]).includes(value);

/** Rows that are left out on purpose: each rule is a list of conditions that all hold. */
export function SkipFields({ mapping, onChange, seen }: MappingFormProps) {
  const { t } = useTranslation('imports');
  const { skip } = mapping;
  const set = (at: number, filters: RowFilter[]) =>
    onChange({
      ...mapping,
      skip: at === skip.length ? [...skip, filters] : withItem(skip, at, filters.length > 0 ? filters : null),
    });
  return (
    <>
      {skip.map((filters, at) => (
        // Rules have no name; they are edited in place and only the last one is new.
        <div key={filters[0]?.column ?? at} className={classes['rule']}>
          <Filters label={t('skip.rule')} filters={filters} seen={seen} onFilters={(next) => set(at, next)} />
          <div className={classes['buttons']}>
            <Button variant="subtle" onClick={() => set(at, [])}>
              {t('skip.remove')}
            </Button>
          </div>
        </div>
      ))}
      <Filters
        key={skip.length}
        label={t('skip.rule')}
        hint={t('skip.hint')}
        filters={[]}
        seen={seen}
        onFilters={(next) => set(skip.length, next)}
      />
      <ChoiceField
        label={t('skip.others')}
        value={mapping.otherRows}
        onChange={(value) => onChange({ ...mapping, otherRows: value === 'report' ? 'report' : 'ignore' })}
        options={(['ignore', 'report'] as const).map((value) => ({ value, label: t(`skip.${value}`) }))}
      />
    </>
  );
}

/** What becomes of two lines that tell one observation with different numbers. */
export function DuplicateFields({ mapping, onChange, errors }: MappingFormProps) {
  const { t } = useTranslation('imports');
  return (
    <ChoiceField
      label={t('duplicates.label')}
      hint={t('duplicates.hint')}
      error={errors['mapping.duplicates']}
      value={mapping.duplicates ?? 'report'}
      onChange={(value) => onChange(withField(mapping, 'duplicates', isPolicy(value) ? value : undefined))}
      options={duplicatePolicies.map((value) => ({ value, label: t(`duplicates.${value}`) }))}
    />
  );
}

/** Numbers that the publisher may still change: none, the whole file, or some rows. */
export function ProvisionalFields({ mapping, onChange, seen }: MappingFormProps) {
  const { t } = useTranslation('imports');
  const { provisional } = mapping;
  const rows = Array.isArray(provisional) ? provisional : [];
  const value = provisional === 'all' ? 'all' : provisional === undefined ? 'none' : 'rows';
  const set = (next: string) =>
    onChange(withField(mapping, 'provisional', next === 'all' ? 'all' : next === 'rows' ? [] : undefined));
  return (
    <>
      <ChoiceField
        label={t('provisional.label')}
        hint={t('provisional.hint')}
        value={value}
        onChange={set}
        options={(['none', 'all', 'rows'] as const).map((each) => ({ value: each, label: t(`provisional.${each}`) }))}
      />
      {value === 'rows' ? (
        <Filters
          label={t('provisional.where')}
          filters={rows[0] ?? []}
          seen={seen}
          onFilters={(filters) =>
            onChange(withField(mapping, 'provisional', filters.length > 0 ? [filters, ...rows.slice(1)] : []))
          }
        />
      ) : null}
    </>
  );
}
