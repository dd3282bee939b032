import type { ReactElement, ReactNode } from 'react';
import {
  chosenAmong,
  SearchedChoice,
  type SearchedChoiceProps,
  SearchedField,
  type SearchedFieldProps,
} from './searched-field.tsx';
import type { Searched } from './use-searched.ts';

export interface NamedProps {
  id: string;
  children(name: string): ReactNode;
}

/** The fields that choose one row of a kind, from the hook that searches them: in a form, and outside of one. */
export function fieldsFor(useRows: (chosenId: string | null | undefined) => Searched) {
  return {
    Field<V>(props: SearchedFieldProps<V>): ReactElement {
      const searched = useRows(props.form.value[props.name] as string | null);
      return <SearchedField {...props} searched={searched} />;
    },
    Choice(props: SearchedChoiceProps): ReactElement {
      return <SearchedChoice {...props} searched={useRows(chosenAmong(props.value, props.more))} />;
    },
    /** A row that was chosen, by its name. */
    Named({ id, children }: NamedProps): ReactNode {
      return children(useRows(id).options.find(({ value }) => value === id)?.label ?? '');
    },
  };
}
