import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../form/bound-fields.tsx';
import { ChoiceField, TextLine } from '../form/fields.tsx';
import type { Form } from '../form/use-form.ts';
import { useFormat } from '../session/partnership.tsx';
import { ProblemLine } from '../states/problem.tsx';
import { mostOffered, type Searched } from './use-searched.ts';

/** The fields of a form that can hold a choice. */
export type NameOf<V> = { [K in keyof V]-?: V[K] extends string | null ? K : never }[keyof V] & string;

export interface SearchedFieldProps<V> {
  form: Form<V>;
  name: NameOf<V>;
  label: string;
  hint?: string;
  required?: boolean;
  /** The words for nothing at all. */
  none?: string;
  /** One that cannot be chosen. */
  except?: string;
  /** What the row has now, with its name: it may be retired, and is then not found any more. */
  known?: { id: string | null; name: string | null } | undefined;
  /** Other fields that change with the choice. */
  also?(value: string): Partial<V>;
}

/** A field of a form for one of many; where they are more than a list offers, they are searched as one types. */
export function SearchedField<V>({
  form,
  except,
  known,
  searched,
  ...props
}: SearchedFieldProps<V> & { searched: Searched }) {
  const found = searched.options.filter(({ value }) => value !== except);
  const isGone =
    known?.id != null && form.value[props.name] === known.id && !found.some(({ value }) => value === known.id);
  const options = isGone ? [{ value: known.id ?? '', label: known.name ?? '' }, ...found] : found;
  const choose = props.none === undefined && !form.value[props.name] ? { none: '—' } : {};
  const { also } = props;
  return (
    <>
      <SearchLine
        searched={searched}
        label={props.label}
        onOnly={(id) => form.set({ [props.name]: id, ...also?.(id) } as unknown as Partial<V>)}
      />
      <SelectField
        {...choose}
        {...(props as object)}
        label={props.label}
        form={form as never}
        name={props.name as never}
        options={options}
      />
    </>
  );
}

export interface SearchedChoiceProps {
  label: string;
  /** The name of the field, where a form has it. */
  name?: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onChange(id: string): void;
  /** What can be chosen besides, before them. */
  more?: readonly { value: string; label: string }[];
  /** Those that cannot be chosen. */
  except?: readonly string[];
}

/** {@link SearchedField} outside of a form. */
export function SearchedChoice({
  more = [],
  except = [],
  searched,
  ...field
}: SearchedChoiceProps & { searched: Searched }) {
  return (
    <>
      <SearchLine searched={searched} label={field.label} onOnly={field.onChange} />
      <ChoiceField {...field} options={[...more, ...searched.options.filter(({ value }) => !except.includes(value))]} />
    </>
  );
}

/** The id that is chosen, where it is not one of the other choices. */
export const chosenAmong = (value: string, more: SearchedChoiceProps['more'] = []): string | null =>
  more.some((one) => one.value === value) ? null : value;

interface SearchLineProps {
  searched: Searched;
  label: string;
  /** Enter chooses the only one that was found. */
  onOnly(id: string): void;
}

/** Where one types what is searched for, how many were found, and what went wrong. */
export function SearchLine({ searched, label, onOnly }: SearchLineProps) {
  const { t } = useTranslation('shared');
  const { number } = useFormat();
  const { isSearched, search, setSearch, isBehind, total, options, problem, retry } = searched;
  const wrong = problem ? (
    <div>
      <ProblemLine problem={problem} />
      <Button variant="subtle" onClick={retry}>
        {t('problem.retry')}
      </Button>
    </div>
  ) : null;
  if (!isSearched) return wrong;
  const countFound = (): string => {
    if (isBehind || problem || total === undefined) return '';
    if (total === 0) return t('searched.none', { text: search.trim() });
    const shown = number(total);
    return total > mostOffered
      ? t('searched.many', { shown, most: number(mostOffered) })
      : t('searched.found', { count: total, shown });
  };
  const [only] = options;
  return (
    <div>
      <TextLine
        type="search"
        label={t('searched.search', { field: label })}
        hint={t('searched.hint')}
        value={search}
        onChange={setSearch}
        onEnter={() => {
          if (only && total === 1 && !isBehind) onOnly(only.value);
        }}
        autoComplete="off"
      />
      <output style={{ display: 'block', minHeight: '1.5em', color: 'var(--tl-text-quiet)' }}>{countFound()}</output>
      {wrong}
    </div>
  );
}
