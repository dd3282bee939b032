import { useTranslation } from 'react-i18next';
import type { ObservationStatus } from '@throughline/domain/vocabulary';
import { NumberField, SelectField } from '../../shared/form/bound-fields.tsx';
import { typedNumber } from '../../shared/form/number-of.ts';
import type { Form } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';

export const EnterObservationMutation = graphql(`
  mutation EnterObservation($input: EnterObservationInput!) {
    enterObservation(input: $input) {
      id
      values
      versions
    }
  }
`);
export const CorrectObservationMutation = graphql(`
  mutation CorrectObservation($input: CorrectObservationInput!) {
    correctObservation(input: $input) {
      id
      values
      versions
    }
  }
`);

/** Lists that a value changes. */
export const valueTouches = ['indicator'];

/** What a person can say of a value; a range comes in with an import. */
export const enteredStatuses = ['not_reported', 'reported', 'suppressed_by_source', 'not_applicable'] as const;

/** One value as its forms hold it: numbers as they are typed. */
export interface ValueWords {
  status: ObservationStatus;
  value: string;
  numerator: string;
  denominator: string;
}

/** What a mutation takes of the words. */
export const valueInput = ({ status, value, numerator, denominator }: ValueWords) => ({
  status,
  value: typedNumber(value),
  numerator: typedNumber(numerator),
  denominator: typedNumber(denominator),
});

/** What is known of one value: its status, its counts, the number itself. */
export function ValueFields({ form, unit }: { form: Form<ValueWords>; unit: string }) {
  const { t } = useTranslation(['indicators', 'words']);
  return (
    <>
      <SelectField
        form={form}
        name="status"
        label={t('value.status')}
        options={enteredStatuses.map((word) => ({ value: word, label: t(`words:observation_status.${word}`) }))}
      />
      <NumberField form={form} name="numerator" label={t('value.numerator')} hint={t('value.counts_hint')} />
      <NumberField form={form} name="denominator" label={t('value.denominator')} />
      <NumberField form={form} name="value" label={t('value.value')} hint={t('value.value_hint', { unit })} />
    </>
  );
}
