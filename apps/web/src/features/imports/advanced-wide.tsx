import { numberParts, type NumberPart, type WideColumn } from '@throughline/source-files/mapping/mapping';
import { wideRules } from '@throughline/source-files/mapping/wide-rules';
import { useTranslation } from 'react-i18next';
import { withField } from './change.ts';
import type { MappingFormProps } from './mapping-fields.tsx';
import classes from './imports.module.css';

const numeric: readonly string[] = ['percent', 'fraction', 'count', 'number'];
const isPart = (value: string): value is NumberPart => (numberParts as readonly string[]).includes(value);

/** Columns whose names say the period or the population: what each of them holds. */
export function WideFields({ mapping, onChange, seen, errors }: MappingFormProps) {
  const { t } = useTranslation('imports');
  const wide = mapping.wide ?? [];
  const taken = new Set(
    mapping.indicators.flatMap((source) => numberParts.map((part) => source[part]?.column)).filter(Boolean),
  );
  const rows = seen.profiles.filter(
    ({ column, looks }) =>
      wide.some((each) => each.column === column) || (numeric.includes(looks) && !taken.has(column)),
  );
  const set = (column: string, next: WideColumn | null) => {
    const others = wide.filter((each) => each.column !== column);
    const order = seen.profiles.map((profile) => profile.column);
    const list = [...others, ...(next ? [next] : [])].toSorted(
      (a, b) => order.indexOf(a.column) - order.indexOf(b.column),
    );
    onChange(withField(mapping, 'wide', list.length > 0 ? list : undefined));
  };
  const rules = wideRules(wide);
  const setAll = (columns: readonly string[], part: NumberPart | null) => {
    const list = wide.flatMap((each) =>
      columns.includes(each.column) ? (part === null ? [] : [{ ...each, part }]) : [each],
    );
    onChange(withField(mapping, 'wide', list.length > 0 ? list : undefined));
  };
  if (rows.length === 0) return <p className={classes['quiet']}>{t('wide.nothing')}</p>;
  return (
    <>
      <p className={classes['quiet']}>{t('wide.hint')}</p>
      {rules.map(({ name, part, columns, periods, groups }) => (
        <div key={`${name} ${part}`} className={classes['wideRow']}>
          <span>
            {t('wide.rule', { name })} ({columns.length})
          </span>
          <PartSelect
            name={t('wide.rule_holds', { name })}
            part={part}
            onPart={(chosen) => {
              setAll(columns, chosen);
            }}
          />
          <span className={classes['quiet']}>{periods.join(', ')}</span>
          <span className={classes['quiet']}>{groups.join(', ')}</span>
        </div>
      ))}
      <details open={wide.length < 12}>
        <summary>{t('wide.each')}</summary>
        <ul className={classes['wideList']} aria-label={t('wide.title')}>
          {rows.slice(0, 200).map(({ column }) => {
            const at = wide.findIndex((each) => each.column === column);
            const known = wide[at];
            const error = at === -1 ? undefined : wideError(errors, at);
            return (
              <li key={column} className={classes['wideRow']}>
                <span>{column}</span>
                <PartSelect
                  name={t('wide.holds_of', { column })}
                  part={known?.part}
                  onPart={(part) => {
                    set(column, part === null ? null : { ...(known ?? { column }), part });
                  }}
                />
                <label>
                  <span className={classes['quiet']}>{t('wide.period')}</span>
                  <input
                    aria-label={t('wide.period_of', { column })}
                    value={known?.period ?? ''}
                    placeholder={t('wide.of_row')}
                    disabled={known === undefined}
                    onChange={(event) =>
                      known && set(column, withField(known, 'period', event.currentTarget.value || undefined))
                    }
                  />
                </label>
                <label>
                  <span className={classes['quiet']}>{t('wide.period_part')}</span>
                  <input
                    aria-label={t('wide.period_part_of', { column })}
                    value={known?.periodPart ?? ''}
                    placeholder={t('wide.whole_period')}
                    disabled={known === undefined}
                    onChange={(event) =>
                      known && set(column, withField(known, 'periodPart', event.currentTarget.value || undefined))
                    }
                  />
                </label>
                <label>
                  <span className={classes['quiet']}>{t('wide.population')}</span>
                  <input
                    aria-label={t('wide.population_of', { column })}
                    value={known?.population?.join(' × ') ?? ''}
                    placeholder={t('wide.of_row')}
                    disabled={known === undefined}
                    onChange={(event) => {
                      const text = event.currentTarget.value;
                      if (known) set(column, withField(known, 'population', text ? text.split(/\s×\s/) : undefined));
                    }}
                  />
                </label>
                {error ? <p className={classes['concern']}>{error}</p> : null}
              </li>
            );
          })}
        </ul>
      </details>
    </>
  );
}

interface PartSelectProps {
  name: string;
  part: NumberPart | undefined;
  onPart: (part: NumberPart | null) => void;
}

/** What a column, or each column of a rule, holds. */
function PartSelect({ name, part, onPart }: PartSelectProps) {
  const { t } = useTranslation('imports');
  return (
    <label>
      <span className={classes['quiet']}>{t('wide.holds')}</span>
      <select
        aria-label={name}
        value={part ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onPart(isPart(chosen) ? chosen : null);
        }}
      >
        <option value="">{t('wide.not_used')}</option>
        {numberParts.map((each) => (
          <option key={each} value={each}>
            {t(`map.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

const wideError = (errors: Record<string, string>, at: number): string | undefined =>
  Object.entries(errors).find(([path]) => path.startsWith(`mapping.wide.${at}.`))?.[1];
