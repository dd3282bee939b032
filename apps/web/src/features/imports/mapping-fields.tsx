import { Button } from '@mantine/core';
import {
  intervalParts,
  valueUnits,
  type ImportMapping,
  type IndicatorSource,
} from '@throughline/source-files/mapping/mapping';
import type { PeriodSource } from '@throughline/source-files/mapping/period-source';
import type { Cadence } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useIndicators } from '../../shared/choices/rows-to-choose.tsx';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { useCodeText } from '../../shared/server/code-text.ts';
import { withField } from './change.ts';
import { Filters, mostKinds } from './filter-field.tsx';
import { PlaceFields } from './place-fields.tsx';
import type { SeenFile } from '@throughline/source-files/report/import-report';
import { numbersOf, withNumber } from './import-json.ts';
import { IntervalFields } from './interval-fields.tsx';
import type { ColumnGuess } from './operations.ts';
import classes from './imports.module.css';

export interface MappingFormProps {
  mapping: ImportMapping;
  onChange(mapping: ImportMapping): void;
  seen: SeenFile;
  errors: Record<string, string>;
}

/** Periods that may stand beside their year, in columns of their own. */
const partOfYear: readonly Cadence[] = ['day', 'week', 'month', 'quarter', 'term'];

interface MappingFieldsProps extends MappingFormProps {
  guesses: readonly ColumnGuess[];
}

/** Why a column was proposed; of a reason that only a newer server knows, how sure it is. */
function useReason(guesses: readonly ColumnGuess[]): (column: string | undefined, roles: readonly string[]) => string {
  const { t } = useTranslation('imports');
  const textOf = useCodeText('imports');
  return (column, roles) => {
    const guess = guesses.find((each) => each.column === column && roles.includes(each.role));
    if (!guess) return '';
    const why = textOf(`reason.${guess.reason}`, '', guess.params);
    if (why) return t('map.because', { reason: why });
    return t(guess.confidence >= 0.8 ? 'map.sure' : 'map.unsure');
  };
}

/** Period, place, population and, for each indicator, its numbers. */
export function MappingFields(props: MappingFieldsProps) {
  const { mapping, onChange, seen, guesses, errors } = props;
  const { t } = useTranslation('imports');
  const reason = useReason(guesses);
  const columns = columnChoices(mapping, seen);
  const none = { value: '', label: t('map.no_column') };
  const { period, population } = mapping;
  const isAcross = (mapping.wide?.length ?? 0) > 0 && mapping.wide?.every((column) => column.period !== undefined);
  const populationOptions = [
    ...seen.profiles.filter(
      ({ distinct, column, looks }) =>
        population.columns.includes(column) || (distinct <= mostKinds && (looks === 'population' || looks === 'text')),
    ),
    ...(mapping.sections ?? []).map(({ as }) => ({ column: as })),
  ];
  return (
    <>
      <div className={classes['fields']}>
        {isAcross ? (
          <p className={classes['quiet']}>{t('wide.names_period')}</p>
        ) : (
          <ChoiceField
            name="period"
            label={t('map.period')}
            hint={period.from === 'column' ? reason(period.column, ['period']) : ''}
            error={errors['mapping.period.from'] ?? errors['mapping.period.column']}
            value={period.from === 'column' ? `column:${period.column}` : period.from}
            onChange={(value) => onChange({ ...mapping, period: periodOf(value, period) })}
            options={[
              { value: 'title', label: t('map.from_title') },
              { value: 'file_name', label: t('map.from_file_name') },
              { value: 'constant', label: t('map.from_constant') },
              ...columns.map(({ value, label }) => ({ value: `column:${value}`, label })),
            ]}
          />
        )}
        {isAcross ? null : <PeriodParts {...props} none={none} columns={columns} />}
        {period.from === 'constant' && !isAcross ? (
          <TextLine
            label={t('map.period_is')}
            hint="2018-19"
            error={errors['mapping.period.label']}
            value={period.label}
            onChange={(label) => onChange({ ...mapping, period: { ...period, label } })}
          />
        ) : null}
        {period.from === 'column' &&
        seen.profiles.some(({ column, blank }) => column === period.column && blank > 0) ? (
          <TextLine
            label={t('map.when_blank')}
            hint={t('map.when_blank_hint')}
            value={period.whenBlank ?? ''}
            onChange={(text) => onChange({ ...mapping, period: withField(period, 'whenBlank', text || undefined) })}
          />
        ) : null}
        {period.from === 'title' || period.from === 'file_name' ? (
          <TextLine
            label={t('map.pattern')}
            hint={t('map.pattern_hint')}
            error={errors['mapping.period.pattern']}
            value={period.pattern ?? ''}
            onChange={(text) => onChange({ ...mapping, period: withField(period, 'pattern', text || undefined) })}
          />
        ) : null}
      </div>
      <PlaceFields {...props} columns={columns} reason={reason} />
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

/** Whether columns that name a period or a group hold this number. */
const isWide = ({ wide, indicators }: ImportMapping, { indicatorKey }: IndicatorSource, part: string): boolean =>
  wide?.some(
    (column) => column.part === part && (column.indicatorKey ?? indicators[0]?.indicatorKey) === indicatorKey,
  ) ?? false;

/** The file's columns, and those that sections add. */
const columnChoices = (mapping: ImportMapping, seen: SeenFile) =>
  [...seen.shape.columns.map(({ name }) => name), ...(mapping.sections ?? []).map(({ as }) => as)].map((name) => ({
    value: name,
    label: name,
  }));

/** The columns of a month, and of a day in it, where the period's own column says the year alone. */
function PeriodParts({
  mapping,
  onChange,
  errors,
  none,
  columns,
}: MappingFieldsProps & { none: ColumnChoice; columns: readonly ColumnChoice[] }) {
  const { t } = useTranslation('imports');
  const { period, indicators } = mapping;
  const parts = period.parts ?? [];
  const cadences = indicators.map(({ cadence }) => cadence);
  const most = cadences.includes('day') ? 2 : cadences.every((each) => !partOfYear.includes(each)) ? 0 : 1;
  const shown = [t('map.period_part'), t('map.period_day')].slice(
    0,
    Math.max(parts.length, Math.min(most, parts.length + 1)),
  );
  return shown.map((label, at) => (
    <ChoiceField
      key={label}
      label={label}
      hint={at === 0 ? t('map.period_part_hint') : ''}
      error={errors[`mapping.period.parts.${at}`]}
      value={parts[at] ?? ''}
      onChange={(name) => {
        // Without a month there is no day.
        const next = name ? [...parts.slice(0, at), name, ...parts.slice(at + 1)] : parts.slice(0, at);
        onChange({ ...mapping, period: withField(period, 'parts', next.length > 0 ? next : undefined) });
      }}
      options={[none, ...columns]}
    />
  ));
}

/** A column to choose. */
export interface ColumnChoice {
  value: string;
  label: string;
}

function periodOf(value: string, { parts }: PeriodSource): PeriodSource {
  const rest = parts === undefined ? {} : { parts };
  if (value.startsWith('column:')) return { ...rest, from: 'column', column: value.slice('column:'.length) };
  if (value === 'constant') return { ...rest, from: 'constant', label: '' };
  return { ...rest, from: value === 'title' ? 'title' : 'file_name' };
}

interface IndicatorFieldsProps extends MappingFieldsProps {
  source: IndicatorSource;
  index: number;
  onSource(source: IndicatorSource | null): void;
}

function IndicatorFields({ mapping, source, index, seen, guesses, errors, onSource }: IndicatorFieldsProps) {
  const { t } = useTranslation('imports');
  const reason = useReason(guesses);
  const name = useIndicators(source.indicatorKey).rows.find(({ id }) => id === source.indicatorKey)?.name ?? '…';
  const columns = columnChoices(mapping, seen);
  const path = `mapping.indicators.${index}`;
  return (
    <fieldset className={classes['group']}>
      <legend>{name}</legend>
      <div className={classes['fields']}>
        {numbersOf(source).map(([part, number]) => (
          <div key={part} className={classes['group']}>
            <ChoiceField
              label={t(`map.${part}`)}
              hint={isWide(mapping, source, part) ? t('wide.carries') : reason(number?.column, [part])}
              error={errors[`${path}.${part}`] ?? errors[`${path}.${part}.column`]}
              value={number?.column ?? ''}
              onChange={(column) => onSource(withNumber(source, part, column ? { ...number, column } : undefined))}
              options={[{ value: '', label: t('map.no_column') }, ...columns]}
            />
            {number?.when ? (
              <Filters
                label={t('map.only_rows')}
                filters={number.when}
                seen={seen}
                onFilters={(when) =>
                  onSource(withNumber(source, part, when.length > 0 ? { ...number, when } : { column: number.column }))
                }
              />
            ) : null}
          </div>
        ))}
        <ChoiceField
          label={t('map.unit')}
          error={errors[`${path}.unit`]}
          value={source.unit}
          onChange={(value) => onSource({ ...source, unit: valueUnits.find((unit) => unit === value) ?? 'number' })}
          options={valueUnits.map((unit) => ({
            value: unit,
            label: t(`unit.${unit}`),
          }))}
        />
      </div>
      <IntervalFields
        source={source}
        isWide={intervalParts.some((part) => isWide(mapping, source, part))}
        columns={columns}
        errors={errors}
        path={path}
        reason={reason}
        onSource={onSource}
      />
      <div className={classes['fields']}>
        <Filters
          label={t('map.only_rows')}
          hint={t('map.only_rows_hint')}
          filters={source.when}
          seen={seen}
          onFilters={(when) => onSource({ ...source, when })}
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
