import {
  chosenAmong,
  SearchedChoice,
  type SearchedChoiceProps,
  SearchedField,
  type SearchedFieldProps,
} from '../choices/searched-field.tsx';
import { usePlaces } from './use-places.ts';

/** One of the partnership's places; where there are many, they are searched as one types. */
export function PlaceField<V>(props: SearchedFieldProps<V>) {
  const searched = usePlaces(props.form.value[props.name] as string | null);
  return <SearchedField {...props} searched={searched} />;
}

/** {@link PlaceField} outside of a form. */
export function PlaceChoice(props: SearchedChoiceProps) {
  return <SearchedChoice {...props} searched={usePlaces(chosenAmong(props.value, props.more))} />;
}
