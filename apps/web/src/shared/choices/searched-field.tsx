import { useTranslation } from 'react-i18next';
import { SelectField } from '../form/bound-fields.tsx';
import { ChoiceField, TextLine } from '../form/fields.tsx';
import type { Form } from '../form/use-form.ts';
import type { Searched } from './use-searched.ts';

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
}

/** A field of a form for one of many; where they are more than a list offers, they are searched as one types. */
export function SearchedField<V>({ form, except, searched, ...props }: SearchedFieldProps<V> & { searched: Searched }) {
  const options = searched.options.filter(({ value }) => value !== except);
  const choose = props.none === undefined && !form.value[props.name] ? { none: '—' } : {};
  return (
    <>
      <SearchLine searched={searched} label={props.label} />
      <SelectField {...choose} {...props} form={form as never} name={props.name as never} options={options} />
    </>
  );
}

export interface SearchedChoiceProps {
  label: string;
  hint?: string;
  value: string;
  onChange(id: string): void;
  /** What can be chosen besides, before them. */
  more?: readonly { value: string; label: string }[];
}

/** {@link SearchedField} outside of a form. */
export function SearchedChoice({
  label,
  hint,
  value,
  onChange,
  more = [],
  searched,
}: SearchedChoiceProps & { searched: Searched }) {
  return (
    <>
      <SearchLine searched={searched} label={label} />
      <ChoiceField
        label={label}
        {...(hint !== undefined && { hint })}
        value={value}
        onChange={onChange}
        options={[...more, ...searched.options]}
      />
    </>
  );
}

/** The id that is chosen, where it is not one of the other choices. */
export const chosenAmong = (value: string, more: SearchedChoiceProps['more'] = []): string | null =>
  more.some((one) => one.value === value) ? null : value;

function SearchLine({ searched, label }: { searched: Searched; label: string }) {
  const { t } = useTranslation('shared');
  if (!searched.isSearched) return null;
  return (
    <TextLine
      type="search"
      label={t('searched.search', { field: label })}
      hint={t('searched.hint')}
      value={searched.search}
      onChange={searched.setSearch}
      autoComplete="off"
    />
  );
}
