import { intervalParts, type IndicatorSource, type IntervalPart } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { withField } from './change.ts';
import { Folded } from './folded.tsx';
import { withNumber } from './import-json.ts';
import type { ColumnChoice } from './mapping-fields.tsx';
import classes from './imports.module.css';

/** At what level sources publish their intervals, in percent. */
const usualLevels = [80, 90, 95, 98, 99];

interface IntervalFieldsProps {
  source: IndicatorSource;
  /** Whether columns that name a period or a group hold the margins or bounds. */
  isWide: boolean;
  columns: readonly ColumnChoice[];
  errors: Record<string, string>;
  path: string;
  reason(column: string | undefined, roles: readonly IntervalPart[]): string | undefined;
  onSource(source: IndicatorSource): void;
}

/** Where the margin or the bounds stand that the source publishes with its values, and at what level. */
export function IntervalFields({ source, isWide, columns, errors, path, reason, onSource }: IntervalFieldsProps) {
  const { t } = useTranslation('imports');
  const levels = [...new Set([...usualLevels, source.confidence ?? 90])].toSorted((a, b) => a - b);
  const names = intervalParts.flatMap((part) => source[part]?.column ?? []);
  const hasSome = isWide || names.length > 0;
  const level = source.confidence === undefined ? '' : ` (${source.confidence}%)`;
  const note = names.length > 0 ? `${names.join(', ')}${level}` : isWide ? t('wide.carries') : t('map.interval_hint');
  const errorOf = (field: string) => errors[`${path}.${field}`] ?? errors[`${path}.${field}.column`];
  const isWrong = [...intervalParts, 'confidence'].some((field) => errorOf(field) !== undefined);
  return (
    <Folded title={t('map.interval')} note={note} open={isWrong}>
      <div className={classes['fields']}>
        {intervalParts.map((part) => (
          <ChoiceField
            key={part}
            label={t(`map.${part}`)}
            hint={reason(source[part]?.column, [part]) ?? ''}
            error={errorOf(part)}
            value={source[part]?.column ?? ''}
            onChange={(column) => onSource(withNumber(source, part, column ? { ...source[part], column } : undefined))}
            options={[{ value: '', label: t('map.no_column') }, ...columns]}
          />
        ))}
        {hasSome ? (
          <ChoiceField
            label={t('map.confidence')}
            hint={t('map.confidence_hint')}
            error={errorOf('confidence')}
            value={String(source.confidence ?? '')}
            onChange={(level) => onSource(withField(source, 'confidence', level ? Number(level) : undefined))}
            options={[
              { value: '', label: t('map.confidence_unsaid') },
              ...levels.map((level) => ({ value: String(level), label: `${level}%` })),
            ]}
          />
        ) : null}
      </div>
    </Folded>
  );
}
