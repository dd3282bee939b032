import { Button } from '@mantine/core';
import type { ImportMapping, IndicatorSource, PeriodSource, RowFilter } from '@throughline/domain/imports/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { numbersOf, withNumber, type SeenFile } from './import-json.ts';
import type { ColumnGuess } from './operations.ts';
import classes from './imports.module.css';

export interface MappingFormProps {
  mapping: ImportMapping;
  onChange(mapping: ImportMapping): void;
  seen: SeenFile;
  errors: Record<string, string>;
}

interface MappingFieldsProps extends MappingFormProps {
  guesses: readonly ColumnGuess[];
  indicators: readonly { id: string; name: string }[];
}

/** A column with more values than this divides the rows into no kinds that a person could choose from. */
const mostKinds = 60;
const shares: readonly string[] = ['percent', 'fraction'];

/** Why a column was proposed, in the language that the reasons are written in; elsewhere only how sure that is. */
function useReason(guesses: readonly ColumnGuess[]): (column: string | undefined, roles: readonly string[]) => string {
  const { t, i18n } = useTranslation('imports');
  return (column, roles) => {
    const guess = guesses.find((each) => each.column === column && roles.includes(each.role));
    if (!guess) return '';
    if (i18n.language.startsWith('en')) return t('map.because', { reason: guess.reason });
    return t(guess.confidence >= 0.8 ? 'map.sure' : 'map.unsure');
  };
}

/** Period, place, population and, for each indicator, its numbers. */
export function MappingFields(props: MappingFieldsProps) {
  const { mapping, onChange, seen, guesses, errors } = props;
  const { t } = useTranslation('imports');
  const reason = useReason(guesses);
  const columns = seen.shape.columns.map(({ name }) => ({ value: name, label: name }));
  const none = { value: '', label: t('map.no_column') };
  const { period, place, population } = mapping;
  const setPlace = (column: 'labelColumn' | 'codeColumn', name: string) => {
    const { [column]: _before, ...rest } = place;
    onChange({ ...mapping, place: name ? { ...rest, [column]: name } : rest });
  };
  const populationOptions = seen.profiles.filter(
    ({ distinct, column, looks }) =>
      population.columns.includes(column) || (distinct <= mostKinds && (looks === 'population' || looks === 'text')),
  );
  return (
    <>
      <div className={classes['fields']}>
        <ChoiceField
          label={t('map.period')}
          hint={period.from === 'column' ? reason(period.column, ['period']) : ''}
          error={errors['mapping.period.from'] ?? errors['mapping.period.column']}
          value={period.from === 'column' ? `column:${period.column}` : period.from}
          onChange={(value) => onChange({ ...mapping, period: periodOf(value) })}
          options={[
            { value: 'title', label: t('map.from_title') },
            { value: 'file_name', label: t('map.from_file_name') },
            { value: 'constant', label: t('map.from_constant') },
            ...columns.map(({ value, label }) => ({ value: `column:${value}`, label })),
          ]}
        />
        {period.from === 'constant' ? (
          <TextLine
            label={t('map.period_is')}
            hint="2018-19"
            error={errors['mapping.period.label']}
            value={period.label}
            onChange={(label) => onChange({ ...mapping, period: { ...period, label } })}
          />
        ) : null}
        <ChoiceField
          label={t('map.place')}
          hint={reason(place.labelColumn, ['place_label'])}
          error={errors['mapping.place'] ?? errors['mapping.place.labelColumn']}
          value={place.labelColumn ?? ''}
          onChange={(name) => setPlace('labelColumn', name)}
          options={[none, ...columns]}
        />
        <ChoiceField
          label={t('map.place_code')}
          hint={reason(place.codeColumn, ['place_code'])}
          error={errors['mapping.place.codeColumn']}
          value={place.codeColumn ?? ''}
          onChange={(name) => setPlace('codeColumn', name)}
          options={[none, ...columns]}
        />
      </div>
      {populationOptions.length > 0 ? (
        <fieldset className={classes['group']}>
          <legend>{t('map.population')}</legend>
          <div className={classes['fields']}>
            {populationOptions.map(({ column }) => (
              <label key={column} className={classes['check']}>
                <input
                  type="checkbox"
                  checked={population.columns.includes(column)}
                  onChange={(event) => {
                    const rest = population.columns.filter((each) => each !== column);
                    const chosen = event.currentTarget.checked ? [...rest, column] : rest;
                    onChange({ ...mapping, population: { ...population, columns: chosen } });
                  }}
                />
                {column}
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      {mapping.indicators.map((source, index) => (
        <IndicatorFields
          key={source.indicatorKey}
          {...props}
          source={source}
          index={index}
          onSource={(next) =>
            onChange({
              ...mapping,
              indicators: mapping.indicators.flatMap((each, at) => (at !== index ? [each] : next ? [next] : [])),
            })
          }
        />
      ))}
    </>
  );
}

function periodOf(value: string): PeriodSource {
  if (value.startsWith('column:')) return { from: 'column', column: value.slice('column:'.length) };
  return value === 'constant' ? { from: 'constant', label: '' } : { from: value === 'title' ? 'title' : 'file_name' };
}

interface IndicatorFieldsProps extends MappingFieldsProps {
  source: IndicatorSource;
  index: number;
  onSource(source: IndicatorSource | null): void;
}

function IndicatorFields({
  mapping,
  source,
  index,
  seen,
  guesses,
  indicators,
  errors,
  onSource,
}: IndicatorFieldsProps) {
  const { t } = useTranslation('imports');
  const reason = useReason(guesses);
  const name = indicators.find(({ id }) => id === source.indicatorKey)?.name ?? source.indicatorKey;
  const columns = seen.shape.columns.map((column) => ({ value: column.name, label: column.name }));
  const path = `mapping.indicators.${index}`;
  return (
    <fieldset className={classes['group']}>
      <legend>{name}</legend>
      <div className={classes['fields']}>
        {numbersOf(source).map(([part, number]) => (
          <div key={part} className={classes['group']}>
            <ChoiceField
              label={t(`map.${part}`)}
              hint={reason(number?.column, [part])}
              error={errors[`${path}.${part}`] ?? errors[`${path}.${part}.column`]}
              value={number?.column ?? ''}
              onChange={(column) => onSource(withNumber(source, part, column ? { ...number, column } : undefined))}
              options={[{ value: '', label: t('map.no_column') }, ...columns]}
            />
            {number?.when?.map((filter, at) => (
              <FilterField
                key={filter.column}
                filter={filter}
                seen={seen}
                onFilter={(next) =>
                  onSource(
                    withNumber(source, part, {
                      ...number,
                      when: (number.when ?? []).flatMap((each, place) => (place !== at ? [each] : next ? [next] : [])),
                    }),
                  )
                }
              />
            ))}
          </div>
        ))}
        <ChoiceField
          label={t('map.unit')}
          error={errors[`${path}.unit`]}
          value={source.unit}
          onChange={(unit) =>
            onSource({ ...source, unit: unit === 'percent' || unit === 'fraction' ? unit : 'number' })
          }
          options={(['percent', 'fraction', 'number'] as const).map((unit) => ({
            value: unit,
            label: t(`unit.${unit}`),
          }))}
        />
      </div>
      <div className={classes['fields']}>
        {source.when.map((filter, at) => (
          <FilterField
            key={filter.column}
            filter={filter}
            seen={seen}
            onFilter={(next) =>
              onSource({
                ...source,
                when: source.when.flatMap((each, place) => (place !== at ? [each] : next ? [next] : [])),
              })
            }
          />
        ))}
        <ChoiceField
          label={t('map.only_rows')}
          hint={t('map.only_rows_hint')}
          value=""
          onChange={(column) => {
            const first = seen.profiles.find((profile) => profile.column === column)?.frequent[0]?.text;
            if (first !== undefined)
              onSource({ ...source, when: [...source.when, { column, is: 'one_of', values: [first] }] });
          }}
          options={[
            { value: '', label: t('map.every_row') },
            ...seen.profiles
              .filter(
                ({ column, distinct, looks }) =>
                  distinct > 1 &&
                  distinct <= mostKinds &&
                  !shares.includes(looks) &&
                  !source.when.some((filter) => filter.column === column),
              )
              .map(({ column }) => ({ value: column, label: column })),
          ]}
        />
      </div>
      {mapping.indicators.length > 1 ? (
        <div className={classes['buttons']}>
          <Button variant="default" onClick={() => onSource(null)}>
            {t('map.remove', { name })}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

/** "Only rows where Grade is 03": one of the column's values, or the condition away. */
function FilterField({
  filter,
  seen,
  onFilter,
}: {
  filter: RowFilter;
  seen: SeenFile;
  onFilter(filter: RowFilter | null): void;
}) {
  const { t } = useTranslation('imports');
  const values = seen.profiles.find(({ column }) => column === filter.column)?.frequent.map(({ text }) => text) ?? [];
  const chosen = filter.values[0] ?? '';
  return (
    <ChoiceField
      label={t('map.where', { column: filter.column })}
      value={chosen}
      onChange={(value) => onFilter(value === '' ? null : { ...filter, is: 'one_of', values: [value] })}
      options={[
        { value: '', label: t('map.any_value') },
        ...[...new Set([chosen, ...values])].filter(Boolean).map((text) => ({ value: text, label: text })),
      ]}
    />
  );
}
