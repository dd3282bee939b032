import { Button } from '@mantine/core';
import type { RowFilter } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { withItem } from './change.ts';
import type { SeenFile } from '@throughline/source-files/report/import-report';
import classes from './imports.module.css';

/** A column with more values than this divides the rows into no kinds that a person could choose from. */
export const mostKinds = 60;

interface FilterFieldProps {
  filter: RowFilter;
  seen: SeenFile;
  onFilter(filter: RowFilter | null): void;
}

/** "Only rows where Grade is 03": values of the column, or the condition away. */
export function FilterField({ filter, seen, onFilter }: FilterFieldProps) {
  const { t } = useTranslation('imports');
  const known = seen.profiles.find(({ column }) => column === filter.column)?.frequent.map(({ text }) => text) ?? [];
  const values = [...new Set([...filter.values, ...known])].filter(Boolean);
  const free = values.filter((value) => !filter.values.includes(value));
  const set = (chosen: string[]) => onFilter(chosen.length === 0 ? null : { ...filter, values: chosen });
  const options = (list: readonly string[]) => list.map((text) => ({ value: text, label: text }));
  return (
    <div className={classes['group']}>
      {filter.values.map((value, at) => (
        <ChoiceField
          key={value}
          label={
            at > 0 ? t('map.or') : t(filter.is === 'one_of' ? 'map.where' : 'map.where_not', { column: filter.column })
          }
          value={value}
          onChange={(next) => set(withItem(filter.values, at, next === '' ? null : next))}
          options={[{ value: '', label: t('map.any_value') }, ...options([value, ...free])]}
        />
      ))}
      {free.length > 0 && filter.values.length < 6 ? (
        <div className={classes['buttons']}>
          <Button variant="subtle" onClick={() => set([...filter.values, free[0] ?? ''])}>
            {t('map.one_more_value')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface FiltersProps {
  /** Whose rows: begins the label of the choice of another column. */
  label: string;
  hint?: string;
  filters: readonly RowFilter[];
  seen: SeenFile;
  onFilters(filters: RowFilter[]): void;
}

/** Conditions that must all hold, and a choice of one more column. */
export function Filters({ label, hint = '', filters, seen, onFilters }: FiltersProps) {
  const { t } = useTranslation('imports');
  const columns = seen.profiles.filter(
    ({ column, distinct, frequent }) =>
      distinct > 0 &&
      distinct <= mostKinds &&
      frequent.length > 0 &&
      !filters.some((filter) => filter.column === column),
  );
  return (
    <>
      {filters.map((filter, at) => (
        <FilterField
          key={filter.column}
          filter={filter}
          seen={seen}
          onFilter={(next) => onFilters(withItem(filters, at, next))}
        />
      ))}
      <ChoiceField
        label={filters.length > 0 ? t('map.and') : label}
        hint={filters.length > 0 ? '' : hint}
        value=""
        onChange={(column) => {
          const first = columns.find((profile) => profile.column === column)?.frequent[0]?.text;
          if (first !== undefined) onFilters([...filters, { column, is: 'one_of', values: [first] }]);
        }}
        options={[
          { value: '', label: t(filters.length > 0 ? 'map.nothing_more' : 'map.choose_column') },
          ...columns.map(({ column }) => ({ value: column, label: column })),
        ]}
      />
    </>
  );
}
