import { useTranslation } from 'react-i18next';
import { SelectField } from '../form/bound-fields.tsx';
import { ChoiceField, TextLine } from '../form/fields.tsx';
import type { Form } from '../form/use-form.ts';
import { type Places, usePlaces } from './use-places.ts';

type NameOf<V> = { [K in keyof V]-?: V[K] extends string | null ? K : never }[keyof V] & string;

interface PlaceFieldProps<V> {
  form: Form<V>;
  name: NameOf<V>;
  label: string;
  hint?: string;
  required?: boolean;
  /** The words for no place at all. */
  none?: string;
  /** A place that cannot be chosen. */
  except?: string;
}

/** One of the partnership's places; where there are many, they are searched as one types. */
export function PlaceField<V>({ form, except, ...props }: PlaceFieldProps<V>) {
  const places = usePlaces(form.value[props.name] as string | null);
  const options = places.options.filter(({ value }) => value !== except);
  const choose = props.none === undefined && !form.value[props.name] ? { none: '—' } : {};
  return (
    <>
      <PlaceSearch places={places} label={props.label} />
      <SelectField {...choose} {...props} form={form as never} name={props.name as never} options={options} />
    </>
  );
}

interface PlaceChoiceProps {
  label: string;
  hint?: string;
  value: string;
  onChange(id: string): void;
  /** What can be chosen besides places, before them. */
  more?: readonly { value: string; label: string }[];
}

/** {@link PlaceField} outside of a form. */
export function PlaceChoice({ label, hint, value, onChange, more = [] }: PlaceChoiceProps) {
  const isMore = more.some((one) => one.value === value);
  const places = usePlaces(isMore ? null : value);
  return (
    <>
      <PlaceSearch places={places} label={label} />
      <ChoiceField
        label={label}
        {...(hint !== undefined && { hint })}
        value={value}
        onChange={onChange}
        options={[...more, ...places.options]}
      />
    </>
  );
}

function PlaceSearch({ places, label }: { places: Places; label: string }) {
  const { t } = useTranslation('shared');
  if (!places.isSearched) return null;
  return (
    <TextLine
      type="search"
      label={t('places.search', { field: label })}
      hint={t('places.hint')}
      value={places.search}
      onChange={places.setSearch}
      autoComplete="off"
    />
  );
}
